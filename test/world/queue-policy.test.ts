/** What happens to requests that find no free thread: order, maximum wait, dropping, refusing, silence. */
import { describe, expect, test } from "vitest";
import type { CallPolicy, QueueSpec, System } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  constant,
  dispatcher,
  fixed,
  service,
  system,
  us,
  work,
} from "./support/systems.js";

/** One thread with constant work, called ten times a second: at 0.1, 0.2, ... s. */
function oneThread(
  workSeconds: number,
  queue: Partial<QueueSpec>,
  policy: Partial<CallPolicy> = {},
): System {
  return system({
    services: [
      dispatcher("client", "callee"),
      service("callee", [work(constant(workSeconds))], { queue }),
    ],
    calls: [arrow("client", "callee", policy)],
    sources: [fixed(10, "client")],
    traceEvery: 1,
  });
}

interface Seen {
  came: number;
  began: number | null;
  ended: number | null;
  outcome: string;
}

/** What the callee did with each request, in order of arrival; times in tenths of a second. */
function requests(spec: System, seconds: number): Seen[] {
  const world = createWorld(spec, 1);
  world.runUntil(us(seconds));
  const tenths = (timeUs: number | null) => (timeUs === null ? null : timeUs / 100_000);
  return world.telemetry
    .traces({ fromUs: 0, toUs: us(seconds), limit: 1_000 })
    .reverse()
    .flatMap(({ id }) => world.telemetry.trace(id) ?? [])
    .filter(({ kind, name }) => kind === "server" && name === "callee")
    .map(({ startUs, beganUs, endUs, outcome }) => ({
      came: startUs / 100_000,
      began: tenths(beganUs),
      ended: tenths(endUs),
      outcome,
    }));
}

function began(queue: Partial<QueueSpec>): (number | null)[] {
  return requests(oneThread(0.3, queue), 2).map(({ began }) => began);
}

describe("the order of a queue", () => {
  test("first come, first served", () => {
    expect(began({ order: "fifo" }).slice(0, 6)).toEqual([1, 4, 7, 10, 13, 16]);
  });

  test("last come, first served", () => {
    // The thread is free at 0.4, 0.7, ... s; at each of these moments the work ends before the next request comes.
    const order = began({ order: "lifo" });
    expect(order.slice(0, 9)).toEqual([1, null, 4, null, null, 7, null, null, 10]);
  });
});

describe("a request that waits", () => {
  test("is answered with an error at the queue's maximum wait", () => {
    const [first, second, third] = requests(oneThread(10, { maximumWaitUs: us(0.25) }), 2);
    expect(first).toMatchObject({ came: 1, began: 1, ended: null });
    expect(second).toEqual({ came: 2, began: null, ended: 4.5, outcome: "expired-in-queue" });
    expect(third.ended).toBe(5.5);
  });

  test("is dropped when its caller has given up, if the queue says so", () => {
    const timeoutUs = us(0.25);
    const spec = (dropExpired: boolean) => oneThread(0.4, { dropExpired }, { timeoutUs });
    const worked = (dropExpired: boolean) =>
      requests(spec(dropExpired), 1.35).filter(({ began }) => began !== null);
    // At 0.5 s those of 0.2 s have gone; at 0.9 s those of 0.3 to 0.6 s.
    expect(worked(false).map(({ came }) => came)).toEqual([1, 2, 3, 4]);
    expect(worked(true).map(({ came }) => came)).toEqual([1, 3, 7, 11]);
  });
});

describe("a full queue", () => {
  test("that is silent lets the caller wait for its connection", () => {
    const silent = { length: 0, whenFull: "drop" } as const;
    const outcome = (policy: Partial<CallPolicy>) => {
      const world = createWorld(oneThread(10, silent, policy), 1);
      world.runUntil(us(1.95));
      const { outcomes } = world.totals().calls["client->callee"];
      const durations = world.telemetry
        .traces({ fromUs: us(0.15), toUs: us(0.95), limit: 20 })
        .map(({ durationUs }) => durationUs);
      return { outcomes, durations: [...new Set(durations)] };
    };
    const connect = outcome({ connectTimeoutUs: us(0.5), timeoutUs: us(5) });
    expect(connect).toEqual({ outcomes: { "connect-timeout": 13 }, durations: [500_000] });
    const response = outcome({ connectTimeoutUs: us(5), timeoutUs: us(0.5) });
    expect(response.durations).toEqual([500_000]);
    expect(Object.keys(response.outcomes)).toEqual(["timeout"]);
  });

  test("that refuses answers one after another: 12,048 a second at 83 us each", () => {
    const spec = system({
      services: [
        service("callee", [work(constant(1_000))], {
          queue: { length: 0 },
          refusal: { costUs: 83, roundTripUs: 500 },
        }),
      ],
      sources: [fixed(20_000, "callee")],
      intervalUs: us(1),
    });
    const world = createWorld(spec, 1);
    world.runUntil(us(10));
    const { failed } = world.telemetry.users("users", null, us(5), us(10));
    expect(Math.abs(failed / 5 - 1e6 / 83)).toBeLessThan(1);
    // Two acceptors answer twice as fast as one, so all 20,000 are answered after one round trip.
    const two = { ...spec.services[0], replicas: 2, maximumReplicas: 2 };
    const quick = createWorld({ ...spec, services: [two] }, 1);
    quick.runUntil(us(10));
    expect(quick.telemetry.users("users", null, us(5), us(10)).failed / 5).toBe(20_000);
  });
});
