/** What a run says of figures and deeds that the players may state. */
import type { Deeds, Drill, Truth } from "../drill/drill.js";
import { indicatorAt, isHealthy } from "../drill/indicators.js";
import type { Facts } from "../text/index.js";
import type { Telemetry } from "../world/index.js";
import { changedBy, type Entry } from "./journal/index.js";
import type { Understanding } from "./understanding.js";

/** A run so far. */
export interface RunSoFar {
  drill: Drill;
  telemetry: Telemetry;
  entries: readonly Entry[];
}

/** How far a number told from memory may be off. */
const toleratedShare = 0.25;

const minuteUs = 60_000_000;

/** The figures of a run so far that an answer may state. */
export function factsOf({ drill, telemetry }: RunSoFar): Facts {
  const { opensUs, endsUs, outcome } = drill;
  const failures = (fromUs: number) => {
    const { failed, abandoned } = telemetry.users(outcome.source, null, fromUs, endsUs);
    return failed + abandoned;
  };
  return {
    numbers: {
      impact: [
        // Some count from the beginning of the outage, some from the moment at which they came.
        { ...between(failures(opensUs), failures(0)), units: ["request", "call"] },
        { ...minutesOf(drill, telemetry), units: ["minute", "min", "mins"] },
      ],
    },
  };
}

/** What of a text the run contradicts: each claim that is made and not true, with its phrases. */
export function untrueClaims(
  { item, met }: Understanding,
  run: RunSoFar,
): Record<string, readonly string[]> {
  const { claims } = run.drill;
  if (claims?.item !== item) return {};
  const untrue = Object.entries(met).filter(([claim]) => {
    const truth = claims.truths[claim];
    return truth !== undefined && !isTrue(truth, run);
  });
  return Object.fromEntries(untrue);
}

/** What cannot be told yet is not called untrue. */
function isTrue(truth: Truth, { telemetry, entries }: RunSoFar): boolean {
  if ("anyOf" in truth) return deedsOf(truth, entries).length > 0;
  const first = telemetry.alertLog.find(({ state }) => state === "firing");
  return first === undefined || first.rule === truth.firstAlert;
}

/** The entries that make a claim true: one of the deeds was done, and not in vain. */
export function deedsOf({ anyOf }: Deeds, entries: readonly Entry[]): Entry[] {
  return entries.filter(
    (entry) =>
      changedBy(entry) !== false &&
      anyOf.some(
        ({ tool, input, sets }) =>
          entry.tool === tool &&
          (sets === undefined || sets.some((key) => key in entry.input)) &&
          Object.entries(input).every(([key, value]) => entry.input[key] === value),
      ),
  );
}

/** How long it lasted: at least while users suffered in the players' time, at most from the first alert on. */
function minutesOf(drill: Drill, telemetry: Telemetry): { value: number; tolerance: number } {
  const indicator = drill.indicators.find(({ name }) => name === drill.outcome.indicator)!;
  const { opensUs } = drill;
  const { closedUntilUs, alertLog } = telemetry;
  let unhealthyUs = 0;
  let lastUs = opensUs;
  for (const { fromUs, toUs } of telemetry.series(
    indicator.metric,
    indicator.subject,
    opensUs,
    closedUntilUs,
  )) {
    if (isHealthy(indicator.healthy, indicatorAt(indicator, telemetry, toUs))) continue;
    unhealthyUs += toUs - fromUs;
    lastUs = toUs;
  }
  const firstUs = Math.min(opensUs, alertLog[0]?.atUs ?? opensUs);
  return between(unhealthyUs / minuteUs, (lastUs - firstUs) / minuteUs);
}

/** A figure that may be told as anything from the least to the most, and a little beyond. */
function between(least: number, most: number): { value: number; tolerance: number } {
  const [low, high] = [least * (1 - toleratedShare), most * (1 + toleratedShare)];
  return { value: (low + high) / 2, tolerance: (high - low) / 2 };
}
