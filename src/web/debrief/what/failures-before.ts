import type { Debrief } from "../../../server/api/debrief.js";
import type { SeriesMatrix } from "../../live/series-matrix.js";

/** Failed user requests an interval before the player came, from what was measured: nobody had acted yet. */
export function failuresBefore(
  matrix: SeriesMatrix,
  { source, opensUs, intervalUs }: Debrief["drill"],
  fromUs: number,
): { atUs: number[]; failed: number[] } {
  const rate = matrix.find("rate", source);
  const success = matrix.find("success_share", source);
  const before: { atUs: number[]; failed: number[] } = { atUs: [], failed: [] };
  for (let row = Math.max(0, matrix.rowAt(fromUs)); row < matrix.rows; row += 1) {
    const atUs = matrix.timeAt(row);
    if (atUs > opensUs) break;
    const failing = 1 - (matrix.valueAt(success, row) ?? 1);
    before.atUs.push(atUs);
    before.failed.push((matrix.valueAt(rate, row) ?? 0) * failing * (intervalUs / 1_000_000));
  }
  return before;
}
