/**
 * One M/M/1 queue in the engine, in hand-written C, in simjs and in SimPy, round by round.
 *
 * The engine runs warm, in this process. Every peer runs in its own; simjs warms up there as well.
 */

import { loadEngine } from "../engine.mjs";
import { answer, figure, interleave, measureCpu, median, skippedFigure } from "../harness.mjs";
import { findC, findSimjs, findSimpy } from "../peers.mjs";
import { meanSojourn, meanSojournError } from "../queueing.mjs";
import { singleStation } from "../systems.mjs";

/**
 * @typedef {import("../peers.mjs").Peer} Peer
 * @typedef {import("../peers.mjs").Parameters} Parameters
 * @typedef {import("../peers.mjs").Run} Run
 * @typedef {"ours" | "c" | "simjs" | "simpy"} Contestant
 * @typedef {object} Size
 * @property {number} lambda
 * @property {number} mu
 * @property {number} seed
 * @property {number} rounds
 * @property {number} warmUpRuns
 * @property {Record<Contestant, number>} customers
 * @property {number} toleratedStandardErrors
 * @property {{ timesSimpy: number, timesSimjs: number, shareOfC: number }} targets
 */

export const name = "mm1";
export const title = "M/M/1 queue, warm, against hand-written C, simjs and SimPy";

/**
 * Only the simulation is timed, as in the peers: making the world and reading its totals are not.
 * @param {Size} size
 * @returns {Promise<Peer & { run: (parameters: Parameters) => Run }>}
 */
async function findOurs(size) {
  const { createWorld, parseSystem } = await loadEngine();
  const system = parseSystem(singleStation(size), "mm1.yaml");
  const run = (/** @type {Parameters} */ { lambda, customers, seed }) => {
    const world = createWorld(system, seed);
    const endUs = Math.round((customers / lambda) * 1e6);
    const { cpuSeconds } = measureCpu(() => world.runUntil(endUs));
    const { succeeded = 0, latency } = world.totals().sources.customers ?? {};
    return { customers: succeeded, meanSojourn: latency?.mean ?? Number.NaN, cpuSeconds };
  };
  return { label: "ours", run };
}

/** @param {Run} run */
const nanosecondsPerCustomer = ({ cpuSeconds, customers }) => (cpuSeconds / customers) * 1e9;

/**
 * Each ratio is between two runs made next to each other; the median over the rounds is reported.
 * @param {Run[]} ours
 * @param {Run[]} theirs
 */
function medianRatio(ours, theirs) {
  const costs = theirs.map(nanosecondsPerCustomer);
  return median(ours.map((run, round) => (costs[round] ?? NaN) / nanosecondsPerCustomer(run)));
}

/**
 * @param {Size} size
 * @param {string} label
 * @param {Run[]} runs
 */
function checkAnswers({ lambda, mu, toleratedStandardErrors }, label, runs) {
  return runs.map((run, round) =>
    answer({
      text: `${label}, round ${round + 1}: mean sojourn in seconds`,
      value: run.meanSojourn,
      expected: meanSojourn(lambda, mu),
      tolerance: toleratedStandardErrors * meanSojournError(lambda, mu, run.customers),
    }),
  );
}

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const ours = await findOurs(size);
  /** @type {Record<Contestant, Peer>} */
  const peers = { ours, c: findC(), simjs: findSimjs(), simpy: findSimpy() };
  const parametersOf = (/** @type {Contestant} */ key, /** @type {number} */ round) => {
    const { lambda, mu, customers, seed } = size;
    return { lambda, mu, customers: customers[key], seed: seed + round };
  };
  for (let warmUp = 0; warmUp < size.warmUpRuns; warmUp += 1) {
    ours.run(parametersOf("ours", size.rounds + warmUp));
  }
  /** @type {Map<string, (round: number) => Run>} */
  const contestants = new Map();
  for (const key of /** @type {const} */ (["ours", "c", "simjs", "simpy"])) {
    const peer = peers[key];
    if ("run" in peer) contestants.set(key, (round) => peer.run(parametersOf(key, round)));
  }
  const results = interleave(size.rounds, contestants);
  const ourRuns = results.get("ours") ?? [];

  /** @type {(key: Contestant, text: string, atLeast: number) => import("../harness.mjs").Figure} */
  const compare = (key, text, atLeast) => {
    const peer = peers[key];
    if ("missing" in peer) return skippedFigure({ text, atLeast }, peer.missing);
    return figure({ text, atLeast, value: medianRatio(ourRuns, results.get(key) ?? []) });
  };
  const labelOf = (/** @type {string} */ key) => {
    const peer = peers[/** @type {Contestant} */ (key)];
    return "label" in peer ? peer.label : key;
  };
  const measured = [...results].map(([key, runs]) => {
    return {
      key,
      label: labelOf(key),
      nanoseconds: median(runs.map(nanosecondsPerCustomer)),
      runs,
    };
  });
  const costs = measured.map(({ label, nanoseconds }) => `${label} ${nanoseconds.toFixed(1)}`);
  return {
    headline: `ns a customer: ${costs.join(", ")}`,
    figures: [
      compare("simpy", "times SimPy", size.targets.timesSimpy),
      compare("simjs", "times simjs", size.targets.timesSimjs),
      compare("c", "of C", size.targets.shareOfC),
    ],
    answers: measured.flatMap(({ label, runs }) => checkAnswers(size, label, runs)),
    measurements: { nanosecondsPerCustomer: measured },
  };
}
