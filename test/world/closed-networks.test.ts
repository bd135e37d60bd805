/** A fixed number of users: mean value analysis of three stations, balanced stations, one pool. */
import { describe, test } from "vitest";
import { closedNetwork, finiteUsers } from "./support/closed-forms.js";
import { present, totalsAfter } from "./support/measure.js";
import { comparing, replicate } from "./support/statistics.js";
import { closed, dispatcher, exponential, service, system, us, work } from "./support/systems.js";

const { compare } = comparing("closed networks");

/** Users think, then visit the stations one after another. */
function measure(users: number, think: number, works: number[], seconds: number) {
  const names = works.map((_, index) => `station-${index + 1}`);
  const network = system({
    services: [
      dispatcher("visit", ...names),
      ...works.map((mean, index) => service(names[index], [work(exponential(mean))])),
    ],
    sources: [closed(users, exponential(think), "visit")],
    intervalUs: us(10_000),
  });
  return replicate((seed) => {
    const { sources, services } = totalsAfter(network, seed, 200, seconds);
    return {
      throughput: sources.users.succeeded / seconds,
      response: present(sources.users.latency.mean),
      inStation: names.map((name) => services[name].inSystemMean),
    };
  });
}

function compareBoth(runs: ReturnType<typeof measure>, throughput: number, response: number): void {
  const throughputs = runs.map((run) => run.throughput);
  const responses = runs.map((run) => run.response);
  compare("throughput", throughputs, throughput);
  compare("response time", responses, response);
}

describe("a closed network", () => {
  test.each([
    [1, 5_000],
    [5, 1_200],
    [10, 1_200],
    [20, 1_500],
    [50, 1_000],
  ])("%d users of three stations", (users, seconds) => {
    const runs = measure(users, 1, [0.05, 0.08, 0.02], seconds);
    const expected = closedNetwork(users, 1, [0.05, 0.08, 0.02]);
    compareBoth(runs, expected.throughput, expected.response);
    if (users !== 20) return;
    const atSlowest = runs.map((run) => run.inStation[1]);
    compare("at the slowest station", atSlowest, expected.inStation[1]);
  });

  test("two equal stations without thinking", () => {
    compareBoth(measure(10, 0, [1, 1], 4_000), 10 / 11, 11);
  });

  test("20 users of one pool of two threads", () => {
    const pool = system({
      services: [service("pool", [work(exponential(1))], { threads: 2 })],
      sources: [closed(20, exponential(10), "pool")],
      intervalUs: us(10_000),
    });
    const responses = replicate((seed) =>
      present(totalsAfter(pool, seed, 200, 8_000).sources.users.latency.mean),
    );
    compare("response time", responses, finiteUsers(20, 10, 2, 1).response);
  });
});
