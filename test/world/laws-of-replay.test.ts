/** A run is determined by its system and its seed: forks, checkpoints, slices and readers make no difference. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { System, World } from "../../src/world/index.js";
import { createWorld, restoreWorld } from "../../src/world/index.js";
import { randomSystem } from "./support/random-systems.js";
import { allowLongRuns } from "./support/statistics.js";
import { us } from "./support/systems.js";

allowLongRuns();

// Shrinking reruns a system hundreds of times for little: they are small already.
const runs = { endOnFailure: true, numRuns: 150, seed: 4_711 };
const endUs = us(20);

function run(system: System, seed: number): World {
  const world = createWorld(system, seed);
  world.runUntil(endUs);
  return world;
}

/** Reads everything that can be read. */
function readAll(world: World): void {
  const { telemetry, system } = world;
  world.totals();
  world.hash();
  world.save();
  const all = { fromUs: 0, toUs: endUs, limit: 50 };
  for (const { name } of system.services) {
    telemetry.releases(name);
    telemetry.query("p99", { of: "service", service: name }, 0, endUs);
    telemetry.series("busy_share", { of: "service", service: name }, 0, endUs);
  }
  for (const { from, to } of system.calls) {
    telemetry.policy(from, to);
    telemetry.query("breaker_open", { of: "call", from, to }, 0, endUs);
  }
  for (const { id } of telemetry.traces(all)) telemetry.trace(id);
  telemetry.logs(all);
  telemetry.alerts();
  telemetry.flags();
  telemetry.users(null, null, 0, endUs);
}

/** Checks a property of (system, seed, a moment within the run). */
function forAll(check: (system: System, seed: number, momentUs: number) => void): void {
  fc.assert(fc.property(randomSystem, fc.nat(1_000_000), fc.nat(endUs), check), runs);
}

describe("in every system", () => {
  test("the same seed gives the same hash, another seed another", () => {
    forAll((system, seed) => {
      const hash = run(system, seed).hash();
      expect(hash).toMatch(/^[0-9a-f]{32}$/);
      expect(run(system, seed).hash()).toBe(hash);
      expect(run(system, seed + 1).hash()).not.toBe(hash);
    });
  });

  test("a fork goes on as its origin does, and neither touches the other", () => {
    forAll((system, seed, momentUs) => {
      const origin = createWorld(system, seed);
      origin.runUntil(momentUs);
      const before = origin.hash();
      const fork = origin.fork();
      fork.runUntil(endUs);
      expect(origin.hash()).toBe(before);
      const disturbed = origin.fork();
      disturbed.apply({ change: "restart", service: "s0" });
      disturbed.runUntil(endUs);
      origin.runUntil(endUs);
      expect(fork.hash()).toBe(origin.hash());
      expect(origin.hash()).toBe(run(system, seed).hash());
      expect(disturbed.hash()).not.toBe(origin.hash());
    });
  });

  test("a restored checkpoint goes on as the run does", () => {
    forAll((system, seed, momentUs) => {
      const world = createWorld(system, seed);
      world.runUntil(momentUs);
      const restored = restoreWorld(system, world.save());
      expect(restored.hash()).toBe(world.hash());
      restored.runUntil(endUs);
      world.runUntil(endUs);
      expect(restored.hash()).toBe(world.hash());
      expect(restored.totals()).toEqual(world.totals());
    });
  });

  test("slices and readers make no difference", () => {
    fc.assert(
      fc.property(
        randomSystem,
        fc.nat(1_000_000),
        fc.array(fc.nat(endUs), { maxLength: 20 }),
        (system, seed, moments) => {
          const sliced = createWorld(system, seed);
          const read = createWorld(system, seed);
          for (const moment of moments.sort((a, b) => a - b)) {
            sliced.runUntil(moment);
            read.runUntil(moment);
            readAll(read);
          }
          sliced.runUntil(endUs);
          read.runUntil(endUs);
          const hash = run(system, seed).hash();
          expect(sliced.hash()).toBe(hash);
          expect(read.hash()).toBe(hash);
        },
      ),
      runs,
    );
  });
});
