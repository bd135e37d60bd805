/** The moments of a run that its own measurements decide. */

import type { Drill, Healthy } from "../drill/drill.js";
import { indicatorAt, isHealthy } from "../drill/indicators.js";
import type { RunView } from "../session/index.js";
import type { Telemetry } from "../world/index.js";

/** In microseconds since the drill's epoch; null for what did not happen. */
export interface Moments {
  opened: number;
  /** The first page after the opening, or the opening itself when the drill begins with it. */
  paged: number | null;
  mitigated: number | null;
  recovered: number | null;
}

export function momentsOf(run: RunView): Moments {
  const { drill, deliveries, telemetry } = run;
  return {
    opened: drill.opensUs,
    paged: deliveries.find(({ channel }) => channel === "page")?.atUs ?? null,
    ...recoveryOf(drill, telemetry),
  };
}

/**
 * When the outcome's indicator passed its thresholds: `mitigated` is the first such moment after it had been worse,
 * `recovered` the first healthy moment from which it stays healthy to the end of the measurements.
 */
export function recoveryOf(
  drill: Drill,
  telemetry: Telemetry,
): { mitigated: number | null; recovered: number | null } {
  const indicator = drill.indicators.find(({ name }) => name === drill.outcome.indicator)!;
  const { opensUs } = drill;
  const samples = telemetry
    .series(indicator.metric, indicator.subject, opensUs, telemetry.closedUntilUs)
    .map(({ toUs }) => ({ toUs, value: indicatorAt(indicator, telemetry, toUs) }));
  const firstFrom = (healthy: Healthy, holds: boolean): number | null => {
    let since: number | null = null;
    let worse = false;
    for (const { toUs, value } of samples) {
      if (!isHealthy(healthy, value)) {
        worse = true;
        if (holds) since = null;
      } else if (worse) since ??= toUs;
    }
    return since;
  };
  return {
    mitigated: firstFrom(drill.outcome.mitigated, false),
    recovered: firstFrom(indicator.healthy, true),
  };
}
