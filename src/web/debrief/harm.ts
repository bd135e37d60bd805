/** The harm of a run, as every screen of its debrief tells it: one definition for each number. */
import type { Debrief } from "../../server/api/debrief.js";
import { formatNumber } from "../ui/format.js";

/** The interval in which the most user requests failed since the player came; null where none failed. */
export function peakOf({
  harm,
  drill,
}: Pick<Debrief, "harm" | "drill">): { atUs: number; perSecond: number } | null {
  let worst = -1;
  for (const [index, failed] of harm.failed.entries()) {
    if (failed > (harm.failed[worst] ?? 0)) worst = index;
  }
  const atUs = harm.atUs[worst];
  if (atUs === undefined) return null;
  return { atUs, perSecond: harm.failed[worst]! / (drill.intervalUs / 1_000_000) };
}

/** The share of user requests that failed in the last interval in which any ended; null where none was measured. */
export function failingAtEnd({
  series,
  rows,
  drill,
}: Pick<Debrief, "series" | "rows" | "drill">): number | null {
  const column = series.findIndex(
    ({ metric, of }) => metric === "success_share" && of === drill.source,
  );
  const last = rows.findLast(({ values }) => typeof values[column] === "number");
  return last ? 1 - last.values[column]! : null;
}

/** Both counts in full: the run left alone has another number of requests, so that a difference would not add up. */
export function harmInWords({
  userRequests,
  userFailures,
  baselineFailures,
}: Debrief["outcome"]): string {
  const failed = `${formatNumber(userFailures)} of ${formatNumber(userRequests)} user requests failed`;
  return `${failed}; left alone, ${formatNumber(baselineFailures)} would have.`;
}
