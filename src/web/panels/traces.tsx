import { useId } from "react";
import type { ChoiceField } from "../act/fields.js";
import { fieldsOf } from "../act/fields.js";
import { form, isNumber, isText, list, orNull } from "../live/shapes.js";
import { useRun } from "../live/use-live.js";
import type { PanelProps } from "../room/room-state.js";
import { Button } from "../ui/button.js";
import { formatValue, nameTitle } from "../ui/format.js";
import { Empty, Loading } from "../ui/states.js";
import { Choice } from "./choice.js";
import { againByKey, LookBar, LookProblem } from "./look-bar.js";
import { Outcome } from "./outcome.js";
import { usePanelFocus, usePanelQuery } from "./panel-query.js";
import { TraceView } from "./trace-view.js";
import { useLook } from "./use-look.js";
import "./panels.css";
import "./traces.css";

interface TraceSummary {
  trace: string;
  at: string;
  route: string;
  seconds: number | null;
  outcome: string;
}

const isTraces = form({
  traces: list(
    form({ trace: isText, at: isText, route: isText, seconds: orNull(isNumber), outcome: isText }),
  ),
});
const mostTraces = 50;

export default function Traces({ live }: PanelProps) {
  const id = useId();
  const [query, setQuery] = usePanelQuery();
  usePanelFocus("traces", (of) => setQuery({ service: of.split("@")[0] ?? of, trace: null }));
  const tools = useRun((run) => run.tools);
  const trace = query.get("trace");
  const service = query.get("service") ?? "";
  const failedOnly = query.get("failed") === "only";
  // Somebody who comes for one trace is not made to list others first.
  const filter =
    trace !== null && query.get("list") === null
      ? null
      : {
          ...(service !== "" && { service }),
          ...(failedOnly && { failedOnly }),
          window: query.get("window") ?? "5 min",
          limit: mostTraces,
        };
  const look = useLook<{ traces: TraceSummary[] }>(live, "list_traces", filter, isTraces);
  const schema = tools.find(({ name }) => name === "list_traces")?.inputSchema ?? {};
  const services =
    fieldsOf(schema).find((field): field is ChoiceField => field.path === "service")?.options ?? [];
  const traces = look.result?.traces ?? [];

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that looks again from anywhere in the panel
    <div className="panel" onKeyDown={againByKey(look.again)}>
      <LookBar look={look} word="List again">
        <form
          className="look-form"
          aria-label="Traces"
          onSubmit={(event) => event.preventDefault()}
        >
          <Choice
            id={`${id}s`}
            label="Through"
            name="service"
            none="Any service"
            options={services}
            query={query}
            onSearch={setQuery}
          />
          <Choice
            id={`${id}w`}
            label="Back"
            name="window"
            none={null}
            standard="5 min"
            options={["1 min", "5 min", "15 min"]}
            query={query}
            onSearch={setQuery}
          />
          <label className="look-check">
            <input
              type="checkbox"
              checked={failedOnly}
              onChange={({ target }) => setQuery({ failed: target.checked ? "only" : null })}
            />
            Failed only
          </label>
        </form>
      </LookBar>
      <LookProblem look={look} />
      {filter === null && (
        <p className="panel-note">
          <Button size="small" onClick={() => setQuery({ list: "1" })}>
            List other traces
          </Button>
        </p>
      )}
      {look.result === null && look.pending && <Loading what="traces" />}
      {look.result !== null && traces.length === 0 && (
        <Empty
          title="No request was sampled"
          text="Only some requests are traced. Look further back, or take the filter away."
        />
      )}
      <div className={look.pending ? "panel-body is-old" : "panel-body"}>
        {traces.length > 0 && (
          <div className="trace-list">
            <table className="table stacks">
              <caption className="visually-hidden">Sampled requests, newest first</caption>
              <thead>
                <tr>
                  <th scope="col">Trace</th>
                  <th scope="col">Time</th>
                  <th scope="col">Request</th>
                  <th scope="col" className="is-number">
                    Took
                  </th>
                  <th scope="col">Outcome</th>
                </tr>
              </thead>
              <tbody>
                {traces.map((one) => (
                  <tr key={one.trace} aria-current={one.trace === trace || undefined}>
                    <td>
                      <button
                        type="button"
                        className="row-link"
                        onClick={() => setQuery({ trace: one.trace, list: "1" })}
                      >
                        {one.trace}
                      </button>
                    </td>
                    <td>{one.at}</td>
                    <td>{nameTitle(one.route)}</td>
                    <td className="is-number">
                      {one.seconds === null ? "going on" : formatValue(one.seconds, "seconds")}
                    </td>
                    <td>
                      <Outcome outcome={one.outcome} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {trace !== null && <TraceView key={trace} live={live} trace={trace} />}
      </div>
    </div>
  );
}
