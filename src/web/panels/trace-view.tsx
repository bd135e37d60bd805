import { useState } from "react";
import type { LiveSession } from "../live/live-session.js";
import { form, isAnything, isFlag, isNumber, isText, list, oneOf, orNull } from "../live/shapes.js";
import { Button } from "../ui/button.js";
import { formatValue, nameTitle } from "../ui/format.js";
import { Icon } from "../ui/icons.js";
import { Empty, Loading } from "../ui/states.js";
import { TableScroll } from "../ui/table-scroll.js";
import { LookProblem } from "./look-bar.js";
import { Outcome } from "./outcome.js";
import { useLook } from "./use-look.js";
import { type Span, type Waterfall, type WaterfallRow, waterfallOf } from "./waterfall.js";

const isTrace = form({
  found: isFlag,
  spans: list(
    form({
      span: isText,
      parent: orNull(isText),
      kind: oneOf("client", "server"),
      name: isText,
      attempt: isAnything,
      outcome: isText,
      start: isNumber,
      waited: orNull(isNumber),
      seconds: orNull(isNumber),
    }),
  ),
});

/** One request through the system: as a waterfall, or as a table with the same numbers. */
export function TraceView({ live, trace }: { live: LiveSession; trace: string }) {
  const look = useLook<{ found: boolean; spans: Span[] }>(live, "get_trace", { trace }, isTrace);
  const [asTable, setAsTable] = useState(false);
  if (look.refused) return <LookProblem look={look} />;
  if (look.result === null) return <Loading what={`trace ${trace}`} />;
  if (!look.result.found) {
    return (
      <Empty
        title={`Trace ${trace} is not kept any more`}
        text="The oldest traces give way to new ones. Choose another."
      />
    );
  }
  const waterfall = waterfallOf(look.result.spans);
  return (
    <section className="trace" aria-label={`Trace ${trace}`}>
      <div className="trace-head">
        <h2>
          {trace}, {formatValue(waterfall.seconds, "seconds")}
        </h2>
        <span className="trace-key" aria-hidden="true">
          <i className="bar-key" /> at work <i className="bar-key is-wait" /> waits for a thread
        </span>
        <Button kind="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          <Icon name="table" /> As a table
        </Button>
      </div>
      {asTable ? <SpanTable waterfall={waterfall} /> : <SpanBars waterfall={waterfall} />}
    </section>
  );
}

function SpanBars({ waterfall: { rows, seconds } }: { waterfall: Waterfall }) {
  return (
    <div className="waterfall">
      <div className="waterfall-axis" aria-hidden="true">
        <div>
          {[0, 0.5, 1].map((share) => (
            <span key={share}>{formatValue(seconds * share, "seconds")}</span>
          ))}
        </div>
      </div>
      <ol>
        {rows.map((row) => (
          <li key={row.span} className={row.failed ? "waterfall-row is-failed" : "waterfall-row"}>
            <span className="waterfall-name" style={{ paddingLeft: row.depth * 12 }}>
              {row.failed && <Icon name="warning" size={12} />}
              {nameOfSpan(row)}
            </span>
            <span className="waterfall-track">
              <span
                className="waterfall-bar"
                style={{ left: percent(row.left), width: percent(row.width) }}
              >
                <span
                  className="waterfall-wait"
                  style={{ width: percent(row.width > 0 ? row.waitWidth / row.width : 0) }}
                />
              </span>
            </span>
            <span className="waterfall-time">
              {row.seconds === null ? "going on" : formatValue(row.seconds, "seconds")}
              {row.failed && <em> {row.outcome.replaceAll("-", " ")}</em>}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function SpanTable({ waterfall: { rows } }: { waterfall: Waterfall }) {
  return (
    <TableScroll label="Spans">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Span</th>
            <th scope="col" className="is-number">
              Starts after
            </th>
            <th scope="col" className="is-number">
              Waited
            </th>
            <th scope="col" className="is-number">
              Took
            </th>
            <th scope="col" className="is-number">
              Of its own
            </th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.span}>
              <th scope="row" style={{ paddingLeft: 12 + row.depth * 12 }}>
                {nameOfSpan(row)}
              </th>
              <td className="is-number">{formatValue(row.start, "seconds")}</td>
              <td className="is-number">
                {row.waited === null ? "" : formatValue(row.waited, "seconds")}
              </td>
              <td className="is-number">
                {row.seconds === null ? "going on" : formatValue(row.seconds, "seconds")}
              </td>
              <td className="is-number">
                {row.own === null ? "" : formatValue(row.own, "seconds")}
              </td>
              <td>
                <Outcome outcome={row.outcome} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function nameOfSpan({ kind, name, attempt }: WaterfallRow): string {
  if (kind === "client") return `call ${nameTitle(name)}`;
  return attempt !== null && attempt > 1
    ? `${nameTitle(name)}, attempt ${attempt}`
    : nameTitle(name);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
