/** Retries of independent failures, and what they add up to over layers (oracles O-06 and O-07). */
import { describe, expect, test } from "vitest";
import { column, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import {
  arrow,
  call,
  constant,
  fixed,
  poisson,
  retries,
  service,
  system,
  work,
} from "./support/systems.js";

const { compare } = comparing("retries");
const noLimit = Number.POSITIVE_INFINITY;

function failing(errorShare: number) {
  return { releases: [{ name: "first", latencyFactor: 1, errorShare }], threads: noLimit };
}

describe("up to three retries of independent failures", () => {
  test.each([0.1, 0.3, 0.5, 0.9])("failure share %d", (share) => {
    const flaky = system({
      services: [service("flaky", [work(constant(0.001))], failing(share))],
      sources: [poisson(1_000, "flaky", { retries: retries(3) })],
    });
    const runs = replicate((seed) => {
      const { offered, attempts, succeeded, failed } = totalsAfter(flaky, seed, 1, 30).sources
        .users;
      return {
        attempts: attempts / offered,
        success: succeeded / offered,
        failure: failed / offered,
      };
    });
    compare("attempts", column(runs, "attempts"), (1 - share ** 4) / (1 - share));
    compare("success", column(runs, "success"), 1 - share ** 4);
    // Rarer failures would need far longer runs; their success share is exact enough.
    if (share >= 0.5) compare("failure", column(runs, "failure"), share ** 4);
  });
});

describe("retries in layers over a service that always fails", () => {
  /** How many requests reach the bottom for one request of a user. */
  function amplification(layers: number, count: number, retryingLayers: number): number {
    const names = Array.from({ length: layers }, (_, index) => `layer-${index}`);
    const chain = system({
      services: [
        ...names.map((name, index) =>
          service(name, [call(names[index + 1] ?? "bottom")], { threads: noLimit }),
        ),
        service("bottom", [work(constant(0))], failing(1)),
      ],
      calls: names.map((name, index) =>
        arrow(name, names[index + 1] ?? "bottom", {
          retries: index >= layers - retryingLayers ? retries(count) : null,
        }),
      ),
      sources: [fixed(1, names[0])],
    });
    const { services, sources } = totalsAfter(chain, 1, 0, 20.5);
    expect(sources.users.offered).toBe(20);
    expect(sources.users.failed).toBe(20);
    return services.bottom.arrivals / sources.users.offered;
  }

  test.each([
    [1, 3, 4],
    [2, 3, 16],
    [3, 3, 64],
    [4, 3, 256],
    [5, 2, 243],
    [6, 3, 4096],
  ])("%d layers with %d retries each multiply by %d", (layers, count, expected) => {
    expect(amplification(layers, count, layers)).toBe(expected);
  });

  test("retries at the last layer only multiply by 4, however many layers there are", () => {
    expect(amplification(4, 3, 1)).toBe(4);
  });
});
