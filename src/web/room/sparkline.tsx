import type { Mark } from "../map/marks.js";
import type { Health } from "../ui/health.js";

export interface Point {
  atUs: number;
  value: number | null;
}

const width = 200;
const height = 48;

/** A line that tells the shape of what happened; its number stands above it, so that it is decoration to listeners. */
export function Sparkline({
  points,
  fromUs,
  toUs,
  top,
  health,
  marks,
}: {
  points: readonly Point[];
  fromUs: number;
  toUs: number;
  top: number | null;
  health: Health;
  marks: readonly Mark[];
}) {
  const values = points.map(({ value }) => value ?? 0);
  const largest = Math.max(top ?? 0, ...values) || 1;
  const x = (atUs: number) => ((atUs - fromUs) / (toUs - fromUs)) * width;
  const y = (value: number) => height - 1 - (value / largest) * (height - 6);
  const parts: string[] = [];
  let pen = "M";
  for (const { atUs, value } of points) {
    if (value === null) {
      pen = "M";
      continue;
    }
    parts.push(`${pen}${x(Math.max(atUs, fromUs)).toFixed(1)} ${y(value).toFixed(1)}`);
    pen = "L";
  }
  const line = parts.join("");
  const isWhole = points.length > 1 && points.every(({ value }) => value !== null);
  const startX = points[0] ? x(Math.max(points[0].atUs, fromUs)).toFixed(1) : "0";
  return (
    <svg
      className={`sparkline is-${health}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line className="sparkline-base" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
      {isWhole && (
        <path className="sparkline-area" d={`${line}L${width} ${height}L${startX} ${height}z`} />
      )}
      <path className="sparkline-line" d={line} />
      {marks.map(({ atUs }) => (
        <line key={atUs} className="sparkline-mark" x1={x(atUs)} x2={x(atUs)} y1="0" y2={height} />
      ))}
    </svg>
  );
}
