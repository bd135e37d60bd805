/**
 * When monitoring says what, with the bank's ramp as shipped and with one of half the length.
 *
 * The share s of slow calls grows log-linearly from 0.01 % at 13:52:15 to 100 % at the end of the ramp, so it reaches s
 * at 13:52:15 + ramp x log10(s / 0.01 %) / 4. Three moments follow from it by arithmetic:
 *
 * - Payment's 200 threads are all taken when 2,000/s x (22.5 ms + 30 s x s) = 200: s = 0.26 %. A thread counts as taken
 *   during the 30 s of its call, half of which have passed on average; and the first interval of 15 s in which all are
 *   taken from beginning to end has ended 15 to 30 s after that: 37 s later.
 * - Its p99 jumps when s = 1 %. A slow call is seen when it ends, 30 s later; half of the window of 1 min must be past
 *   that point, and the rule waits 1 min: 120 s later.
 * - Order is 99.5 % 503 when Payment completes 0.5 % of what Order completes. With every attempt refused, 12,000/s of
 *   attempts are 3,000/s of orders, and 0.5 % of these are 15/s = 200 / (22.5 ms + 30 s x s): s = 44 %. Threads
 *   taken by slow calls take effect up to 30 s later; half of the window and the rule's minute: 120 s later.
 *
 * The rules are evaluated every 15 s, and the arithmetic takes the middle of windows over which loads change by half:
 * 30 s of tolerance cover both.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../../src/world/index.js";
import { us } from "../world/support/systems.js";
import { measure, shipped, withRamp } from "./support.js";

const full = process.env.SMOKEJUMPER_SUITE === "full";
const toleranceSeconds = 30;
const rampFromSeconds = 135;
const shippedRamp = { name: "the shipped ramp of 12 min", overSeconds: 720, untilSeconds: 1_260 };
const halvedRamp = { name: "a ramp of 6 min", overSeconds: 360, untilSeconds: 1_035 };

/** Seconds after 13:50 for a time after it. */
function clock(hours: number, minutes: number): number {
  return ((hours - 13) * 60 + minutes - 50) * 60;
}

/** What the rules are expected to say when, and how much of it does not depend on the ramp. */
const rules = [
  { rule: "payment-p99", expected: clock(14, 0), lagSeconds: 120 },
  { rule: "order-503", expected: clock(14, 5), lagSeconds: 120 },
  // A timeout of 10 s, a window of 2 min that must be full of them, and the rule's 5 min.
  { rule: "cart-504", expected: clock(14, 7), lagSeconds: 430 },
  // Users leave after 15 s, the window of 5 min must be full of them, and the rule waits 6 min.
  { rule: "frontend-all-failing", expected: clock(14, 10), lagSeconds: 675 },
];

function shareReaches(share: number, overSeconds: number): number {
  return rampFromSeconds + (overSeconds * Math.log10(share / 0.0001)) / 4;
}

/** Seconds after 13:50 at which each rule fired. */
function firings(world: World): Record<string, number> {
  const { alertLog } = world.telemetry;
  expect(alertLog.map(({ rule, state }) => `${rule} ${state}`)).toEqual(
    rules.map(({ rule }) => `${rule} firing`),
  );
  return Object.fromEntries(alertLog.map(({ rule, atUs }) => [rule, atUs / 1e6]));
}

/** The end of the first interval in which a metric is at least so high. */
function firstAtLeast(
  world: World,
  metric: "busy_threads" | "p99",
  service: string,
  least: number,
) {
  const untilUs = world.telemetry.closedUntilUs;
  const samples = world.telemetry.series(metric, { of: "service", service }, 0, untilUs);
  const first = samples.find(({ value }) => value !== null && value >= least);
  expect(first, `${metric} of ${service}`).toBeDefined();
  return first!.toUs / 1e6;
}

function expectNear(seconds: number, expectedSeconds: number, tolerance: number, said: string) {
  expect(Math.abs(seconds - expectedSeconds), `${said}: ${seconds} s`).toBeLessThanOrEqual(
    tolerance,
  );
}

const worlds = new Map<string, World>();

function worldOf({ overSeconds, untilSeconds }: typeof shippedRamp, seed: number): World {
  const key = `${overSeconds} ${seed}`;
  let world = worlds.get(key);
  if (world === undefined) {
    world = createWorld(withRamp({ fromSeconds: rampFromSeconds, overSeconds }), seed);
    world.runUntil(us(untilSeconds));
    worlds.set(key, world);
  }
  return world;
}

test("no rule waits longer than six minutes", () => {
  expect(shipped.alerts).toHaveLength(rules.length);
  for (const { forUs } of shipped.alerts) expect(forUs).toBeLessThanOrEqual(us(6 * 60));
});

test("the ramp that is taken apart here is the shipped one", () => {
  expect(withRamp({ fromSeconds: rampFromSeconds, overSeconds: 720 })).toEqual(shipped);
});

describe.each([
  { ...shippedRamp, seeds: [1, 2, 3] },
  { ...halvedRamp, seeds: full ? [1, 2, 3] : [1] },
])("with $name", ({ seeds, ...ramp }) => {
  describe.each(seeds)("and seed %d", (seed) => {
    let world: World;
    beforeAll(() => {
      world = worldOf(ramp, seed);
    });

    test("pools fill, p99 jumps and Order fails when the arithmetic says so", () => {
      const filled = firstAtLeast(world, "busy_threads", "payment", 199);
      const fired = firings(world);
      const moment = (share: number) => shareReaches(share, ramp.overSeconds);
      expectNear(filled, moment(0.0026) + 37, toleranceSeconds, "Payment is full");
      expectNear(fired["payment-p99"]!, moment(0.01) + 120, toleranceSeconds, "payment-p99");
      expectNear(fired["order-503"]!, moment(0.444) + 120, toleranceSeconds, "order-503");
    });

    test("the pools of Payment and Order are full before p99 moves", () => {
      const p99Moves = firstAtLeast(world, "p99", "payment", 10);
      expect(firstAtLeast(world, "busy_threads", "payment", 199)).toBeLessThan(p99Moves);
      expect(firstAtLeast(world, "busy_threads", "order", 1_199)).toBeLessThan(p99Moves);
    });
  });
});

describe.each([1, 2, 3])("the shipped ramp with seed %d", (seed) => {
  test("fires the four rules within a minute of 14:00, 14:05, 14:07 and 14:10", () => {
    const fired = firings(worldOf(shippedRamp, seed));
    for (const { rule, expected } of rules) expectNear(fired[rule]!, expected, 60, rule);
  });

  test("has Payment reached for six times as often at the peak, with no extra user", () => {
    const world = worldOf(shippedRamp, seed);
    const minutes = Array.from({ length: 10 }, (_, index) => clock(13, 55) + 60 * index);
    const loads = minutes.map((from) => ({
      attempts: measure(world, "attempt_rate", "order->payment", us(from), us(from + 60)),
      offered: world.telemetry.users("shoppers", "checkout", us(from), us(from + 60)).offered / 60,
    }));
    const peak = Math.max(...loads.map(({ attempts }) => attempts)) / 2_000;
    expect(peak).toBeGreaterThanOrEqual(6 * 0.8);
    expect(peak).toBeLessThanOrEqual(6 * 1.2);
    for (const { offered } of loads) expect(Math.abs(offered / 2_000 - 1)).toBeLessThan(0.02);
  });
});

test("with half the ramp, what depends on the ramp takes half as long", () => {
  const whole = firings(worldOf(shippedRamp, 1));
  const halved = firings(worldOf(halvedRamp, 1));
  for (const { rule, lagSeconds } of rules) {
    // Two firings, each up to 15 s late because of the evaluation, and lags known to 15 s.
    const byTheRamp = whole[rule]! - rampFromSeconds - lagSeconds;
    const predicted = rampFromSeconds + byTheRamp / 2 + lagSeconds;
    expectNear(halved[rule]!, predicted, toleranceSeconds, `${rule}, predicted ${predicted} s`);
    // All of it comes after the pools have filled at 35 % of the ramp, so all of it moves by more than 126 s.
    expect(halved[rule]!).toBeLessThan(whole[rule]! - 126);
  }
});
