import { createContext, Fragment, type ReactNode, useContext } from "react";
import { TableScroll } from "../ui/table-scroll.js";
import { type Block, type Inline, readMarkdown } from "./markdown.js";

type DrawCode = (code: string) => ReactNode;

const asCode: DrawCode = (code) => <code>{code}</code>;
const CodeContext = createContext(asCode);

/** A text of the drill's author, drawn from its blocks: none of it becomes markup by itself. */
export function Markdown({ text, code = asCode }: { text: string; code?: DrawCode }) {
  return (
    <CodeContext value={code}>
      {readMarkdown(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's blocks stay where they are
        <BlockView key={index} block={block} />
      ))}
    </CodeContext>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return block.level === 1 ? (
        <h2>
          <Words parts={block.text} />
        </h2>
      ) : (
        <h3>
          <Words parts={block.text} />
        </h3>
      );
    case "paragraph":
      return (
        <p>
          <Words parts={block.text} />
        </p>
      );
    case "code":
      return <pre>{block.text}</pre>;
    case "list": {
      const items = block.items.map((parts, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list's items stay where they are
        <li key={index}>
          <Words parts={parts} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return <TableView head={block.head} rows={block.rows} />;
  }
}

function TableView({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  return (
    <TableScroll label="Table">
      <table className="table">
        <thead>
          <tr>
            {head.map((parts, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a table's cells stay where they are
              <th key={index} scope="col">
                <Words parts={parts} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a table's rows stay where they are
            <tr key={row}>
              {cells.map((parts, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a table's cells stay where they are
                <td key={index}>
                  <Words parts={parts} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Words({ parts }: { parts: readonly Inline[] }) {
  const code = useContext(CodeContext);
  return parts.map(({ kind, text }, index) => {
    // Words of a text stay where they are, so that their place is a good key.
    const key = `${index} ${kind}`;
    if (kind === "code") return <Fragment key={key}>{code(text)}</Fragment>;
    if (kind === "strong") return <strong key={key}>{text}</strong>;
    if (kind === "emphasis") return <em key={key}>{text}</em>;
    return <span key={key}>{text}</span>;
  });
}
