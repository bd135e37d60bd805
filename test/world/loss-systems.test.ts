/** Threads without a queue lose what Erlang's formula says, whatever the law of the work. */
import { describe, test } from "vitest";
import type { Law } from "../../src/world/index.js";
import { erlangB } from "./support/closed-forms.js";
import { column, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import { constant, exponential, poisson, service, system, us, work } from "./support/systems.js";

const { compare } = comparing("loss systems");

function compareLoss(threads: number, load: number, law: Law, seconds: number) {
  const lines = system({
    services: [service("lines", [work(law)], { threads, queue: { length: 0 } })],
    sources: [poisson(load, "lines")],
    intervalUs: us(10_000),
  });
  const runs = replicate((seed) => {
    const { arrivals, errors } = totalsAfter(lines, seed, 100, seconds).services.lines;
    return { lost: (errors.refused ?? 0) / arrivals, arrivals: arrivals / seconds };
  });
  const control = { samples: column(runs, "arrivals"), mean: load };
  compare("lost", column(runs, "lost"), erlangB(threads, load), { control });
}

describe("threads without a queue", () => {
  test.each([
    [1, 0.5, 6_000],
    [5, 3, 7_000],
    [10, 9, 2_500],
    [20, 18, 2_500],
  ])("%d threads at load %d", (threads, load, seconds) => {
    compareLoss(threads, load, exponential(1), seconds);
  });

  const laws: [name: string, law: Law, seconds: number][] = [
    ["constant", constant(1), 2_000],
    ["uniform", { law: "uniform", lowUs: 0, highUs: us(2) }, 2_000],
    ["Erlang-4", { law: "erlang", stages: 4, meanUs: us(1) }, 2_000],
    ["lognormal", { law: "lognormal", meanUs: us(1), sigma: 1 }, 4_000],
    ["hyperexponential", { law: "hyperexponential", meanUs: us(1), squaredVariation: 4 }, 7_000],
  ];

  test.each(laws)("%s work loses as much as exponential work", (_, law, seconds) => {
    compareLoss(10, 9, law, seconds);
  });
});
