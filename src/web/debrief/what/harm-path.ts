/** Paths of an area over time, for a drawing 1,000 units wide. */

export interface Point {
  x: number;
  y: number;
}

export interface Frame {
  fromUs: number;
  toUs: number;
  /** The value at the top. */
  most: number;
  height: number;
}

/** More points than a screen has columns only cost time; of those that fall together, the highest stays. */
const mostPoints = 500;

export function stepsOf(
  atUs: readonly number[],
  values: readonly number[],
  { fromUs, toUs, most, height }: Frame,
): Point[] {
  const group = Math.max(1, Math.ceil(values.length / mostPoints));
  const points: Point[] = [];
  for (let first = 0; first < values.length; first += group) {
    const value = Math.max(...values.slice(first, first + group));
    const x = ((atUs[first]! - fromUs) / (toUs - fromUs)) * 1000;
    points.push({ x: rounded(x), y: rounded(height - (value / most) * (height - 4)) });
  }
  return points;
}

export function lineOf(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
}

export function areaOf(points: readonly Point[], height: number): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return "";
  return `${lineOf(points)}L${last.x} ${height}L${first.x} ${height}z`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
