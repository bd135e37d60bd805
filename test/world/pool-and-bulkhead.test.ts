/** What limits the calls that one caller has under way: a bulkhead refuses, a pool lets wait. */
import { describe, expect, test } from "vitest";
import type { CallPolicy, System } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  at,
  constant,
  dispatcher,
  exponential,
  fixed,
  poisson,
  service,
  system,
  us,
  work,
} from "./support/systems.js";

function limited(policy: Partial<CallPolicy>, replicas = 1): System {
  return system({
    services: [
      { ...dispatcher("client", "callee"), replicas, maximumReplicas: replicas },
      service("callee", [work(exponential(0.2))], { threads: 1_000 }),
    ],
    calls: [arrow("client", "callee", policy)],
    sources: [poisson(100, "client")],
    intervalUs: us(0.01),
  });
}

/** Mean busy threads of the callee in each hundredth of a second. */
function busy(spec: System): number[] {
  const world = createWorld(spec, 1);
  world.runUntil(us(60));
  return world.telemetry
    .series("busy_threads", { of: "service", service: "callee" }, 0, us(60))
    .map(({ value }) => value ?? 0);
}

const unlimited = { connections: 7, maximumWaitUs: null };

describe("calls under way at once", () => {
  test.each([
    ["a bulkhead", { bulkhead: 7 }],
    ["a pool", { pool: unlimited }],
  ])("%s of 7 is used up and never exceeded", (_, policy) => {
    const one = busy(limited(policy));
    expect(Math.max(...one)).toBe(7);
    const three = busy(limited(policy, 3));
    expect(Math.max(...three)).toBeGreaterThan(18);
    expect(Math.max(...three)).toBeLessThanOrEqual(21);
    expect(Math.max(...busy(limited({})))).toBeGreaterThan(21);
  });

  test("a call over the bulkhead fails at once", () => {
    const world = createWorld(limited({ bulkhead: 7 }), 1);
    world.runUntil(us(60));
    const { outcomes, attempts, calls } = world.totals().calls["client->callee"];
    expect(outcomes["bulkhead-full"]).toBeGreaterThan(1_000);
    expect(attempts + outcomes["bulkhead-full"]).toBe(calls);
  });

  test("a call that waits for a connection goes on when one is free, in order", () => {
    const spec = limited({ pool: { connections: 1, maximumWaitUs: null } });
    spec.services[1] = service("callee", [work(constant(0.2))], { threads: 10 });
    spec.sources = [fixed(10, "client")];
    const world = createWorld({ ...spec, traceEvery: 1 }, 1);
    world.runUntil(us(1.95));
    const traces = world.telemetry.traces({ fromUs: 0, toUs: us(1.95), limit: 100 }).reverse();
    // Requests come at 0.1, 0.2, ... and end at 0.3, 0.5, ...
    const ends = traces.flatMap(({ atUs, durationUs }) =>
      durationUs === null ? [] : [(atUs + durationUs) / 1e6],
    );
    expect(ends).toEqual([0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9]);
  });

  test("a call that gets its connection after the network has gone meets the block", () => {
    const spec = limited({ pool: { connections: 1, maximumWaitUs: null } });
    spec.services[1] = service("callee", [work(constant(0.2))], { threads: 10 });
    spec.sources = [fixed(10, "client")];
    spec.timeline = [at(0.25, { change: "block", from: "client", to: "callee", mode: "reject" })];
    const world = createWorld(spec, 1);
    world.runUntil(us(1.05));
    // The call of 0.1 s is answered at 0.3 s; that of 0.2 s has waited for its connection until then.
    const { outcomes } = world.totals().calls["client->callee"];
    expect(outcomes).toEqual({ ok: 1, "network-blocked": 9 });
    expect(world.totals().services.callee.arrivals).toBe(1);
  });

  test("a call that has waited as long as the pool allows fails at that moment", () => {
    const spec = limited({ pool: { connections: 1, maximumWaitUs: us(0.3) } });
    spec.services[1] = service("callee", [work(constant(100))], { threads: 10 });
    spec.sources = [fixed(1, "client")];
    const world = createWorld({ ...spec, traceEvery: 1 }, 1);
    world.runUntil(us(5.5));
    const durations = world.telemetry
      .traces({ fromUs: us(1.5), toUs: us(5.5), limit: 10 })
      .map(({ durationUs }) => durationUs);
    expect(durations).toEqual([300_000, 300_000, 300_000, 300_000]);
    expect(world.totals().calls["client->callee"].outcomes).toEqual({ "pool-timeout": 4 });
  });
});
