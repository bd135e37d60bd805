/** Oracles O-01 to O-05: threads that wait for a slow bank, and what timeouts and bulkheads save. */
import { describe, expect, test } from "vitest";
import type { CallPolicy, SourceSpec } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import { erlangB } from "./support/closed-forms.js";
import { column, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import {
  arrow,
  at,
  call,
  constant,
  exponential,
  fixed,
  poisson,
  service,
  system,
  to,
  us,
  work,
} from "./support/systems.js";

const { compare } = comparing("oracles");

/** 200 threads that each call a bank, which takes 0.1 s and then, from a moment on, 30 s. */
function payments(slowAt: number, policy: Partial<CallPolicy>, sources: SourceSpec[]) {
  return system({
    services: [
      service("payments", [call("bank")], {
        threads: 200,
        queue: { length: 0 },
        operations: [
          { name: "serve", steps: [call("bank")] },
          { name: "browse", steps: [work(constant(0.05))] },
        ],
      }),
      service("bank", [work(constant(0.1))], { threads: Number.POSITIVE_INFINITY }),
    ],
    calls: [arrow("payments", "bank", policy)],
    sources,
    timeline: [at(slowAt, { change: "slow", service: "bank", factor: 300 })],
    intervalUs: us(1),
  });
}

const users = fixed(2_000, "payments");

describe("200 threads before a bank that takes 30 s instead of 0.1 s", () => {
  test("complete 6.667 requests a second (O-01)", () => {
    const world = createWorld(payments(60, {}, [users]), 1);
    world.runUntil(us(400));
    const { succeeded } = world.telemetry.users("users", null, us(95), us(395));
    expect(succeeded / 300).toBeCloseTo(200 / 30, 2);
  });

  test("are all stuck after 0.1 s and then reject 99.67 % (O-02)", () => {
    const world = createWorld(payments(0, {}, [users]), 1);
    world.runUntil(us(0.1));
    expect(world.totals().services.payments).toMatchObject({ arrivals: 200, errors: {} });
    world.runUntil(us(0.11));
    expect(world.totals().services.payments.errors.refused).toBeGreaterThan(0);
    world.runUntil(us(331));
    const { offered, failed } = world.telemetry.users("users", null, us(31), us(331));
    expect(failed / offered).toBeCloseTo(0.9967, 4);
    const busy = { of: "service", service: "payments" } as const;
    expect(world.telemetry.query("busy_share", busy, us(31), us(331))).toBeCloseTo(1, 3);
  });

  test("with a timeout of 1 s complete 200 a second, all of them errors (O-03)", () => {
    const world = createWorld(payments(60, { timeoutUs: us(1) }, [users]), 1);
    world.runUntil(us(120));
    const subject = { of: "service", service: "payments" } as const;
    expect(world.telemetry.query("rate", subject, us(70), us(110))).toBeCloseTo(200, 0);
    const counts = world.telemetry.users("users", null, us(70), us(110));
    expect(counts.succeeded).toBe(0);
  });

  /** Mean busy threads from 1 to 2 s after the bank is well again; 100 are busy in health. */
  function busyAfterTheFault(policy: Partial<CallPolicy>): number {
    const slow = payments(60, policy, [fixed(1_000, "payments")]);
    slow.timeline.push(at(110, { change: "slow", service: "bank", factor: 1 }));
    const world = createWorld(slow, 1);
    world.runUntil(us(125));
    const subject = { of: "service", service: "payments" } as const;
    return world.telemetry.query("busy_threads", subject, us(111), us(112)) ?? 0;
  }

  test("with a timeout are free within 1 s of the fault's end, without one they are not (O-03)", () => {
    expect(busyAfterTheFault({ timeoutUs: us(1) })).toBeCloseTo(100, 0);
    expect(busyAfterTheFault({})).toBeGreaterThan(190);
  });

  test("behind a bulkhead of 20 serve other routes as if nothing had happened (O-05)", () => {
    const browsing = (rate: number) =>
      fixed(rate, "payments", {
        name: "browsers",
        routes: [{ name: "browse", weight: 1, target: to("payments", "browse") }],
      });
    // 180 threads of 20 a second are left: 3,600 a second, all but used up here.
    const both = [fixed(10, "payments"), browsing(3_590)];
    const world = createWorld(payments(0, { bulkhead: 20 }, both), 1);
    world.runUntil(us(340));
    const ended = (source: string) => world.telemetry.users(source, null, us(35), us(335));
    expect(ended("users").succeeded / 300).toBeCloseTo(0.667, 2);
    expect(ended("browsers").failed).toBe(0);
    expect(ended("browsers").succeeded / 300).toBeCloseTo(3_590, 0);
    const subject = { of: "service", service: "payments" } as const;
    const busy = world.telemetry.query("busy_threads", subject, us(35), us(335));
    expect(busy).toBeCloseTo(20 + 3_590 / 20, 1);
  });
});

describe("200 threads without a queue, in health (O-04)", () => {
  function compareLoss(
    ratePerSecond: number,
    seconds: number,
    steady: boolean,
    options = {},
  ): void {
    const law = steady ? constant(0.1) : exponential(0.1);
    const healthy = system({
      services: [service("payments", [work(law)], { threads: 200, queue: { length: 0 } })],
      sources: [poisson(ratePerSecond, "payments")],
    });
    const runs = replicate((seed) => {
      const { offered, failed } = totalsAfter(healthy, seed, 5, seconds).sources.users;
      return { lost: failed / offered, offered: offered / seconds };
    });
    const control = { samples: column(runs, "offered"), mean: ratePerSecond };
    const expected = erlangB(200, ratePerSecond / 10);
    compare(`${ratePerSecond}/s`, column(runs, "lost"), expected, { control, ...options });
  }

  test("lose 5.44 % at 2,000 requests a second", () => {
    expect(erlangB(200, 200)).toBeCloseTo(0.0544, 4);
    compareLoss(2_000, 60, true);
  });

  // Losses are so rare here that a sharper interval would need hundreds of millions of requests.
  test.each([
    [1_600, 0.00028, 0.5, 2, false],
    [1_800, 0.0103, 0.05, 1.12, true],
    [1_900, 0.028, 0.04, 1.1, false],
  ])("at %d requests a second lose %d", (rate, share, sharpness, planted, steady) => {
    expect(erlangB(200, rate / 10) / share).toBeCloseTo(1, 1);
    compareLoss(rate, 30, steady, { sharpness, planted });
  });
});
