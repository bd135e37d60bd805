/** What operators do to services: restart, scale, roll out. */
import { describe, expect, test } from "vitest";
import type { ServiceSpec, System, World } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import { constant, fixed, service, system, us, work } from "./support/systems.js";

const releases = [
  { name: "first", latencyFactor: 1, errorShare: 0 },
  { name: "second", latencyFactor: 2, errorShare: 0 },
];

/** Ten requests a second, at 0.1, 0.2, ... s, for a service whose start takes 4 s. */
function running(
  parts: Partial<Omit<ServiceSpec, "queue">> = {},
  rest: Partial<System> = {},
): World {
  const callee = service("callee", [work(constant(0.95))], {
    threads: 100,
    restartUs: us(4),
    refusal: { costUs: 0, roundTripUs: 1_000 },
    releases,
    ...parts,
  });
  return createWorld(
    system({ services: [callee], sources: [fixed(10, "callee")], intervalUs: us(0.1), ...rest }),
    1,
  );
}

const callee = { of: "service", service: "callee" } as const;

function replicasUp(world: World, seconds: number): number | null {
  world.runUntil(us(seconds + 0.1));
  return world.telemetry.query("replicas_up", callee, us(seconds), us(seconds + 0.1));
}

describe("a restart", () => {
  test("resets the requests that were under way and refuses all until the service is back", () => {
    const world = running();
    world.runUntil(us(2.05));
    expect(world.apply({ change: "restart", service: "callee" })).toBe(true);
    world.runUntil(us(2.055));
    // Those of 1.2 to 2.0 s were under way; their answers took a round trip of 1 ms.
    expect(world.totals().services.callee.errors).toEqual({ "connection-reset": 9 });
    expect(world.totals().sources.users).toMatchObject({ failed: 9, inFlight: 0, succeeded: 11 });
    expect(replicasUp(world, 3)).toBe(0);
    world.runUntil(us(6.04));
    expect(world.totals().services.callee.errors).toEqual({ "connection-reset": 9, down: 40 });
    expect(replicasUp(world, 6.5)).toBe(1);
    world.runUntil(us(20));
    expect(world.totals().services.callee.errors.down).toBe(40);
  });

  test("during a restart begins the wait again, and a crash ends it", () => {
    const again = running();
    again.runUntil(us(2));
    again.apply({ change: "restart", service: "callee" });
    again.runUntil(us(4));
    const crashed = again.fork();
    again.apply({ change: "restart", service: "callee" });
    expect(replicasUp(again, 7)).toBe(0);
    expect(replicasUp(again, 8.5)).toBe(1);
    crashed.apply({ change: "crash", service: "callee" });
    expect(replicasUp(crashed, 8.5)).toBe(0);
  });

  test("of work that nobody waits for any more answers nobody", () => {
    const world = running({}, { sources: [fixed(10, "callee", { patienceUs: us(0.3) })] });
    world.runUntil(us(2.05));
    world.apply({ change: "restart", service: "callee" });
    world.runUntil(us(2.06));
    const { abandoned, failed } = world.totals().sources.users;
    expect([abandoned, failed]).toEqual([17, 3]);
    expect(world.totals().services.callee.errors).toEqual({ "connection-reset": 9 });
  });

  test("after a crash comes only with a start", () => {
    const world = running();
    world.runUntil(us(1));
    world.apply({ change: "crash", service: "callee" });
    expect(replicasUp(world, 30)).toBe(0);
    world.apply({ change: "start", service: "callee" });
    expect(replicasUp(world, 31)).toBe(1);
    expect(world.apply({ change: "start", service: "callee" })).toBe(false);
  });
});

describe("scaling", () => {
  test("up takes the time of a start, and not more than the most replicas", () => {
    const world = running({ replicas: 2, maximumReplicas: 5 });
    world.runUntil(us(1));
    world.apply({ change: "scale", service: "callee", replicas: 9 });
    expect(replicasUp(world, 4.8)).toBe(2);
    expect(replicasUp(world, 5.2)).toBe(5);
  });

  test("down lets replicas finish what they have", () => {
    const world = running({ replicas: 4, threads: 3 });
    world.runUntil(us(1.05));
    world.apply({ change: "scale", service: "callee", replicas: 1 });
    expect(replicasUp(world, 1.2)).toBe(1);
    world.runUntil(us(2));
    const { errors, completed } = world.totals().services.callee;
    expect([errors, completed]).toEqual([{}, 10]);
    expect(world.apply({ change: "scale", service: "callee", replicas: 1 })).toBe(false);
  });
});

test("a release reaches the replicas one by one over the start time", () => {
  const world = running({ replicas: 4 });
  world.runUntil(us(1));
  expect(world.apply({ change: "release", service: "callee", release: "second" })).toBe(true);
  const counts = [1.9, 2.1, 3.1, 4.1, 5.1].map((seconds) => {
    world.runUntil(us(seconds));
    return world.telemetry.releases("callee").second ?? 0;
  });
  expect(counts).toEqual([0, 1, 2, 3, 4]);
  expect(world.apply({ change: "release", service: "callee", release: "second" })).toBe(false);
  world.runUntil(us(20));
  expect(world.telemetry.query("p50", callee, us(10), us(20))).toBeCloseTo(1.9, 1);
});

test("changes with names that do not exist are refused", () => {
  const world = running();
  const source = { source: "nobody", route: null, share: 1 };
  for (const change of [
    { change: "restart", service: "nobody" },
    { change: "flag", flag: "none", on: true },
    { change: "release", service: "callee", release: "third" },
    { change: "block", from: "callee", to: "nobody", mode: "drop" },
    { change: "shed", ...source },
    { change: "shift", ...source, source: "users", site: "nowhere" },
    { change: "load", source: "nobody", factor: 2 },
  ] as const)
    expect(() => world.apply(change)).toThrow(RangeError);
});
