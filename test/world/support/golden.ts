/** Three small systems and what their runs came to. */
import type { System } from "../../../src/world/index.js";
import {
  arrow,
  at,
  backoff,
  call,
  closed,
  exponential,
  fixed,
  poisson,
  retries,
  service,
  system,
  us,
  work,
} from "./systems.js";

export interface Golden {
  hash: string;
  events: number;
  /** Offered, succeeded, failed, abandoned, attempts. */
  users: string;
}

/** Pinned values change only together with `engineVersion`: a run that comes out otherwise breaks every old journal. */
export const golden: { engineVersion: string; runs: Record<string, Golden> } = {
  engineVersion: "1",
  runs: {
    queue: { hash: "fad138d6031811adcb8c653afc905b5e", events: 9756, users: "4883 4867 0 0 4883" },
    chain: {
      hash: "e779978164c85bd62e346e078e802ba3",
      events: 20779,
      users: "7322 2879 4442 0 7322",
    },
    sites: {
      hash: "40adfa25c44c518c464272aaf587b051",
      events: 18703,
      users: "5209 4392 790 0 5612",
    },
  },
};

const twoReleases = [
  { name: "first", latencyFactor: 1, errorShare: 0.01 },
  { name: "second", latencyFactor: 1.5, errorShare: 0.05 },
];

export const goldenSystems: Record<"queue" | "chain" | "sites", System> = {
  queue: system({
    services: [service("queue", [work(exponential(0.01))])],
    sources: [poisson(80, "queue")],
  }),
  chain: system({
    services: [
      service("front", [work(exponential(0.01)), call("back")], { threads: 20, replicas: 2 }),
      service("back", [work({ law: "lognormal", meanUs: us(0.05), sigma: 1 })], {
        threads: 8,
        queue: { length: 10, maximumWaitUs: us(0.3) },
        refusal: { costUs: 83, roundTripUs: 500 },
        releases: twoReleases,
      }),
    ],
    calls: [
      arrow("front", "back", {
        timeoutUs: us(0.5),
        retries: retries(2, { backoff: backoff(0.02, { jitter: "full" }) }),
        breaker: {
          failureShare: 0.5,
          windowUs: us(5),
          minimumCalls: 20,
          openUs: us(2),
          trialCalls: 3,
        },
      }),
    ],
    sources: [poisson(120, "front", { patienceUs: us(2) })],
    timeline: [
      at(20, { change: "slow", service: "back", factor: 4 }),
      at(30, { change: "restart", service: "back" }),
      at(45, { change: "release", service: "back", release: "second" }),
    ],
    traceEvery: 10,
  }),
  sites: system({
    services: [
      service("shop", [work({ law: "erlang", stages: 4, meanUs: us(0.04) }), call("store")], {
        threads: 10,
        balance: "least-requests",
        replicas: 2,
      }),
      service("store", [work({ law: "hyperexponential", meanUs: us(0.02), squaredVariation: 4 })], {
        threads: 4,
        queue: { length: 50, order: "lifo", dropExpired: true, whenFull: "drop" },
      }),
    ],
    calls: [arrow("shop", "store", { connectTimeoutUs: us(1), timeoutUs: us(0.3) })],
    sources: [
      closed(40, exponential(0.3), "shop", { retries: retries(1, { probability: 0.5 }) }),
      fixed(20, "store", { name: "robots" }),
    ],
    site: { name: "west", capacityShare: 0.5, shared: ["store"] },
    timeline: [
      at(15, { change: "shift", source: "users", route: null, site: "west", share: 0.5 }),
      at(30, {
        change: "stall",
        service: "store",
        law: { law: "constant", valueUs: us(2) },
        fromShare: 0.001,
        toShare: 0.2,
        overUs: us(20),
      }),
    ],
  }),
};
