/** A circuit breaker to the exact call: when it opens, how long it refuses, what closes it. */
import { describe, expect, test } from "vitest";
import type { CallPolicy, TimedChange, World } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  at,
  constant,
  dispatcher,
  fixed,
  service,
  system,
  us,
  work,
} from "./support/systems.js";

const breaker = {
  failureShare: 0.5,
  windowUs: us(10),
  minimumCalls: 10,
  openUs: us(5),
  trialCalls: 3,
};

/** Ten calls a second, at 0.1, 0.2, ... s, to a service that fails while the timeline says so. */
function calling(timeline: TimedChange[], policy: Partial<CallPolicy> = {}, seconds = 0): World {
  return createWorld(
    system({
      services: [
        dispatcher("client", "callee"),
        service("callee", [work(constant(seconds))], { threads: 100 }),
      ],
      calls: [arrow("client", "callee", { breaker, ...policy })],
      sources: [fixed(10, "client")],
      timeline,
      intervalUs: us(0.1),
    }),
    1,
  );
}

const failFrom = (seconds: number) => at(seconds, fail(1));
const healAt = (seconds: number) => at(seconds, fail(0));
const shedFrom = (seconds: number, share: number) =>
  at(seconds, { change: "shed", source: "users", route: null, share });

function fail(errorShare: number) {
  return { change: "fail", service: "callee", errorShare } as const;
}

/** Requests that have reached the callee by a time. */
function reached(world: World, seconds: number): number {
  world.runUntil(us(seconds));
  return world.totals().services.callee.arrivals;
}

function isOpen(world: World): boolean {
  const now = world.telemetry.closedUntilUs;
  const subject = { of: "call", from: "client", to: "callee" } as const;
  return world.telemetry.query("breaker_open", subject, now - us(0.1), now) === 1;
}

describe("a breaker", () => {
  test("opens with the failure that completes the minimum of calls", () => {
    const world = calling([failFrom(0)]);
    expect(reached(world, 0.95)).toBe(9);
    expect(reached(world, 1.05)).toBe(10);
    expect(reached(world, 5.95)).toBe(10);
    expect(world.totals().calls["client->callee"].outcomes).toEqual({
      error: 10,
      "breaker-open": 49,
    });
  });

  test("opens with the failure that brings the share to the threshold", () => {
    // Ten successes until 1.0 s; the tenth failure, at 2.0 s, makes it 10 of 20.
    const world = calling([failFrom(1.05)]);
    expect(reached(world, 1.95)).toBe(19);
    world.runUntil(us(2));
    expect(reached(world, 2.05)).toBe(20);
    expect(reached(world, 6.95)).toBe(20);
  });

  test("stays closed just below the threshold", () => {
    const world = calling([failFrom(1.05), healAt(1.95)]);
    expect(reached(world, 20.05)).toBe(200);
    expect(isOpen(world)).toBe(false);
  });

  test("forgets what is older than its window", () => {
    // Nine failures, a silence longer than the window, nine more: never ten in the window.
    const timeline = [failFrom(0), shedFrom(0.95, 1), shedFrom(12.05, 0), healAt(12.95)];
    const world = calling(timeline);
    expect(reached(world, 12.05)).toBe(9);
    expect(reached(world, 14.05)).toBe(29);
  });

  test("tries one call when its time is over, and opens again when that fails", () => {
    const world = calling([failFrom(0)]);
    expect(reached(world, 5.95)).toBe(10);
    expect(reached(world, 6)).toBe(11);
    expect(reached(world, 10.95)).toBe(11);
    expect(reached(world, 11)).toBe(12);
  });

  test("closes after as many successful trials as it asks for", () => {
    const world = calling([failFrom(0), healAt(3)]);
    world.runUntil(us(6.15));
    expect(isOpen(world)).toBe(true);
    world.runUntil(us(6.35));
    expect(isOpen(world)).toBe(false);
    expect(reached(world, 10.05)).toBe(10 + 41);
  });

  test("lets no more than its trials through while they are under way", () => {
    const world = calling([failFrom(0), healAt(3)], {}, 0.5);
    // Ten failures end at 0.6, ..., 1.5 s; the four calls begun meanwhile end as well.
    expect(reached(world, 6.45)).toBe(14);
    expect(reached(world, 6.75)).toBe(17);
    expect(reached(world, 6.95)).toBe(17);
    // The third trial ends at 7.2 s, and the breaker is closed.
    expect(reached(world, 7.35)).toBe(19);
  });

  test("is not stuck when a trial waits in vain for a connection", () => {
    const pool = { connections: 1, maximumWaitUs: us(0.05) };
    // While calls last longer than the time between two, one has the connection and the next waits in vain.
    const slow = (factor: number) => ({ change: "slow", service: "callee", factor }) as const;
    const timeline = [failFrom(0), healAt(3), at(5.9, slow(1.9)), at(30, slow(1))];
    const world = calling(timeline, { pool }, 0.08);
    expect(reached(world, 30)).toBeLessThan(30);
    expect(reached(world, 60)).toBeGreaterThan(200);
  });
});
