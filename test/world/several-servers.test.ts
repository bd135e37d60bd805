/** Several threads before one queue: M/M/c with and without a bound, and threads without end. */
import { describe, test } from "vitest";
import { boundedQueue, manyServers } from "./support/closed-forms.js";
import { column, present, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import { exponential, poisson, service, system, us, work } from "./support/systems.js";

const { compare } = comparing("several servers");
const bounded = comparing("bounded queues");

function measure(threads: number, room: number, arrivalRate: number, seconds: number) {
  const pool = system({
    services: [
      service("pool", [work(exponential(1))], {
        threads,
        queue: { length: room - threads || room },
      }),
    ],
    sources: [poisson(arrivalRate, "pool")],
    intervalUs: us(10_000),
  });
  return replicate((seed) => {
    const { arrivals, busyMean, completed, errors, inSystemMean, queueMean, sojourn, waitMean } =
      totalsAfter(pool, seed, 100, seconds).services.pool;
    return {
      inSystem: inSystemMean,
      queue: queueMean,
      busy: busyMean,
      arrivals: arrivals / seconds,
      throughput: completed / seconds,
      sojourn: present(sojourn.mean),
      wait: present(waitMean),
      blocked: (errors.refused ?? 0) / arrivals,
    };
  });
}

const noBound = Number.POSITIVE_INFINITY;

describe("several servers and a queue without end", () => {
  test.each([
    [2, 1.5, "sojourn", 23_000],
    [4, 3, "sojourn", 6_500],
    [4, 3, "wait", 45_000],
    [10, 8, "sojourn", 1_500],
    [10, 9, "sojourn", 13_000],
    [64, 56, "sojourn", 300],
  ] as const)("%d servers, %d arrivals: %s", (threads, arrivals, figure, seconds) => {
    const runs = measure(threads, noBound, arrivals, seconds);
    const control = { samples: column(runs, "busy"), mean: arrivals };
    compare(figure, column(runs, figure), manyServers(threads, arrivals, 1)[figure], { control });
  });
});

describe("several servers and a bounded queue", () => {
  test.each([
    [1, 5, 0.9, ["blocked", "inSystem", "queue", "throughput", "sojourn"], 40_000],
    [1, 10, 2, ["blocked", "inSystem", "wait"], 4_000],
    [4, 20, 3, ["inSystem", "sojourn"], 16_000],
    [4, 20, 5, ["blocked", "queue", "sojourn"], 8_000],
    [10, 110, 12, ["blocked", "inSystem", "sojourn"], 4_000],
  ] as const)("%d servers with room for %d, %d arrivals", (...row) => {
    const [threads, room, arrivals, figures, seconds] = row;
    const runs = measure(threads, room, arrivals, seconds);
    const expected = boundedQueue(threads, room, arrivals, 1);
    const control = { samples: column(runs, "arrivals"), mean: arrivals };
    for (const figure of figures)
      bounded.compare(figure, column(runs, figure), expected[figure], { control });
  });
});

describe("threads without end", () => {
  test("hold as many requests as come in one working time", () => {
    const runs = measure(noBound, noBound, 10, 500);
    compare("number in the system", column(runs, "inSystem"), 10);
  });
});
