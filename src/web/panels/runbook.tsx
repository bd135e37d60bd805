import { panelOfTool } from "../act/panels-of-tools.js";
import { form, isText } from "../live/shapes.js";
import { useRun } from "../live/use-live.js";
import { type PanelProps, useRoomStore } from "../room/room-state.js";
import { go } from "../router.js";
import { Empty, Loading } from "../ui/states.js";
import { LookProblem } from "./look-bar.js";
import { Markdown } from "./markdown-view.js";
import { pageWord } from "./page-words.js";
import { usePanelQuery } from "./panel-query.js";
import { useLook } from "./use-look.js";
import "./panels.css";
import "./runbook.css";

const isRunbook = form({ title: isText, text: isText });

export default function Runbook({ live }: PanelProps) {
  const [query, setQuery] = usePanelQuery();
  const runbooks = useRun((run) => run.drill.runbooks);
  const chosen = query.get("runbook");
  const known = runbooks.some(({ name }) => name === chosen);
  const look = useLook<{ title: string; text: string }>(
    live,
    "read_runbook",
    known && chosen !== null ? { runbook: chosen } : null,
    isRunbook,
  );

  const tools = useRun((run) => run.tools);
  const series = useRun((run) => run.series);
  const store = useRoomStore();
  /** Runbooks are read in the terminal as well; here their names of tools are the page's own controls. */
  const code = (text: string) => {
    const word = pageWord(text, { tools, series });
    if (word === null) return <code>{text}</code>;
    if (!tools.some(({ name }) => name === text)) return <b>{word}</b>;
    const panel = panelOfTool(text);
    const open = () => (panel === null ? store.openAct(text) : go(`/play/${live.id}/${panel}`));
    return (
      <button type="button" className="prose-control" onClick={open}>
        {word}
      </button>
    );
  };

  if (runbooks.length === 0) {
    return (
      <div className="panel">
        <Empty
          title="Nobody wrote a runbook"
          text="This team has none. You may know better afterwards."
        />
      </div>
    );
  }
  return (
    <div className="panel runbook">
      <nav aria-label="Runbooks">
        <ul>
          {runbooks.map(({ name, title }) => (
            <li key={name}>
              <button
                type="button"
                className="runbook-link"
                aria-current={name === chosen ? "page" : undefined}
                onClick={() => setQuery({ runbook: name })}
              >
                {title}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable with the keyboard */}
      <section className="panel-body" tabIndex={0} aria-label="What it says">
        <LookProblem look={look} />
        {!known && (
          <Empty title="Choose a runbook" text="What the team wrote down for days like this." />
        )}
        {known && look.result === null && look.pending && <Loading what="the runbook" />}
        {known && look.result !== null && (
          <article className="prose">
            <Markdown text={look.result.text} code={code} />
          </article>
        )}
      </section>
    </div>
  );
}
