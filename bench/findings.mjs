/**
 * Everything the engine and the C model both say about one station, in the same words and computed in the same way from
 * whole numbers, so that equal runs give equal numbers to the last bit and unequal ones do not.
 */

import { answer } from "./harness.mjs";

/**
 * @typedef {Record<string, number>} Findings
 * @typedef {{ sumUs: number, p50Us: number, p95Us: number, p99Us: number }} LatencyOfC
 * @typedef {{ offered: number, attempts: number, succeeded: number, arrivals: number, answered: number }} CountsOfC
 * @typedef {{ busyAreaUs: number, queueAreaUs: number }} AreasOfC
 * @typedef {{ latency: LatencyOfC, sojourn: LatencyOfC, users: LatencyOfC }} LatenciesOfC
 * @typedef {CountsOfC & AreasOfC & LatenciesOfC} PrintedByC
 */

/**
 * @param {string} what
 * @param {import("./engine.mjs").Latency} latency
 * @returns {Findings}
 */
function findingsOfLatency(what, { count, mean, p50, p95, p99 }) {
  return {
    [`${what}, count`]: count,
    [`${what}, mean`]: mean,
    [`${what}, p50`]: p50,
    [`${what}, p95`]: p95,
    [`${what}, p99`]: p99,
  };
}

/**
 * @param {import("./engine.mjs").Totals} totals
 * @returns {Findings}
 */
export function findingsOfEngine({ sources, services }) {
  const { customers } = sources;
  const { station } = services;
  if (customers === undefined || station === undefined) return {};
  return {
    offered: customers.offered,
    attempts: customers.attempts,
    succeeded: customers.succeeded,
    arrivals: station.arrivals,
    answered: station.completed,
    "busy threads, mean": station.busyMean,
    "queue, mean": station.queueMean,
    ...findingsOfLatency("service latency", station.latency),
    ...findingsOfLatency("sojourn", station.sojourn),
    ...findingsOfLatency("users' latency", customers.latency),
  };
}

/**
 * @param {PrintedByC} printed
 * @param {number} durationUs
 * @returns {Findings}
 */
export function findingsOfC(printed, durationUs) {
  const inSeconds = (
    /** @type {LatencyOfC} */ { sumUs, p50Us, p95Us, p99Us },
    /** @type {number} */ count,
  ) => {
    return {
      count,
      mean: sumUs / count / 1e6,
      p50: p50Us / 1e6,
      p95: p95Us / 1e6,
      p99: p99Us / 1e6,
    };
  };
  const { offered, attempts, succeeded, arrivals, answered } = printed;
  return {
    offered,
    attempts,
    succeeded,
    arrivals,
    answered,
    "busy threads, mean": printed.busyAreaUs / durationUs,
    "queue, mean": printed.queueAreaUs / durationUs,
    ...findingsOfLatency("service latency", inSeconds(printed.latency, answered)),
    ...findingsOfLatency("sojourn", inSeconds(printed.sojourn, answered)),
    ...findingsOfLatency("users' latency", inSeconds(printed.users, succeeded)),
  };
}

/**
 * Holds every finding of one run against the same finding of another; a finding that one of them lacks is wrong.
 * @param {string} where
 * @param {Findings} found
 * @param {Findings} expected
 */
export function checkEquality(where, found, expected) {
  const names = new Set([...Object.keys(found), ...Object.keys(expected)]);
  return [...names].map((name) =>
    answer({
      text: `${where}: ${name}`,
      value: found[name] ?? Number.NaN,
      expected: expected[name] ?? Number.NaN,
      tolerance: 0,
    }),
  );
}
