/** When a failed attempt is made again: delays, jitter, chance and budget. */
import { describe, expect, test } from "vitest";
import type { BackoffSpec, RetrySpec, System } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  backoff,
  constant,
  dispatcher,
  fixed,
  retries,
  service,
  system,
  us,
  work,
} from "./support/systems.js";

/** A client that calls a service which always fails at once. */
function failing(retries: RetrySpec, ratePerSecond: number): System {
  return system({
    services: [
      dispatcher("client", "broken"),
      service("broken", [work(constant(0))], {
        threads: 100,
        releases: [{ name: "first", latencyFactor: 1, errorShare: 1 }],
      }),
    ],
    calls: [arrow("client", "broken", { retries })],
    sources: [fixed(ratePerSecond, "client")],
    traceEvery: 1,
  });
}

/** The pauses before the retries of each call, in seconds. */
function pauses(spec: BackoffSpec, count: number, calls: number): number[][] {
  const world = createWorld(failing(retries(count, { backoff: spec }), 10), 1);
  world.runUntil(us(calls / 10 + 2));
  const found: number[][] = [];
  const all = { fromUs: 0, toUs: us(calls / 10), service: "broken", limit: calls };
  for (const { id } of world.telemetry.traces(all)) {
    const attempts = (world.telemetry.trace(id) ?? []).filter(
      (span) => span.kind === "server" && span.name === "broken",
    );
    expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_, index) => index + 1));
    const starts = attempts.map(({ startUs }) => startUs / 1e6);
    found.push(starts.slice(1).map((start, index) => start - starts[index]));
  }
  expect(found).toHaveLength(calls);
  return found;
}

describe("the pause before a retry", () => {
  /** Few enough for all of their traces to be kept. */
  const calls = 600;

  test("doubles up to its maximum", () => {
    const [delays] = pauses(backoff(0.1, { maximumUs: us(0.35) }), 4, 1);
    [0.1, 0.2, 0.35, 0.35].forEach((expected, index) => {
      expect(delays[index]).toBeCloseTo(expected, 9);
    });
  });

  test("with full jitter is anything from nothing to the whole", () => {
    const delays = pauses(backoff(0.1, { jitter: "full" }), 2, calls);
    for (const [index, whole] of [0.1, 0.2].entries()) {
      const shares = delays.map((row) => row[index] / whole).sort((a, b) => a - b);
      expect(shares[0]).toBeGreaterThanOrEqual(0);
      expect(shares[0]).toBeLessThan(0.04);
      expect(shares[calls - 1]).toBeLessThanOrEqual(1.00001);
      expect(shares[calls - 1]).toBeGreaterThan(0.96);
      // The standard deviation of the middle of 600 even draws is 0.02.
      expect(Math.abs(shares[calls / 2] - 0.5)).toBeLessThan(0.13);
    }
  });

  test("with equal jitter is at least half of the whole", () => {
    const shares = pauses(backoff(0.1, { jitter: "equal" }), 1, calls)
      .map(([pause]) => pause / 0.1)
      .sort((a, b) => a - b);
    expect(shares[0]).toBeGreaterThanOrEqual(0.49999);
    expect(shares[0]).toBeLessThan(0.52);
    expect(shares[calls - 1]).toBeLessThanOrEqual(1.00001);
    expect(Math.abs(shares[calls / 2] - 0.75)).toBeLessThan(0.065);
  });
});

function attemptsPerCall(spec: RetrySpec, seconds: number) {
  const world = createWorld(failing(spec, 100), 1);
  world.runUntil(us(seconds + 0.005));
  return world.totals().calls["client->broken"];
}

describe("whether a retry is made", () => {
  test("as often as the count says", () => {
    expect(attemptsPerCall(retries(2), 10)).toMatchObject({
      calls: 1_000,
      attempts: 3_000,
      retries: 2_000,
    });
  });

  test("with the chance that is given", () => {
    const { calls, attempts } = attemptsPerCall(retries(1, { probability: 0.3 }), 100);
    // 10,000 draws: the standard deviation of the share is 0.0046.
    expect(Math.abs(attempts / calls - 1.3)).toBeLessThan(6.2 * 0.0046);
  });

  test("no more often than the budget earns", () => {
    const budget = { share: 0.1, capacity: 20 };
    for (const seconds of [1, 10, 100]) {
      const { calls, retries: made } = attemptsPerCall(retries(3, { budget }), seconds);
      expect(made).toBeLessThanOrEqual(budget.share * calls + budget.capacity);
      expect(made).toBeGreaterThanOrEqual(budget.share * calls + budget.capacity - 3);
    }
  });
});
