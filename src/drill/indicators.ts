/** Service level indicators: reading one from measured state and saying whether it is healthy. */
import type { Metric, Subject } from "../world/system.js";
import type { Healthy, Indicator } from "./drill.js";

/** The part of the world's telemetry that indicators and templates read. */
export interface Measurements {
  readonly closedUntilUs: number;
  query(metric: Metric, subject: Subject, fromUs: number, toUs: number): number | null;
  users(
    source: string | null,
    route: string | null,
    fromUs: number,
    toUs: number,
  ): { offered: number; succeeded: number; failed: number; abandoned: number };
  alerts(): readonly { rule: string; state: "pending" | "firing"; sinceUs: number }[];
  /** What fired and resolved, oldest first. */
  readonly alertLog: readonly { atUs: number; rule: string; state: "firing" | "resolved" }[];
}

/**
 * The indicator over its window that ends at the last closed interval at or before `atUs`: latencies in seconds,
 * rates per second, shares from 0 to 1; null when nothing was measured.
 */
export function indicatorAt(
  indicator: Indicator,
  telemetry: Pick<Measurements, "closedUntilUs" | "query">,
  atUs: number,
): number | null {
  const toUs = Math.min(atUs, telemetry.closedUntilUs);
  const fromUs = Math.max(0, toUs - indicator.windowUs);
  return telemetry.query(indicator.metric, indicator.subject, fromUs, toUs);
}

/** Nothing measured counts as unhealthy: silence is no sign of health. */
export function isHealthy(healthy: Healthy, value: number | null): boolean {
  if (value === null) return false;
  return "atLeast" in healthy ? value >= healthy.atLeast : value < healthy.below;
}
