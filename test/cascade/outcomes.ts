/** Runs measures on the settled outage, and judges their effects over seeds. */
import { studentQuantile } from "../world/support/student.js";
import { us } from "../world/support/systems.js";
import { actsOf } from "./acts.js";
import { type Measure, measureNamed, type Verdict } from "./measures.js";
import { browsingRoutes, measure, openingUs, outage, play, successPercent } from "./support.js";

interface Success {
  all: number;
  checkout: number;
  browse: number;
}

export interface Outcome {
  window: Success;
  lastMinute: Success;
  /** Among the checkouts that succeeded, in per cent; null when none did. */
  pendingPercent: number | null;
  attemptsPerSecond: number;
  peakPerSecond: number;
}

const outcomes = new Map<string, Outcome>();

/** What came of a measure with one seed. Computed once. */
export function outcomeOf(name: string, seed: number): Outcome {
  const key = `${name} ${seed}`;
  const outcome = outcomes.get(key) ?? run(measureNamed(name), seed);
  outcomes.set(key, outcome);
  return outcome;
}

function run({ name, fromSeconds, minutes }: Measure, seed: number): Outcome {
  const world = outage(seed);
  const fromUs = openingUs + us(fromSeconds);
  const toUs = fromUs + us(60 * minutes);
  const lastMinuteUs = toUs - us(60);
  play(world, actsOf[name]!, fromSeconds + 60 * minutes);

  const success = (beginUs: number): Success => ({
    all: successPercent(world, [null], beginUs, toUs),
    checkout: successPercent(world, ["checkout"], beginUs, toUs),
    browse: successPercent(world, browsingRoutes, beginUs, toUs),
  });
  const checkouts = world.telemetry.users("shoppers", "checkout", fromUs, toUs);
  const calls = { of: "call", from: "order", to: "payment" } as const;
  const attempts = world.telemetry.series("attempt_rate", calls, fromUs, toUs);
  return {
    window: success(fromUs),
    lastMinute: success(lastMinuteUs),
    pendingPercent:
      checkouts.succeeded === 0
        ? null
        : (100 * (checkouts.marks.pending ?? 0)) / checkouts.succeeded,
    attemptsPerSecond: measure(world, "attempt_rate", "order->payment", lastMinuteUs, toUs),
    peakPerSecond: Math.max(...attempts.map(({ value }) => value ?? 0)),
  };
}

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/** Student's 95 % interval for a mean; a single sample is taken at its word. */
export function interval(samples: readonly number[]): Interval {
  const count = samples.length;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / count;
  if (count === 1) return { mean, low: mean, high: mean };
  const squares = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0);
  const error = Math.sqrt(squares / (count - 1) / count);
  const halfWidth = studentQuantile(0.975, count - 1) * error;
  return { mean, low: mean - halfWidth, high: mean + halfWidth };
}

/** Points of success gained (or lost, below 0) in comparison with another measure on the same seeds. */
export interface Effects {
  /** Over the whole window. */
  all: Interval;
  /** In the last minute: what is still there. */
  lastingCheckout: Interval;
  lastingBrowse: Interval;
}

export function effectsOf(name: string, against: string, seeds: readonly number[]): Effects {
  const effect = (points: (outcome: Outcome) => number) =>
    interval(seeds.map((seed) => points(outcomeOf(name, seed)) - points(outcomeOf(against, seed))));
  return {
    all: effect(({ window }) => window.all),
    lastingCheckout: effect(({ lastMinute }) => lastMinute.checkout),
    lastingBrowse: effect(({ lastMinute }) => lastMinute.browse),
  };
}

/** A loss counts whenever it occurs; a gain counts when it lasts. Null when the intervals leave it open. */
export function verdictOf({ all, lastingCheckout, lastingBrowse }: Effects): Verdict | null {
  const within = ({ low, high }: Interval, points: number) => low > -points && high < points;
  if (all.high < -3) return "harmful";
  if (lastingCheckout.low > 50) return "decisive";
  if (lastingBrowse.low > 30 && within(lastingCheckout, 5)) return "browsing only";
  if (within(lastingCheckout, 5) && within(lastingBrowse, 10)) return "useless";
  return null;
}
