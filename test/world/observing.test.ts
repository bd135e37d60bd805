/** What players see: traces with retries and abandoned work, logs that say why, alerts that wait. */
import { describe, expect, test } from "vitest";
import type { AlertRule, System, World } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  at,
  backoff,
  call,
  constant,
  fixed,
  retries,
  service,
  system,
  us,
  work,
} from "./support/systems.js";

/** A shop that calls a bank, which turns from 0.05 s to 5 s at t = 10; the shop gives up after 0.5 s, twice. */
function shop(parts: Partial<System> = {}): World {
  return createWorld(
    system({
      services: [
        service("shop", [work(constant(0.01)), call("bank")], { threads: 50 }),
        service("bank", [work(constant(0.05))], { threads: 200 }),
      ],
      calls: [
        arrow("shop", "bank", {
          timeoutUs: us(0.5),
          retries: retries(1, { backoff: backoff(0.1) }),
        }),
      ],
      sources: [fixed(10, "shop")],
      timeline: [at(10.05, { change: "slow", service: "bank", factor: 100 })],
      intervalUs: us(1),
      traceEvery: 10,
      ...parts,
    }),
    1,
  );
}

describe("traces", () => {
  const world = shop();
  world.runUntil(us(20));

  test("are taken of one request in so many", () => {
    const found = world.telemetry.traces({ fromUs: 0, toUs: us(9.95), limit: 100 });
    expect(found.map(({ atUs }) => atUs / 1e6)).toEqual([
      9.1, 8.1, 7.1, 6.1, 5.1, 4.1, 3.1, 2.1, 1.1, 0.1,
    ]);
    expect(found[0]).toMatchObject({ route: "users.visit", durationUs: 60_000, outcome: "ok" });
  });

  test("show each attempt, and work that goes on after its caller has given up", () => {
    const [failed] = world.telemetry.traces({ fromUs: us(11), toUs: us(12), limit: 1 });
    expect(failed).toMatchObject({ durationUs: 1_110_000, outcome: "dependency-timeout" });
    const spans = world.telemetry.trace(failed.id) ?? [];
    const [user, , callToBank, first, second] = spans;
    expect(spans).toHaveLength(5);
    expect(callToBank).toMatchObject({ kind: "client", name: "shop->bank", outcome: "timeout" });
    expect([first, second].map(({ name, attempt }) => [name, attempt])).toEqual([
      ["bank", 1],
      ["bank", 2],
    ]);
    expect(second.startUs - first.startUs).toBe(600_000);
    for (const attempt of [first, second]) {
      expect(attempt.parent).toBe(callToBank.span);
      expect((attempt.endUs ?? 0) - attempt.startUs).toBe(5_000_000);
      expect(attempt.endUs).toBeGreaterThan(user.endUs ?? 0);
    }
  });

  test("can be asked for by service and by failure", () => {
    const all = { fromUs: 0, toUs: us(20), limit: 100 };
    const count = (filter: object) => world.telemetry.traces({ ...all, ...filter }).length;
    expect(count({})).toBe(20);
    expect(count({ service: "bank" })).toBe(20);
    expect(count({ service: "nobody" })).toBe(0);
    expect(count({ failedOnly: true })).toBe(9);
    expect(world.telemetry.trace("t00zzzz")).toBeNull();
    expect(world.telemetry.trace("nonsense")).toBeNull();
  });
});

describe("logs", () => {
  test("say which call failed, why and how often, newest first", () => {
    const world = shop();
    world.runUntil(us(20));
    const { telemetry } = world;
    const all = { fromUs: 0, toUs: us(20), limit: 100 };
    expect(telemetry.logs({ ...all, toUs: us(10) })).toEqual([]);
    const summaries = telemetry.logs({ ...all, service: "shop", text: "TIMES IN" });
    expect(summaries[0]).toMatchObject({
      atUs: us(20),
      level: "error",
      message: "call to bank failed: timeout (504), 20 times in 1 s",
    });
    const times = summaries.map(({ atUs }) => atUs);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const traced = telemetry.logs({ ...all, text: "request visit ended 504" });
    expect(traced.length).toBeGreaterThan(5);
    for (const { trace } of traced) expect(telemetry.trace(trace ?? "")).not.toBeNull();
    expect(telemetry.logs({ ...all, limit: 3 })).toHaveLength(3);
  });
});

describe("alerts", () => {
  const rule = (parts: Partial<AlertRule>): AlertRule => ({
    name: "errors",
    severity: "page",
    metric: "error_share",
    subject: { of: "source", source: "users", route: null },
    windowUs: us(2),
    above: 0.5,
    below: null,
    forUs: 0,
    ...parts,
  });
  const heal = at(30.05, { change: "slow", service: "bank", factor: 1 });
  const slow = at(10.05, { change: "slow", service: "bank", factor: 100 });
  const fired = (parts: Partial<AlertRule>) => {
    const world = shop({ alerts: [rule(parts)], timeline: [slow, heal] });
    world.runUntil(us(60));
    return world.telemetry.alertLog.map(({ atUs, state }) => `${state} ${atUs / 1e6}`);
  };

  test("fire when the condition has held for their time, and are resolved when it ends", () => {
    // The first failure ends at 11.2 s, so at 13 s a window of 2 s is full of nothing else.
    const [firing, resolved] = fired({});
    expect([firing, resolved]).toEqual(["firing 12", "resolved 32"]);
    expect(fired({ forUs: us(5) })).toEqual(["firing 17", "resolved 32"]);
    expect(fired({ forUs: us(25) })).toEqual([]);
  });

  test("are pending until then", () => {
    const world = shop({ alerts: [rule({ forUs: us(5) })] });
    world.runUntil(us(14));
    expect(world.telemetry.alerts()).toEqual([
      { rule: "errors", severity: "page", state: "pending", sinceUs: us(12) },
    ]);
    world.runUntil(us(17));
    expect(world.telemetry.alerts()).toMatchObject([{ state: "firing" }]);
  });

  test("below a bound as well, on any metric", () => {
    const found = fired({ metric: "success_share", above: null, below: 0.5 });
    expect(found).toEqual(fired({}));
    const subject = { of: "call", from: "shop", to: "bank" } as const;
    expect(fired({ metric: "timeout_rate", subject, above: 5 })).toHaveLength(2);
  });
});
