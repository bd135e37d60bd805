/**
 * A chain of services for one simulated hour: threads held while waiting downstream, timeouts, retries, telemetry.
 *
 * The load is light enough that every request must succeed, which makes the run easy to check: nothing fails, the
 * number of requests is that of the Poisson process, the last service is as busy as its work makes it, and Little's
 * law (mean number inside = arrival rate x mean time inside) holds at every service.
 */

import { loadEngine } from "../engine.mjs";
import { answer, figure, interleave, measureCpu, median } from "../harness.mjs";
import { chainOfServices } from "../systems.mjs";

/**
 * @typedef {import("../engine.mjs").Totals} Totals
 * @typedef {object} Checks
 * @property {number} seed
 * @property {number} rounds
 * @property {number} toleratedStandardErrors
 * @property {number} toleratedLittleError
 * @property {{ cpuSeconds: number }} targets
 * @typedef {import("../systems.mjs").ChainSize & Checks} Size
 */

export const name = "chain";
export const title = "Seven services at 2,000 requests a second for one simulated hour";

/**
 * @param {Size} size
 * @param {Totals} totals
 */
function checkRequests({ requestsPerSecond, simulatedSeconds, ...size }, { sources }) {
  const { offered = NaN, succeeded = NaN, failed = NaN, abandoned = NaN } = sources.users ?? {};
  const expected = requestsPerSecond * simulatedSeconds;
  return [
    answer({ text: "failed requests", value: failed + abandoned, expected: 0, tolerance: 0 }),
    // At the end some requests are on their way, but not for longer than one timeout.
    answer({
      text: "requests without an outcome",
      value: offered - succeeded,
      expected: 0,
      tolerance: requestsPerSecond * size.timeoutSeconds,
    }),
    // The count of a Poisson process has its own mean as its variance.
    answer({
      text: "requests offered",
      value: offered,
      expected,
      tolerance: size.toleratedStandardErrors * Math.sqrt(expected),
    }),
  ];
}

/**
 * The number of requests n and the work of each are both random, so the busy time errs by sqrt(2 / n) of itself.
 * @param {Size} size
 * @param {Totals} totals
 */
function checkLastService(size, { services }) {
  const utilization = Object.values(services).at(-1)?.utilization ?? NaN;
  const expected = (size.requestsPerSecond * size.meanWorkMilliseconds) / 1000;
  const standardError = expected * Math.sqrt(2 / (size.requestsPerSecond * size.simulatedSeconds));
  return answer({
    text: "busy threads of the last service",
    value: utilization * size.threads,
    expected,
    tolerance: size.toleratedStandardErrors * standardError,
  });
}

/**
 * Little's law is exact but for the few requests that are inside at the end.
 * @param {Size} size
 * @param {Totals} totals
 */
function checkLittle(size, { services }) {
  return Object.entries(services).map(([service, { arrivals, inSystemMean, sojourn }]) => {
    const expected = (arrivals / size.simulatedSeconds) * sojourn.mean;
    return answer({
      text: `mean number inside ${service}`,
      value: inSystemMean,
      expected,
      tolerance: size.toleratedLittleError * expected,
    });
  });
}

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const { createWorld, parseSystem } = await loadEngine();
  const system = parseSystem(chainOfServices(size), "chain.yaml");
  const runRound = (/** @type {number} */ round) => {
    const world = createWorld(system, size.seed + round);
    const { cpuSeconds } = measureCpu(() => world.runUntil(size.simulatedSeconds * 1e6));
    return { cpuSeconds, totals: world.totals() };
  };
  const rounds = interleave(size.rounds, new Map([["ours", runRound]])).get("ours") ?? [];
  const cpuSeconds = median(rounds.map((round) => round.cpuSeconds));
  const hops = size.services * size.requestsPerSecond * size.simulatedSeconds;
  return {
    headline: `${(hops / cpuSeconds / 1e6).toFixed(2)} million hops a second`,
    figures: [
      figure({ text: "s of processor time", value: cpuSeconds, atMost: size.targets.cpuSeconds }),
    ],
    answers: rounds.flatMap(({ totals }) => [
      ...checkRequests(size, totals),
      checkLastService(size, totals),
      ...checkLittle(size, totals),
    ]),
    measurements: { rounds },
  };
}
