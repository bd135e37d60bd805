/** Little's law to counting precision: the time integral of the number in the system is the sum of all stays. */
import { describe, expect, test } from "vitest";
import type { System } from "../../src/world/index.js";
import { createWorld } from "../../src/world/index.js";
import {
  arrow,
  backoff,
  call,
  closed,
  dispatcher,
  exponential,
  poisson,
  retries,
  service,
  system,
  to,
  us,
  work,
} from "./support/systems.js";

/** Runs until every service is empty at the same moment, then compares both sides, in microseconds. */
function checkEmptyToEmpty(spec: System): void {
  const world = createWorld(spec, 7);
  world.runUntil(us(600));
  for (const { name } of spec.sources)
    world.apply({ change: "shed", source: name, route: null, share: 1 });
  world.runUntil(us(700));
  const seconds = world.nowUs / 1e6;
  for (const [name, measured] of Object.entries(world.totals().services)) {
    const { arrivals, completed, errors, inSystemMean, sojourn } = measured;
    const refused = errors.refused ?? 0;
    const failed = Object.values(errors).reduce((a, b) => a + b, 0) - refused;
    expect([name, arrivals]).toEqual([name, completed + failed + refused]);
    expect(sojourn.count).toBe(completed + failed);
    const areaUs = inSystemMean * seconds * 1e6;
    const staysUs = (sojourn.mean ?? 0) * sojourn.count * 1e6;
    expect(areaUs).toBeGreaterThan(0);
    expect(Math.round(areaUs)).toBe(Math.round(staysUs));
  }
}

describe("the number in the system is the rate times the stay", () => {
  test("for one queue", () => {
    checkEmptyToEmpty(
      system({
        services: [service("queue", [work(exponential(0.01))])],
        sources: [poisson(80, "queue")],
      }),
    );
  });

  test("for replicas, bounded queues, retries, fan-outs and abandoned work", () => {
    checkEmptyToEmpty(
      system({
        services: [
          dispatcher("front", "middle"),
          service("middle", [work(exponential(0.05)), call("left"), call("right")], {
            threads: 8,
            replicas: 3,
            queue: { length: 20, order: "lifo" },
          }),
          service("left", [work(exponential(0.02))], { threads: 3, queue: { length: 5 } }),
          service("right", [{ step: "parallel", targets: [to("left"), to("left")] }], {
            threads: 30,
            releases: [{ name: "first", latencyFactor: 1, errorShare: 0.1 }],
          }),
        ],
        calls: [
          arrow("front", "middle", { timeoutUs: us(0.2), retries: retries(2) }),
          arrow("middle", "left", { timeoutUs: us(0.05), bulkhead: 5 }),
          arrow("right", "left", { retries: retries(1, { backoff: backoff(0.01) }) }),
        ],
        sources: [poisson(60, "front"), closed(10, exponential(1), "middle", { name: "robots" })],
      }),
    );
  });
});
