import type { ToolContext } from "../tool.js";

/** The window of so long that ends now, or at the world's beginning. */
export function windowBack(
  context: ToolContext,
  lengthUs: number,
): { fromUs: number; toUs: number } {
  return { fromUs: Math.max(0, context.nowUs - lengthUs), toUs: context.nowUs };
}

/**
 * The window of so long that ends with the last whole interval, since only whole intervals are measured; at least one
 * interval, since a shorter window would hold none.
 */
export function measuredBack(
  { drill, telemetry, nowUs }: Pick<ToolContext, "drill" | "telemetry" | "nowUs">,
  lengthUs: number,
): { fromUs: number; toUs: number } {
  const toUs = Math.min(nowUs, telemetry.closedUntilUs);
  return { fromUs: Math.max(0, toUs - Math.max(lengthUs, drill.system.intervalUs)), toUs };
}

/** What topology and measures are read over: long enough to be steady, short enough to be now. */
export const presentUs = 60_000_000;
