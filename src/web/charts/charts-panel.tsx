import { useCallback, useEffect, useMemo, useState } from "react";
import { ActRefused } from "../live/act-queue.js";
import { useLiveSession, useRun } from "../live/use-live.js";
import { marksOf } from "../map/marks.js";
import { useRoomKey } from "../room/keys.js";
import { useRoomUi } from "../room/room-state.js";
import { useShownRow } from "../room/shown-row.js";
import { Button, IconButton } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { formatValue, type Unit } from "../ui/format.js";
import { Icon } from "../ui/icons.js";
import { useSwitch } from "../ui/settings.js";
import { Empty } from "../ui/states.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";
import { Chart } from "./chart.js";
import { type ChartSpec, chartsOf } from "./chart-model.js";
import "./charts-panel.css";

/** Stretches of time in minutes; null is the whole run. */
const ranges: (number | null)[] = [5, 15, null];
const standardRange = 1;

/** Everything that is measured, as small charts with one crosshair and one stretch of time. */
export default function ChartsPanel() {
  const series = useRun((run) => run.series);
  const nodes = useRun((run) => run.nodes);
  const matrix = useRun((run) => run.matrix);
  const drill = useRun((run) => run.drill);
  const alerts = useRun((run) => run.alerts);
  const deploys = useRun((run) => run.deploys);
  const entries = useRun((run) => run.entries);
  const focus = useRoomUi((ui) => ui.focus);
  const row = useShownRow();
  const [range, setRange] = useState(standardRange);
  const [asTable, setAsTable] = useSwitch("charts-as-tables", false);
  const [large, setLarge] = useState<ChartSpec | null>(null);
  const groups = useMemo(() => chartsOf(series, nodes), [series, nodes]);
  const marks = useMemo(() => marksOf({ alerts, deploys, entries }), [alerts, deploys, entries]);
  const { notes, inspect } = useInspection(ranges[range] ?? null);

  useRoomKey(
    "range-shorter",
    useCallback(() => setRange((now) => Math.max(0, now - 1)), []),
  );
  useRoomKey(
    "range-longer",
    useCallback(() => setRange((now) => Math.min(ranges.length - 1, now + 1)), []),
  );
  useRoomKey(
    "range-standard",
    useCallback(() => setRange(standardRange), []),
  );
  useEffect(() => {
    if (focus?.panel !== "charts") return;
    document.getElementById(`charts-of-${focus.of}`)?.scrollIntoView({ block: "start" });
  }, [focus]);

  if (row < 0) {
    return <Empty title="Nothing is measured yet" text="The first interval has not ended." />;
  }
  const toUs = matrix.timeAt(row);
  const minutes = ranges[range] ?? null;
  const fromUs = minutes === null ? matrix.timeAt(0) : Math.max(0, toUs - minutes * 60_000_000);
  const view = { matrix, row, fromUs, toUs, drill, marks };
  return (
    <div className="charts-panel">
      <div className="charts-bar">
        <h2 className="visually-hidden">Charts</h2>
        <fieldset className="charts-range">
          <legend>
            <VisuallyHidden>Stretch of time</VisuallyHidden>
          </legend>
          {ranges.map((one, index) => (
            <Button
              key={one}
              kind="quiet"
              size="small"
              aria-pressed={index === range}
              onClick={() => setRange(index)}
            >
              {one === null ? "All" : `${one} min`}
            </Button>
          ))}
        </fieldset>
        <nav className="charts-groups" aria-label="Groups of charts">
          {groups.map(({ id, title }) => (
            <Button
              key={id}
              kind="quiet"
              size="small"
              onClick={() => document.getElementById(`charts-${id}`)?.scrollIntoView()}
            >
              {title}
            </Button>
          ))}
        </nav>
        <Button
          kind="quiet"
          size="small"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Icon name="table" size={14} /> Data as tables
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className="charts-scroll" tabIndex={0} aria-label="Charts">
        {groups.map((group) => (
          <section key={group.id} id={`charts-${group.id}`} aria-label={group.title}>
            <h3 className="charts-group-title">{group.title}</h3>
            {group.rows.map(({ id, title, charts }) => (
              <section key={id} id={`charts-of-${id}`} aria-label={title}>
                <div className="charts-grid">
                  {charts.map((spec) => (
                    <Chart
                      key={spec.id}
                      spec={spec}
                      {...view}
                      asTable={asTable}
                      onInspect={inspect}
                      note={notes[spec.id]}
                      tools={<Enlarge spec={spec} onLarge={setLarge} />}
                    />
                  ))}
                </div>
              </section>
            ))}
          </section>
        ))}
      </section>
      <Dialog open={large !== null} onClose={() => setLarge(null)} title="Chart" wide>
        {large && <Chart spec={large} {...view} height={380} sync="large" />}
      </Dialog>
    </div>
  );
}

function Enlarge({ spec, onLarge }: { spec: ChartSpec; onLarge: (spec: ChartSpec) => void }) {
  return (
    <IconButton label={`Large: ${spec.title}`} size="small" onClick={() => onLarge(spec)}>
      <Icon name="expand" size={13} />
    </IconButton>
  );
}

/** Looking closer is a look of the run: it is recorded, and tells the value over the whole stretch. */
function useInspection(minutes: number | null) {
  const live = useLiveSession();
  const [notes, setNotes] = useState<Record<string, string>>({});
  const inspect = useCallback(
    (spec: ChartSpec) => {
      // Of several percentiles the highest tells most; elsewhere the first line is the whole.
      const line = spec.unit === "seconds" ? spec.lines.at(-1)! : spec.lines[0]!;
      const window = `${minutes ?? Math.max(1, Math.ceil(live.nowUs() / 60_000_000))} min`;
      const tell = (note: string) => setNotes((before) => ({ ...before, [spec.id]: note }));
      tell("Looking …");
      live.act("query_metrics", { metric: line.metric, of: line.of, window }).then(
        ({ observation }) =>
          tell(`${line.label} over ${window}: ${valueIn(observation, spec.unit)}`),
        (thrown) =>
          tell(thrown instanceof ActRefused ? thrown.message : "It could not be looked at."),
      );
    },
    [live, minutes],
  );
  return { notes, inspect };
}

function valueIn(observation: unknown, unit: Unit): string {
  const { result } = observation as { result?: { value?: unknown } };
  const value = result?.value;
  return formatValue(typeof value === "number" ? value : null, unit);
}
