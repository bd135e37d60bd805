/** What operators do to traffic: shift, shed, block, flags and fallbacks. */
import { describe, expect, test } from "vitest";
import type { System } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  call,
  constant,
  fixed,
  poisson,
  service,
  system,
  us,
  work,
} from "./support/systems.js";

describe("traffic", () => {
  // 20,000 requests: the standard deviation of a share of 0.3 is 0.0032.
  const close = 6.2 * 0.0032;
  const busy = (timelineFree: Partial<System> = {}) =>
    createWorld(
      system({
        services: [
          service("shop", [call("store")], { threads: 4, queue: { length: 10 } }),
          service("store", [work(constant(0.001))], { threads: 100 }),
        ],
        sources: [poisson(1_000, "shop")],
        ...timelineFree,
      }),
      1,
    );

  test("a share goes to the second site, whose services are smaller unless they are shared", () => {
    const world = busy({ site: { name: "west", capacityShare: 0.5, shared: ["store"] } });
    world.apply({ change: "shift", source: "users", route: null, site: "west", share: 0.3 });
    world.runUntil(us(20));
    const { services, calls } = world.totals();
    expect(Object.keys(services)).toEqual(["shop", "store", "shop@west"]);
    const there = services["shop@west"].arrivals;
    expect(Math.abs(there / (there + services.shop.arrivals) - 0.3)).toBeLessThan(close);
    expect(calls["shop->store"].calls + calls["shop->store@west"].calls).toBe(
      services.store.arrivals,
    );
    const { utilization, busyMean } = services["shop@west"];
    expect(busyMean / (utilization ?? 0)).toBeCloseTo(2, 6);
  });

  test("a share is refused at the edge and never reaches a service", () => {
    const world = busy();
    world.apply({ change: "shed", source: "users", route: "visit", share: 0.3 });
    world.runUntil(us(20));
    const { offered, failed, attempts } = world.totals().sources.users;
    expect(Math.abs(failed / offered - 0.3)).toBeLessThan(close);
    expect(attempts).toBe(offered - failed);
    expect(world.totals().services.shop.arrivals).toBe(attempts);
  });

  test("the load of a source is multiplied, also by nothing, and comes back", () => {
    const world = busy();
    const offered = (seconds: number) => {
      const before = world.totals().sources.users.offered;
      world.runUntil(world.nowUs + us(seconds));
      return world.totals().sources.users.offered - before;
    };
    const near = (count: number, expected: number) =>
      expect(Math.abs(count - expected)).toBeLessThan(6.2 * Math.sqrt(expected));
    near(offered(10), 10_000);
    world.apply({ change: "load", source: "users", factor: 3 });
    near(offered(10), 30_000);
    world.apply({ change: "load", source: "users", factor: 0 });
    offered(1);
    expect(offered(10)).toBe(0);
    world.apply({ change: "load", source: "users", factor: 1 });
    near(offered(10), 10_000);
  });
});

describe("a blocked arrow", () => {
  const blocked = (mode: "reject" | "drop") => {
    const world = createWorld(
      system({
        services: [
          service("shop", [call("bank")], { threads: 100 }),
          service("bank", [work(constant(0.01))], { threads: 100 }),
        ],
        calls: [arrow("shop", "bank", { connectTimeoutUs: us(0.5) })],
        sources: [fixed(10, "shop")],
      }),
      1,
    );
    world.runUntil(us(1.05));
    world.apply({ change: "block", from: "shop", to: "bank", mode });
    world.runUntil(us(10.05));
    world.apply({ change: "block", from: "shop", to: "bank", mode: "none" });
    world.runUntil(us(20.05));
    return world.totals();
  };

  test.each([
    ["reject", "network-blocked", 0.001],
    ["drop", "connect-timeout", 0.5],
  ] as const)("that %ss fails with %s after %d s, until it is opened", (mode, outcome, seconds) => {
    const { calls, services } = blocked(mode);
    expect(calls["shop->bank"].outcomes).toEqual({ ok: 110, [outcome]: 90 });
    expect(services.bank.arrivals).toBe(110);
    expect(calls["shop->bank"].latency.mean).toBeCloseTo((110 * 0.01 + 90 * seconds) / 200, 6);
  });
});

describe("lesser answers", () => {
  const world = (mode: "skip" | "fallback") =>
    createWorld(
      system({
        services: [
          service("shop", [call("reviews")], { threads: 10 }),
          service("reviews", [work(constant(0.01))], {
            threads: 10,
            releases: [{ name: "first", latencyFactor: 1, errorShare: mode === "skip" ? 0 : 1 }],
          }),
        ],
        calls: [
          arrow("shop", "reviews", {
            fallback: mode === "fallback" ? { delayUs: us(0.02), mark: "cached" } : null,
            skip: mode === "skip" ? { flag: "lean", mark: "without-reviews" } : null,
          }),
        ],
        sources: [fixed(10, "shop")],
        flags: [{ name: "lean", on: false }],
      }),
      1,
    );

  test("a flag leaves a call out, with its mark on the user's request", () => {
    const shop = world("skip");
    shop.runUntil(us(10.05));
    expect(shop.telemetry.flags()).toEqual({ lean: false });
    shop.apply({ change: "flag", flag: "lean", on: true });
    shop.runUntil(us(20.05));
    const { succeeded, marks } = shop.totals().sources.users;
    expect([succeeded, marks]).toEqual([200, { "without-reviews": 100 }]);
    expect(shop.totals().services.reviews.arrivals).toBe(100);
  });

  test("a fallback answers instead of a failure, with its mark and after its delay", () => {
    const shop = world("fallback");
    shop.runUntil(us(10.05));
    const { succeeded, failed, marks, latency } = shop.totals().sources.users;
    expect([succeeded, failed, marks]).toEqual([100, 0, { cached: 100 }]);
    expect(latency.mean).toBeCloseTo(0.03, 9);
  });
});
