/** The part of Markdown that runbooks use, read into blocks: nothing of a text ever becomes markup by itself. */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong"; text: string }
  | { kind: "emphasis"; text: string };

export type Block =
  | { kind: "heading"; level: number; text: Inline[] }
  | { kind: "paragraph"; text: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "table"; head: Inline[][]; rows: Inline[][][] };

/** What one block starts with; everything else goes on with the block before. */
const heading = /^(#{1,6}) +(.*?)#*$/;
const item = /^ {0,3}(?:[-*+]|(\d{1,9})[.)]) +(.*)$/;
const fence = /^ {0,3}```/;
const tableLine = /^\s*\|.*\|\s*$/;
const tableRule = /^\s*\|(?:\s*:?-+:?\s*\|)+\s*$/;

export function readMarkdown(text: string): Block[] {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  /** Lines from here for as long as they belong together. */
  const take = (belongs: (line: string) => boolean): string[] => {
    const start = at;
    while (at < lines.length && belongs(lines[at]!)) at += 1;
    return lines.slice(start, at);
  };

  while (at < lines.length) {
    const line = lines[at]!;
    const title = heading.exec(line);
    if (line.trim() === "") at += 1;
    else if (title) {
      blocks.push({ kind: "heading", level: title[1]!.length, text: readInline(title[2]!) });
      at += 1;
    } else if (fence.test(line)) {
      at += 1;
      blocks.push({ kind: "code", text: take((next) => !fence.test(next)).join("\n") });
      at += 1;
    } else if (item.test(line)) {
      blocks.push(listOf(take((next) => item.test(next) || /^\s+\S/.test(next))));
    } else if (tableLine.test(line) && tableRule.test(lines[at + 1] ?? "")) {
      blocks.push(tableOf(take((next) => tableLine.test(next))));
    } else {
      const first = at;
      const own = take((next) => at === first || continues(next));
      blocks.push({ kind: "paragraph", text: readInline(own.join(" ")) });
    }
  }
  return blocks;
}

function continues(line: string): boolean {
  return line.trim() !== "" && !heading.test(line) && !item.test(line) && !fence.test(line);
}

function listOf(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const begun = item.exec(line);
    if (begun) items.push(begun[2]!);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  const ordered = item.exec(lines[0]!)![1] !== undefined;
  return { kind: "list", ordered, items: items.map(readInline) };
}

function tableOf([head = "", , ...rows]: readonly string[]): Block {
  const cells = (line: string) =>
    line
      .trim()
      .slice(1, -1)
      .split("|")
      .map((cell) => readInline(cell.trim()));
  return { kind: "table", head: cells(head), rows: rows.map(cells) };
}

const marks =
  /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|(?<![\w])_([^_\s][^_]*)_(?![\w])/g;

function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    const [whole, code, strong, strongToo, emphasis, emphasisToo] = match;
    if (code !== undefined) parts.push({ kind: "code", text: code });
    else if ((strong ?? strongToo) !== undefined) {
      parts.push({ kind: "strong", text: (strong ?? strongToo)! });
    } else parts.push({ kind: "emphasis", text: (emphasis ?? emphasisToo)! });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}
