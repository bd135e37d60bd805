import type uPlot from "uplot";
import type { Mark } from "../map/marks.js";
import { formatClock, formatValue } from "../ui/format.js";
import type { ChartSpec } from "./chart-model.js";

/** Colours as the style sheets have them, since a canvas does not read them by itself. */
export interface PlotColours {
  text: string;
  grid: string;
  line: string;
  series: string[];
  marks: Record<Mark["kind"], string>;
  cursor: string;
}

export function readColours(element: Element): PlotColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: colour("text-faint"),
    grid: colour("grid"),
    line: colour("line"),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => colour(`series-${number}`)),
    marks: {
      fault: colour("text"),
      act: colour("accent"),
      alert: colour("failing"),
      ticket: colour("degraded"),
      // A resolved alert says nothing about users, so that it has no colour of health.
      resolved: colour("text-soft"),
      deploy: colour("link"),
    },
    cursor: colour("text-soft"),
  };
}

/** Each line differs by its dashes as well as by its colour. */
export const dashes: number[][] = [
  [],
  [6, 3],
  [2, 2],
  [8, 3, 2, 3],
  [12, 4],
  [4, 4],
  [1, 3],
  [10, 2],
];

export function plotOptions(input: {
  spec: ChartSpec;
  drill: { beginsUs: number };
  colours: PlotColours;
  size: { width: number; height: number };
  sync: string;
  marks: () => readonly Mark[];
  /** A moment that is pointed at from elsewhere, such as a replay's. */
  pointerUs: () => number | null;
  onCursor: (index: number | null) => void;
}): uPlot.Options {
  const { spec, drill, colours, size, sync, marks, pointerUs, onCursor } = input;
  const font = "11px Inter, system-ui, sans-serif";
  return {
    ...size,
    padding: [10, 18, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: sync, setSeries: false },
      drag: { x: false, y: false },
      points: { size: 6 },
      y: false,
    },
    scales: {
      x: { time: false },
      y:
        spec.scale === "log"
          ? { distr: 3, range: (_, low, high) => logRange(low, high) }
          : {
              range: (_, _low, high) => [0, linearTop(spec, high ?? 0)],
            },
    },
    axes: [
      {
        stroke: colours.text,
        font,
        grid: { show: false },
        ticks: { stroke: colours.line, size: 4 },
        size: 24,
        space: 56,
        splits: (_, _axis, from, to) => wholeMinutes(drill, from, to, size.width),
        values: (_, splits) =>
          splits.map((second) => formatClock(drill, second * 1_000_000).slice(0, 5)),
      },
      {
        stroke: colours.text,
        font,
        grid: {
          stroke: colours.grid,
          width: 1,
          ...(spec.scale === "log" && { filter: onlyDecades }),
        },
        ticks: { show: false },
        size: 52,
        space: spec.scale === "log" ? 18 : 26,
        ...(spec.scale === "log" && { filter: onlyDecades }),
        values: (_, splits) =>
          splits.map((value) => (value === null ? "" : axisValue(value, spec))),
      },
    ],
    series: [
      {},
      ...spec.lines.map((_, index) => ({
        stroke: colours.series[index % colours.series.length]!,
        dash: dashes[index % dashes.length]!,
        width: 1.75,
        points: { show: false },
        spanGaps: false,
      })),
    ],
    hooks: {
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      draw: [(plot) => drawMarks(plot, marks(), pointerUs(), colours)],
    },
  };
}

/** Success is read against 100 per cent; errors of 2 per cent must not be a line at the bottom. */
function linearTop({ unit, lines }: ChartSpec, high: number): number {
  if (unit !== "share") return Math.max(1, high * 1.08);
  if (lines.some(({ metric }) => metric === "success_share")) return 1;
  return Math.min(1, Math.max(0.05, high * 1.1));
}

/** From a decade below to a decade above, at least from 1 ms to 1 s. */
function logRange(low: number | null, high: number | null): [number, number] {
  const decade = (value: number, round: (value: number) => number) =>
    10 ** round(Math.log10(value));
  return [
    decade(Math.max(0.0001, Math.min(low ?? 0.001, 0.01)), Math.floor),
    decade(Math.max(high ?? 1, 0.1), Math.ceil),
  ];
}

/** On an axis, 50 per cent is enough; decimals are for what was measured. */
function axisValue(value: number, { unit }: ChartSpec): string {
  return formatValue(value, unit).replace(/\.0(?= )/, "");
}

function onlyDecades(_: uPlot, splits: number[]): (number | null)[] {
  return splits.map((value) => (isDecade(value) ? value : null));
}

function isDecade(value: number): boolean {
  const power = Math.log10(value);
  return Math.abs(power - Math.round(power)) < 1e-6;
}

function wholeMinutes(
  { beginsUs }: { beginsUs: number },
  from: number,
  to: number,
  width: number,
): number[] {
  const most = Math.max(2, Math.floor(width / 76));
  const step =
    [60, 120, 300, 600, 900, 1800, 3600].find((one) => (to - from) / one <= most) ?? 7200;
  const offset = beginsUs / 1_000_000;
  const splits: number[] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at <= to; at += step) {
    splits.push(at);
  }
  return splits;
}

/** Vertical lines with the shape of what happened on top: the same shapes as on the map and the timeline. */
function drawMarks(
  plot: uPlot,
  marks: readonly Mark[],
  pointerUs: number | null,
  colours: PlotColours,
): void {
  const { ctx: pen, bbox } = plot;
  const ratio = devicePixelRatio;
  const from = plot.scales.x?.min ?? 0;
  const to = plot.scales.x?.max ?? 0;
  pen.save();
  for (const { atUs, kind } of marks) {
    const second = atUs / 1_000_000;
    if (second < from || second > to) continue;
    const x = Math.round(plot.valToPos(second, "x", true));
    pen.strokeStyle = colours.marks[kind];
    pen.fillStyle = colours.marks[kind];
    pen.lineWidth = ratio;
    pen.setLineDash([3 * ratio, 3 * ratio]);
    pen.beginPath();
    pen.moveTo(x, bbox.top);
    pen.lineTo(x, bbox.top + bbox.height);
    pen.stroke();
    pen.setLineDash([]);
    drawShape(pen, kind, x, bbox.top - 4 * ratio, 4 * ratio);
  }
  if (pointerUs !== null) {
    const x = Math.round(plot.valToPos(pointerUs / 1_000_000, "x", true));
    pen.strokeStyle = colours.cursor;
    pen.lineWidth = 2 * ratio;
    pen.beginPath();
    pen.moveTo(x, bbox.top);
    pen.lineTo(x, bbox.top + bbox.height);
    pen.stroke();
  }
  pen.restore();
}

function drawShape(
  pen: CanvasRenderingContext2D,
  kind: Mark["kind"],
  x: number,
  y: number,
  radius: number,
): void {
  pen.lineWidth = radius / 2.5;
  pen.beginPath();
  if (kind === "fault") {
    pen.moveTo(x + radius * 0.3, y - radius);
    pen.lineTo(x - radius * 0.8, y + radius * 0.2);
    pen.lineTo(x, y + radius * 0.2);
    pen.lineTo(x - radius * 0.3, y + radius);
    pen.lineTo(x + radius * 0.8, y - radius * 0.1);
    pen.lineTo(x + radius * 0.1, y - radius * 0.1);
  } else if (kind === "act") {
    pen.moveTo(x - radius * 0.8, y - radius);
    pen.lineTo(x + radius, y);
    pen.lineTo(x - radius * 0.8, y + radius);
  } else if (kind === "alert") pen.rect(x - radius, y - radius, radius * 2, radius * 2);
  else if (kind === "ticket") {
    pen.moveTo(x, y - radius);
    pen.lineTo(x + radius, y + radius);
    pen.lineTo(x - radius, y + radius);
  } else if (kind === "resolved") pen.arc(x, y, radius * 0.8, 0, Math.PI * 2);
  else {
    pen.moveTo(x, y - radius);
    pen.lineTo(x + radius, y);
    pen.lineTo(x, y + radius);
    pen.lineTo(x - radius, y);
  }
  pen.closePath();
  if (kind === "resolved" || kind === "deploy") pen.stroke();
  else pen.fill();
}
