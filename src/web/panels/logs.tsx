import { type FormEvent, useId, useState } from "react";
import type { ChoiceField } from "../act/fields.js";
import { fieldsOf } from "../act/fields.js";
import { form, isText, list, oneOf, orNull } from "../live/shapes.js";
import { useRun } from "../live/use-live.js";
import type { PanelProps } from "../room/room-state.js";
import { Link } from "../router.js";
import { Button } from "../ui/button.js";
import { ColumnHeads } from "../ui/column-heads.js";
import { formatClock } from "../ui/format.js";
import { Empty, Loading } from "../ui/states.js";
import { Choice } from "./choice.js";
import { LevelMark } from "./level.js";
import { LogBars } from "./log-bars.js";
import type { LogLine } from "./log-histogram.js";
import { againByKey, LookBar, LookProblem } from "./look-bar.js";
import { usePanelFocus, usePanelQuery } from "./panel-query.js";
import { secondsOfDay } from "./time-of-day.js";
import { useLook } from "./use-look.js";
import "./panels.css";
import "./logs.css";

const isLogs = form({
  lines: list(
    form({
      at: isText,
      level: oneOf("error", "warn", "info"),
      service: isText,
      message: isText,
      trace: orNull(isText),
    }),
  ),
});
const mostLines = 100;
const windows = ["1 min", "5 min", "15 min", "30 min"];

export default function Logs({ live }: PanelProps) {
  const formId = useId();
  const [query, setQuery] = usePanelQuery();
  usePanelFocus("logs", (of) => setQuery({ service: of.split("@")[0] ?? of }));
  const filter = {
    ...given(query, "service"),
    ...given(query, "level"),
    ...given(query, "text"),
    window: query.get("window") ?? "5 min",
    limit: mostLines,
  };
  const look = useLook<{ lines: LogLine[] }>(live, "search_logs", filter, isLogs);
  const lines = look.result?.lines ?? [];
  const drill = useRun((run) => run.drill);
  const span = {
    intervalSeconds: drill.intervalUs / 1_000_000,
    windowSeconds: Number.parseInt(filter.window, 10) * 60,
    endSeconds: secondsOfDay(formatClock(drill, look.atUs ?? drill.opensUs)),
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that looks again from anywhere in the panel
    <div className="panel" onKeyDown={againByKey(look.again)}>
      <LookBar look={look} word="Search" form={formId}>
        <LogForm id={formId} query={query} onSearch={setQuery} onAgain={look.again} />
      </LookBar>
      <LookProblem look={look} />
      {look.result === null && look.pending && <Loading what="log lines" />}
      {look.result !== null && lines.length === 0 && (
        <Empty
          title="No lines match"
          text="Services log what goes wrong and samples of the rest. Look further back, or take a filter away."
          action={
            <Button
              onClick={() => setQuery({ service: null, level: null, text: null, window: "15 min" })}
            >
              All lines of 15 min
            </Button>
          }
        />
      )}
      {lines.length > 0 && (
        <div className={look.pending ? "panel-body is-old" : "panel-body"}>
          <LogBars lines={lines} span={span} />
          <LogTable lines={lines} session={live.id} />
          {lines.length === mostLines && (
            <p className="panel-note">
              The newest {mostLines} lines; narrow the search to see older ones.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function LogForm({
  id,
  query,
  onSearch,
  onAgain,
}: {
  id: string;
  query: URLSearchParams;
  onSearch: (change: Record<string, string | null>) => void;
  onAgain: () => void;
}) {
  const tools = useRun((run) => run.tools);
  const [text, setText] = useState(query.get("text") ?? "");
  const schema = tools.find(({ name }) => name === "search_logs")?.inputSchema ?? {};
  const options = (name: string) =>
    fieldsOf(schema).find((field): field is ChoiceField => field.path === name)?.options ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text === (query.get("text") ?? "")) onAgain();
    else onSearch({ text });
  };
  return (
    <form id={id} className="look-form" onSubmit={submit} aria-label="Logs">
      <Choice
        id={`${id}s`}
        label="Service"
        name="service"
        none="All"
        {...{ query, onSearch }}
        options={options("service")}
      />
      <Choice
        id={`${id}l`}
        label="Level"
        name="level"
        none="All"
        {...{ query, onSearch }}
        options={options("level")}
      />
      <Choice
        id={`${id}w`}
        label="Back"
        name="window"
        none={null}
        {...{ query, onSearch }}
        options={windows}
        standard="5 min"
      />
      <div className="look-field look-text">
        <label htmlFor={`${id}t`}>Text</label>
        <input
          id={`${id}t`}
          className="input"
          type="search"
          placeholder="timeout"
          value={text}
          maxLength={200}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
    </form>
  );
}

function LogTable({ lines, session }: { lines: readonly LogLine[]; session: string }) {
  return (
    <table className="table stacks log-table">
      <caption className="visually-hidden">Log lines, newest first</caption>
      <ColumnHeads names={["Time", "Level", "Service", "Message", "Trace"]} />
      <tbody>
        {lines.map(({ at, level, service, message, trace }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: equal lines may come twice, and the list is replaced as a whole
          <tr key={index} className={`log-${level}`}>
            <td className="log-time">{at}</td>
            <td>
              <LevelMark level={level} />
            </td>
            <td>{service}</td>
            <td className="log-message">{message}</td>
            <td>
              {trace !== null && (
                <Link href={`/play/${session}/traces?trace=${trace}`} aria-label={`Trace ${trace}`}>
                  {trace}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function given(query: URLSearchParams, name: string): Record<string, string> {
  const value = query.get(name);
  return value === null || value === "" ? {} : { [name]: value };
}
