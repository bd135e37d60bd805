/** Stations one after another, requests that come back after a failure, and fan-outs. */
import { describe, test } from "vitest";
import { meanOfLargest } from "./support/closed-forms.js";
import { column, present, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import {
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

const { compare } = comparing("open networks");
const parallel = comparing("parallel calls");
const noLimit = Number.POSITIVE_INFINITY;

describe("open networks", () => {
  test("three stations one after another are as three queues on their own", () => {
    const means = { first: 1, second: 1 / 0.8, third: 1 / 2 };
    const names = Object.keys(means);
    const tandem = system({
      services: [
        dispatcher("visit", ...names),
        ...Object.entries(means).map(([name, mean]) => service(name, [work(exponential(mean))])),
      ],
      sources: [poisson(0.5, "visit")],
      intervalUs: us(10_000),
    });
    const seconds = 40_000;
    const runs = replicate((seed) => {
      const { sources, services } = totalsAfter(tandem, seed, 500, seconds);
      return {
        sojourn: present(sources.users.latency.mean),
        inSystem: names.reduce((sum, name) => sum + services[name].inSystemMean, 0),
      };
    });
    compare("time in the network", column(runs, "sojourn"), 6);
    compare("number in the network", column(runs, "inSystem"), 3);
  });

  test("a station whose failures come back at once is a queue with feedback", () => {
    const feedback = system({
      services: [
        service("station", [work(exponential(1))], {
          releases: [{ name: "first", latencyFactor: 1, errorShare: 0.3 }],
        }),
      ],
      sources: [poisson(0.4, "station", { retries: retries(250) })],
      intervalUs: us(10_000),
    });
    const seconds = 75_000;
    const runs = replicate((seed) => {
      const { sources, services } = totalsAfter(feedback, seed, 500, seconds);
      return {
        attempts: sources.users.attempts / seconds,
        sojourn: present(sources.users.latency.mean),
        inSystem: services.station.inSystemMean,
      };
    });
    compare("attempts", column(runs, "attempts"), 0.4 / 0.7);
    compare("time until success", column(runs, "sojourn"), 10 / 3);
    compare("number in the system", column(runs, "inSystem"), 4 / 3);
  });
});

/** The mean time of an operation that makes several calls at the same time. */
function fanOut(targets: string[], threads: number, arrivalRate: number, seconds: number) {
  const leaves = [...new Set(targets)];
  const fan = system({
    services: [
      service("front", [{ step: "parallel", targets: targets.map((name) => to(name)) }], {
        threads: noLimit,
      }),
      ...leaves.map((name) => service(name, [work(exponential(1))], { threads })),
    ],
    sources: [poisson(arrivalRate, "front")],
    intervalUs: us(10_000),
  });
  return replicate((seed) =>
    present(totalsAfter(fan, seed, 50, seconds).sources.users.latency.mean),
  );
}

describe("calls made at the same time", () => {
  test.each([3, 10])("take as long as the longest of %d", (count) => {
    const targets = Array.from({ length: count }, (_, index) => `leaf-${index}`);
    parallel.compare("several", fanOut(targets, noLimit, 10, 200), meanOfLargest(count));
  });

  test("to one service are as independent as to several", () => {
    const targets = Array.from({ length: 3 }, () => "leaf");
    parallel.compare("one service", fanOut(targets, noLimit, 10, 200), meanOfLargest(3));
  });

  test("to two queues take as long as the slower of both", () => {
    parallel.compare("two queues", fanOut(["left", "right"], 1, 0.5, 35_000), 2.875);
  });
});
