import { useRef } from "react";
import type { LiveRun } from "../live/live-state.js";
import type { SeriesMatrix } from "../live/series-matrix.js";
import { useRun } from "../live/use-live.js";
import { healthOf, usersHealth } from "../map/health.js";
import type { Mark } from "../map/marks.js";
import {
  formatClock,
  formatNumber,
  formatShort,
  nameTitle,
  type Unit,
  writeValue,
} from "../ui/format.js";
import type { Health } from "../ui/health.js";
import { type Point, Sparkline } from "./sparkline.js";
import "./tiles.css";

/** How far back the lines go. */
const windowUs = 15 * 60_000_000;

interface Tile {
  title: string;
  /** What it is about at the moment: the fullest pool may be another one in a minute. */
  subject: string;
  number: string;
  unit: string;
  note: string | null;
  health: Health;
  points: Point[];
  /** The top of the line's scale, where it has a natural one. */
  top: number | null;
}

/** How bad it is, in four numbers. */
export function Tiles({ row, marks }: { row: number; marks: readonly Mark[] }) {
  const matrix = useRun((run) => run.matrix);
  const drill = useRun((run) => run.drill);
  const nodes = useRun((run) => run.nodes);
  const arrows = useRun((run) => run.arrows);
  const pool = useRef<string | null>(null);
  const call = useRef<string | null>(null);
  const toUs = matrix.timeAt(row);
  if (row < 0) return null;
  const fromUs = toUs - windowUs;
  pool.current = busiestPool(matrix, nodes, row, pool.current);
  call.current = heaviestCall(matrix, nodes, arrows, row, call.current);
  const lines = new Lines(matrix, matrix.rowAt(fromUs), row);
  const tiles = [
    usersTile(lines, drill.source),
    ...(pool.current ? [poolTile(lines, pool.current, nodes)] : []),
    ...(call.current ? [loadTile(lines, call.current)] : []),
    goodputTile(lines, drill.source),
  ];
  const shown = marks.filter(({ kind, atUs }) => kind === "act" && atUs > fromUs && atUs <= toUs);
  const clock = (atUs: number) => formatClock(drill, atUs).slice(0, 5);
  return (
    <ul className="tiles" aria-label="How bad it is">
      {tiles.map(({ title, subject, number, unit, note, health, points, top }) => (
        <li key={title} className="tile">
          <span className="tile-title">{title}</span>
          <span className="tile-subject" title={subject}>
            {subject}
          </span>
          <strong className={`tile-number is-${health}`}>
            {number}
            <span className="tile-unit">{unit}</span>
          </strong>
          <Sparkline points={points} {...{ fromUs, toUs, top, health }} marks={shown} />
          <div className="tile-foot">
            <span>{clock(fromUs)}</span>
            {note && <span className="tile-note">{note}</span>}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** Reads lines of one stretch of time. */
class Lines {
  constructor(
    private readonly matrix: SeriesMatrix,
    private readonly from: number,
    private readonly row: number,
  ) {}

  now(metric: string, of: string): number | null {
    return this.matrix.valueAt(this.matrix.find(metric, of), this.row);
  }

  points(value: (at: (metric: string, of: string) => number | null) => number | null): Point[] {
    const points: Point[] = [];
    for (let row = Math.max(0, this.from); row <= this.row; row += 1) {
      const at = (metric: string, of: string) =>
        this.matrix.valueAt(this.matrix.find(metric, of), row);
      points.push({ atUs: this.matrix.timeAt(row), value: value(at) });
    }
    return points;
  }
}

function usersTile(lines: Lines, source: string): Tile {
  const success = lines.now("success_share", source);
  const failing = (share: number | null) => (share === null ? null : 1 - share);
  return {
    title: "Users failing",
    subject: nameTitle(source),
    ...written(failing(success), "share"),
    note: null,
    health: usersHealth(success),
    points: lines.points((at) => failing(at("success_share", source))),
    top: 1,
  };
}

function poolTile(lines: Lines, id: string, nodes: LiveRun["nodes"]): Tile {
  const busy = lines.now("busy_threads", id);
  const share = lines.now("busy_share", id);
  const queue = lines.now("queue", id) ?? 0;
  const known = nodes.find((node) => node.id === id)?.threads ?? null;
  const threads = busy !== null && share !== null && share > 0.01 ? busy / share : known;
  return {
    title: "Fullest pool",
    subject: `${nameTitle(id)} threads`,
    number: busy === null ? "no data" : formatNumber(Math.round(busy)),
    unit: threads === null ? "" : ` /${formatNumber(Math.round(threads))}`,
    note: queue >= 1 ? `queue ${formatShort(queue)}` : null,
    health: healthOf({ busyShare: share }),
    points: lines.points((at) => at("busy_threads", id)),
    top: threads,
  };
}

function loadTile(lines: Lines, call: string): Tile {
  const rate = lines.now("attempt_rate", call);
  const retries = lines.now("retry_rate", call) ?? 0;
  const first = rate === null ? 0 : rate - retries;
  const factor = first > 0 && rate !== null ? rate / first : 1;
  return {
    title: "Heaviest call",
    // Who calls is told by the map; its whole name would not fit.
    subject: `to ${nameTitle(call.split("->")[1] ?? call)}`,
    ...written(rate, "per-second"),
    note: factor >= 1.1 ? `×${formatNumber(factor)} retries` : null,
    health: factor >= 2 ? "failing" : factor >= 1.1 ? "degraded" : "ok",
    points: lines.points((at) => at("attempt_rate", call)),
    top: null,
  };
}

function goodputTile(lines: Lines, source: string): Tile {
  const success = lines.now("success_share", source);
  const rate = lines.now("rate", source);
  return {
    title: "Goodput",
    subject: `${nameTitle(source)} served`,
    ...written(success === null || rate === null ? null : success * rate, "per-second"),
    note: null,
    health: usersHealth(success),
    points: lines.points((at) => {
      const [share, all] = [at("success_share", source), at("rate", source)];
      return share === null || all === null ? null : share * all;
    }),
    top: null,
  };
}

function written(value: number | null, unit: Unit): Pick<Tile, "number" | "unit"> {
  const { number, unit: suffix } = writeValue(value, unit);
  return {
    number,
    unit: suffix === "%" || suffix === "ms" || suffix === "s" ? ` ${suffix}` : suffix,
  };
}

/** One that is shown stays until another is clearly ahead, so that tiles do not flicker between two. */
const lead = 1.15;

/** The pool with the least room: threads busy, and how much waits for them. */
function busiestPool(
  matrix: SeriesMatrix,
  nodes: LiveRun["nodes"],
  row: number,
  shown: string | null,
): string | null {
  const own = nodes.filter(({ external, site }) => !external && site === null);
  return foremost(
    own.map(({ id, threads }) => {
      const share = matrix.valueAt(matrix.find("busy_share", id), row) ?? 0;
      const queue = matrix.valueAt(matrix.find("queue", id), row) ?? 0;
      return { id, weight: share + queue / Math.max(1, threads ?? 1) };
    }),
    shown,
  );
}

/** The call with the most repeated attempts; without any, the one with the most attempts. */
function heaviestCall(
  matrix: SeriesMatrix,
  nodes: LiveRun["nodes"],
  arrows: LiveRun["arrows"],
  row: number,
  shown: string | null,
): string | null {
  const services = new Set(nodes.filter(({ site }) => site === null).map(({ id }) => id));
  const calls = arrows.filter(({ from }) => services.has(from));
  return foremost(
    calls.map(({ id }) => {
      const retries = matrix.valueAt(matrix.find("retry_rate", id), row) ?? 0;
      const rate = matrix.valueAt(matrix.find("attempt_rate", id), row) ?? 0;
      return { id, weight: retries * 1000 + rate };
    }),
    shown,
  );
}

function foremost(all: { id: string; weight: number }[], shown: string | null): string | null {
  const [first] = [...all].sort((a, b) => b.weight - a.weight);
  const before = all.find(({ id }) => id === shown);
  if (first && before && first.weight <= before.weight * lead) return before.id;
  return first?.id ?? null;
}
