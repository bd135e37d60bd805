/** One thread, Poisson arrivals: the M/M/1 queue, and M/G/1 for laws from constant to hyperexponential. */
import { describe, test } from "vitest";
import type { Law } from "../../src/world/index.js";
import { relativeError } from "../../src/world/telemetry/histogram.js";
import { generalServer } from "./support/closed-forms.js";
import { column, present, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import { constant, exponential, poisson, service, system, us, work } from "./support/systems.js";

const { compare } = comparing("single server");

function station(law: Law, arrivalRate: number) {
  return system({
    services: [service("station", [work(law)])],
    sources: [poisson(arrivalRate, "station")],
    intervalUs: us(10_000),
  });
}

function measure(law: Law, arrivalRate: number, seconds: number) {
  return replicate((seed) => {
    const { services } = totalsAfter(station(law, arrivalRate), seed, seconds / 100, seconds);
    const { inSystemMean, queueMean, waitMean, sojourn, busyMean } = services.station;
    return {
      inSystem: inSystemMean,
      queue: queueMean,
      busy: busyMean,
      wait: present(waitMean),
      sojourn: present(sojourn.mean),
      p50: present(sojourn.p50),
      p95: present(sojourn.p95),
      p99: present(sojourn.p99),
    };
  });
}

describe("one server", () => {
  // Percentiles are read from buckets. Their stated error goes to both sides of the planted one, and jumps from one
  // bucket to the next widen the interval.
  const percentile = { bias: relativeError, planted: 1.03 + 2 * relativeError, sharpness: 0.025 };

  test("exponential work at load 0.8", () => {
    const runs = measure(exponential(0.01), 80, 2_800);
    const control = { samples: column(runs, "busy"), mean: 0.8 };
    compare("busy", column(runs, "busy"), 0.8);
    compare("number in the system", column(runs, "inSystem"), 4, { control });
    compare("number waiting", column(runs, "queue"), 3.2, { control });
    compare("time in the system", column(runs, "sojourn"), 0.05, { control });
    compare("time waiting", column(runs, "wait"), 0.04, { control });
    compare("p50", column(runs, "p50"), 0.034657, { control, ...percentile });
    compare("p95", column(runs, "p95"), 0.149787, { control, ...percentile });
    compare("p99", column(runs, "p99"), 0.230259, { control, ...percentile });
  });

  const laws: [name: string, law: Law, squaredVariation: number, load: number, seconds: number][] =
    [
      ["constant", constant(1), 0, 0.8, 28_000],
      ["Erlang-4", { law: "erlang", stages: 4, meanUs: us(1) }, 0.25, 0.8, 45_000],
      ["exponential", exponential(1), 1, 0.5, 15_000],
      ["lognormal", { law: "lognormal", meanUs: us(1), sigma: 1 }, Math.E - 1, 0.5, 110_000],
      [
        "hyperexponential",
        { law: "hyperexponential", meanUs: us(1), squaredVariation: 4 },
        4,
        0.5,
        130_000,
      ],
    ];

  test.each(laws)("%s work", (name, law, squaredVariation, load, seconds) => {
    const runs = measure(law, load, seconds);
    const control = { samples: column(runs, "busy"), mean: load };
    const { sojourn } = generalServer(load, squaredVariation);
    compare(name, column(runs, "sojourn"), sojourn, { control });
  });
});
