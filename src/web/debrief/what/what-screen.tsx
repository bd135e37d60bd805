import { useCallback, useMemo, useState } from "react";
import { Chart } from "../../charts/chart.js";
import { chartsOf } from "../../charts/chart-model.js";
import { SeriesMatrix } from "../../live/series-matrix.js";
import { type Mark, marksOf } from "../../map/marks.js";
import { type MapForm, SystemMap } from "../../map/system-map.js";
import type { Selection } from "../../room/room-state.js";
import { go, useSearch } from "../../router.js";
import { formatClock } from "../../ui/format.js";
import { useDebrief } from "../debrief-context.js";
import { peakOf } from "../harm.js";
import { momentOf } from "../moments.js";
import { Happenings } from "./happenings.js";
import { HarmChart } from "./harm-chart.js";
import { Scrubber } from "./scrubber.js";
import "./what-screen.css";

/** The whole run again: one moment, shown on the map, in charts and on the timeline at once. */
export function WhatScreen() {
  const debrief = useDebrief();
  const { drill, nodes, arrows, series, rows } = debrief;
  const [atUs, setAtUs] = useMoment();
  const [form, setForm] = useState<MapForm>(() =>
    matchMedia("(max-width: 760px)").matches ? "tree" : "drawing",
  );
  const [selection, setSelection] = useState<Selection | null>(() => firstSelection(debrief));

  const matrix = useMemo(() => {
    const made = new SeriesMatrix(series);
    for (const row of rows) made.add(row);
    return made;
  }, [series, rows]);
  const model = useMemo(() => ({ nodes, arrows, matrix }), [nodes, arrows, matrix]);
  const marks = useMemo(
    (): Mark[] =>
      [
        ...marksOf(debrief),
        // A release that goes out is a deploy as well; the fault is drawn on top of it.
        ...debrief.faults.map(({ atUs, on, text }): Mark => ({ kind: "fault", atUs, on, text })),
      ].sort((a, b) => a.atUs - b.atUs),
    [debrief],
  );
  const charts = useMemo(
    () => chartsAbout(selection, drill.source, chartsOf(series, nodes)),
    [selection, drill.source, series, nodes],
  );
  const row = Math.max(0, matrix.rowAt(atUs));
  const fromUs = beginOf(debrief);

  return (
    <>
      <h2 className="visually-hidden">What happened</h2>
      <div className="what-top">
        <Scrubber atUs={atUs} fromUs={fromUs} marks={marks} onMove={setAtUs} />
        <HarmChart atUs={atUs} fromUs={fromUs} marks={marks} matrix={matrix} />
      </div>
      <div className="what-body">
        <div className="what-system">
          <section className="what-map" aria-label={`The system at ${formatClock(drill, atUs)}`}>
            <SystemMap
              model={model}
              row={row}
              inForce={null}
              marks={marks}
              selection={selection}
              onSelect={setSelection}
              form={form}
              onForm={setForm}
            />
          </section>
          <section className="what-charts" aria-label="Charts">
            {charts.map((spec) => (
              <Chart
                key={spec.id}
                spec={spec}
                matrix={matrix}
                fromUs={fromUs}
                toUs={drill.endsUs}
                row={matrix.rows - 1}
                drill={drill}
                marks={marks}
                pointerUs={atUs}
                sync="replay"
                legendRow={row}
              />
            ))}
          </section>
        </div>
        <Happenings atUs={atUs} onMove={setAtUs} />
      </div>
    </>
  );
}

/** The moment in the address; without one, that at which users were hurt most. */
function useMoment(): [number, (atUs: number) => void] {
  const { drill, harm } = useDebrief();
  const search = useSearch();
  const asked = momentOf(drill, new URLSearchParams(search).get("at"));
  const worst = useMemo(() => peakOf({ harm, drill })?.atUs ?? drill.opensUs, [harm, drill]);
  const atUs = Math.min(drill.endsUs, asked ?? worst);
  const move = useCallback(
    (next: number) => {
      go(`${location.pathname}?at=${formatClock(drill, next)}`, { replace: true });
    },
    [drill],
  );
  return [atUs, move];
}

/** What is shown begins shortly before the first fault, or before the player came. */
function beginOf({ drill, faults, rows }: ReturnType<typeof useDebrief>): number {
  const first = Math.min(drill.opensUs, ...faults.map(({ atUs }) => atUs));
  return Math.max(rows[0]?.atUs ?? 0, first - 60_000_000);
}

/** What the first fault was on is what one wants to see first. */
function firstSelection({
  faults,
  nodes,
  arrows,
}: Pick<ReturnType<typeof useDebrief>, "faults" | "nodes" | "arrows">): Selection | null {
  const part = faults.flatMap(({ on }) => on)[0];
  if (part === undefined) return null;
  const node = nodes.find(({ id }) => id === part);
  // Of somebody else's system only the calls to it are measured.
  const intoIt = node?.external ? arrows.find(({ to }) => to === part) : undefined;
  if (intoIt) return { kind: "call", id: intoIt.id };
  if (node) return { kind: "service", id: part };
  return arrows.some(({ id }) => id === part) ? { kind: "call", id: part } : null;
}

function chartsAbout(
  selection: Selection | null,
  source: string,
  groups: ReturnType<typeof chartsOf>,
) {
  const rows = groups.flatMap(({ rows }) => rows);
  const users = rows.find(({ id }) => id === source)?.charts.slice(0, 1) ?? [];
  const chosen = rows.find(({ id }) => id === selection?.id && id !== source)?.charts ?? [];
  return [...users, ...chosen].slice(0, 5);
}
