/** What must add up in every system: nothing is lost, nothing is counted twice, no bound is exceeded. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { System, World } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import { randomSystem } from "./support/random-systems.js";
import { allowLongRuns } from "./support/statistics.js";
import { us } from "./support/systems.js";

allowLongRuns();

// Shrinking reruns a system hundreds of times for little: they are small already.
const runs = { endOnFailure: true, numRuns: 150, seed: 20_260 };
const endUs = us(20);

/** Lets no more requests in and waits until all are answered. */
function drain(world: World): void {
  for (const { name } of world.system.sources)
    world.apply({ change: "shed", source: name, route: null, share: 1 });
  for (let step = 1; step <= 40; step++) {
    world.runUntil(endUs + step * us(20));
    const { sources, services } = world.totals();
    const open = Object.values(sources).some(({ inFlight }) => inFlight > 0);
    const held =
      world.system.abandonedWorkGoesOn &&
      Object.values(services).some((service) => missing(service) !== 0);
    if (!open && !held) return;
  }
}

type Service = ReturnType<World["totals"]>["services"][string];

/** Requests that came to a service and have not left it. */
function missing({ arrivals, completed, errors }: Service): number {
  return arrivals - completed - Object.values(errors).reduce((a, b) => a + b, 0);
}

/** The most threads and places in queues that a service (of one site or another) may ever have. */
function bounds(system: System, name: string): { threads: number; places: number } {
  const [own, site] = name.split("@");
  const service = system.services.find((service) => service.name === own);
  if (service === undefined) throw new Error(`no service ${name}`);
  const share = site === undefined ? 1 : (system.site?.capacityShare ?? 1);
  const { maximumReplicas, threads, queue } = service;
  return {
    threads: maximumReplicas * Math.max(1, Math.round(threads * share)),
    places: maximumReplicas * Math.round(queue.length * share),
  };
}

describe("in every system", () => {
  test("each request of a user ends exactly once, and each request to a service too", () => {
    fc.assert(
      fc.property(randomSystem, fc.nat(1000), (system, seed) => {
        const world = createWorld(system, seed);
        world.runUntil(endUs);
        drain(world);
        const { sources, services, calls } = world.totals();
        for (const { offered, succeeded, failed, abandoned, inFlight } of Object.values(sources)) {
          expect(inFlight).toBe(0);
          expect(succeeded + failed + abandoned).toBe(offered);
        }
        // Requests that vanish with their caller's patience leave no count: one more reason why that is unreal.
        if (!system.abandonedWorkGoesOn) return;
        for (const [name, service] of Object.entries(services))
          expect([name, missing(service)]).toEqual([name, 0]);
        for (const { calls: made, outcomes } of Object.values(calls))
          expect(Object.values(outcomes).reduce((a, b) => a + b, 0)).toBe(made);
      }),
      runs,
    );
  });

  test("in every interval counts add up, and no number is negative or over its bound", () => {
    fc.assert(
      fc.property(randomSystem, fc.nat(1000), (system, seed) => {
        const world = createWorld(system, seed);
        world.runUntil(endUs);
        const { telemetry } = world;
        const users = (from: number, to: number) => telemetry.users("users", null, from, to);
        const { load } = system.sources[0];
        for (let second = 1; second <= 20; second++) {
          const { offered, succeeded, failed, abandoned } = users(0, us(second));
          const inFlight = offered - succeeded - failed - abandoned;
          expect(inFlight).toBeGreaterThanOrEqual(0);
          if (load.kind === "closed") expect(inFlight).toBeLessThanOrEqual(load.users);
          const parts = ["front", "back"].map(
            (route) => telemetry.users("users", route, 0, us(second)).offered,
          );
          expect(parts[0] + parts[1]).toBe(offered);
        }
        const whole = world.totals();
        for (const [name, service] of Object.entries(whole.services)) {
          expect(missing(service)).toBeGreaterThanOrEqual(0);
          const [own, site] = name.split("@");
          const { threads, places } = bounds(system, name);
          const subject = { of: "service", service: own } as const;
          for (const [metric, bound] of [
            ["busy_threads", threads],
            ["queue", places],
          ] as const)
            for (const { value } of telemetry.series(metric, subject, 0, endUs, site ?? null)) {
              expect(value).toBeGreaterThanOrEqual(0);
              expect(value).toBeLessThanOrEqual(bound);
            }
        }
      }),
      runs,
    );
  });

  test("p50 <= p95 <= p99 everywhere", () => {
    const ordered = (values: (number | null)[]) => {
      const known = values.filter((value) => value !== null);
      expect(known).toEqual([...known].sort((a, b) => a - b));
      expect([0, 3]).toContain(known.length);
    };
    fc.assert(
      fc.property(randomSystem, fc.nat(1000), (system, seed) => {
        const world = createWorld(system, seed);
        world.runUntil(endUs);
        const { sources, services, calls } = world.totals();
        for (const { latency } of [...Object.values(sources), ...Object.values(calls)])
          ordered([latency.p50, latency.p95, latency.p99]);
        for (const { latency, sojourn } of Object.values(services))
          for (const { p50, p95, p99 } of [latency, sojourn]) ordered([p50, p95, p99]);
        const subject = { of: "source", source: "users", route: null } as const;
        const series = (["p50", "p95", "p99"] as const).map((metric) =>
          world.telemetry.series(metric, subject, 0, endUs).map(({ value }) => value),
        );
        series[0].forEach((_, index) => {
          ordered(series.map((values) => values[index]));
        });
      }),
      runs,
    );
  });
});
