/** The system of the shipped drill `bank-api-cascade`, variants of it, and what its users got. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { vi } from "vitest";
import { parseSystem } from "../../src/drill/system/parse.js";
import {
  type CallPolicy,
  type Change,
  createWorld,
  type Metric,
  type Subject,
  type System,
  type World,
} from "../../src/world/index.js";
import { us } from "../world/support/systems.js";

// These tests simulate minutes by the dozen; on a busy machine that takes long, and none of them is about that.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 });

const path = join(import.meta.dirname, "../../drills/bank-api-cascade/system.yaml");

export const shipped: System = parseSystem(readFileSync(path, "utf8"), path);

/** The same shop on a day on which the bank stays healthy. */
export const healthyBank: System = { ...shipped, timeline: [] };

/** The shipped system with another beginning and length of the bank's ramp. */
export function withRamp(ramp: { fromSeconds: number; overSeconds: number }): System {
  const timeline = shipped.timeline.map(({ change }) => ({
    atUs: us(ramp.fromSeconds),
    change: change.change === "stall" ? { ...change, overUs: us(ramp.overSeconds) } : change,
  }));
  return { ...shipped, timeline };
}

/**
 * The steady state of the outage does not depend on how fast the bank got slow. All calls are slow from the second
 * minute on, and from the fourth on all pools are full and all figures stand still but one: Cart's backlog.
 */
export const fastRamp: System = { ...withRamp({ fromSeconds: 30, overSeconds: 90 }), alerts: [] };
export const openingUs = us(300);

const openings = new Map<number, World>();

/** A world five minutes into the fast ramp. It is computed once a seed and forked for each caller. */
export function outage(seed: number): World {
  let opening = openings.get(seed);
  if (opening === undefined) {
    opening = createWorld(fastRamp, seed);
    opening.runUntil(openingUs);
    openings.set(seed, opening);
  }
  return opening.fork();
}

/** Changes with the seconds, from now on, at which they happen. */
export type Act = readonly [afterSeconds: number, ...changes: readonly Change[]];

/** Applies changes when their time has come, and runs on. All times are seconds from now. */
export function play(world: World, acts: readonly Act[], untilSeconds: number): void {
  const beganUs = world.nowUs;
  for (const [afterSeconds, ...changes] of acts) {
    world.runUntil(beganUs + us(afterSeconds));
    for (const change of changes) world.apply(change);
  }
  world.runUntil(beganUs + us(untilSeconds));
}

export const browsingRoutes = ["view-cart", "search", "account"];

/** The share, in per cent, of the shoppers' requests that ended well among those that ended within a window. */
export function successPercent(
  world: World,
  routes: readonly (string | null)[],
  fromUs: number,
  toUs: number,
): number {
  const counts = routes.map((route) => world.telemetry.users("shoppers", route, fromUs, toUs));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const succeeded = sum(counts.map((count) => count.succeeded));
  return (100 * succeeded) / (succeeded + sum(counts.map((c) => c.failed + c.abandoned)));
}

/** A metric that must have a value. The subject is `payment`, `order->payment`, `shoppers.` or `shoppers.checkout`. */
export function measure(
  world: World,
  metric: Metric,
  subject: string,
  fromUs: number,
  toUs: number,
): number {
  const value = world.telemetry.query(metric, subjectOf(subject), fromUs, toUs);
  if (value === null) throw new Error(`no ${metric} of ${subject} was measured`);
  return value;
}

function subjectOf(text: string): Subject {
  const [from, to] = text.split("->");
  if (to !== undefined) return { of: "call", from: from!, to };
  const [source, route] = text.split(".");
  if (route !== undefined) return { of: "source", source: source!, route: route || null };
  return { of: "service", service: text };
}

/** Sets some fields of the policy of a call written as `order->payment`. */
export function policy(call: string, set: Partial<CallPolicy>): Change {
  const [from, to] = call.split("->");
  return { change: "call-policy", from: from!, to: to!, set };
}
