/**
 * One M/M/1 queue in the engine, in hand-written C, in simjs and in SimPy, round by round.
 *
 * The engine runs warm, in this process; every peer runs in its own. The C model does the engine's whole job, so its
 * answer must be the engine's to the last bit; the other peers draw other numbers and are checked against theory.
 */

import { loadEngine } from "../engine.mjs";
import { checkEquality, findingsOfEngine } from "../findings.mjs";
import { answer, figure, interleave, measureCpu, median, skippedFigure } from "../harness.mjs";
import { durationUs, findC, findPlainC, findSimjs, findSimpy } from "../peers.mjs";
import { meanSojourn, meanSojournError } from "../queueing.mjs";
import { singleStation } from "../systems.mjs";

/**
 * @typedef {import("../peers.mjs").Peer} Peer
 * @typedef {import("../peers.mjs").Parameters} Parameters
 * @typedef {import("../peers.mjs").Run} Run
 * @typedef {"loop" | "process"} Reading
 * @typedef {"ours" | "c" | "plainC" | "simjs" | "simpy"} Contestant
 * @typedef {object} Size
 * @property {number} lambda
 * @property {number} mu
 * @property {number} intervalSeconds
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
  const run = (/** @type {Parameters} */ parameters) => {
    const world = createWorld(system, parameters.seed);
    const { cpuSeconds } = measureCpu(() => world.runUntil(durationUs(parameters)));
    const findings = findingsOfEngine(world.totals());
    return {
      customers: findings.succeeded ?? 0,
      meanSojourn: findings["users' latency, mean"] ?? Number.NaN,
      cpuSeconds,
      findings,
    };
  };
  return { label: "ours", run };
}

/**
 * @param {Run} run
 * @param {Reading} reading
 */
function nanosecondsPerCustomer({ cpuSeconds, processSeconds, customers }, reading) {
  const seconds = reading === "loop" ? cpuSeconds : (processSeconds ?? Number.NaN);
  return (seconds / customers) * 1e9;
}

/**
 * Each ratio is between two runs made next to each other; the median over the rounds is reported.
 * @param {Run[]} ours
 * @param {Run[]} theirs
 * @param {Reading} reading
 */
function medianRatio(ours, theirs, reading) {
  const costs = theirs.map((run) => nanosecondsPerCustomer(run, reading));
  return median(
    ours.map((run, round) => (costs[round] ?? NaN) / nanosecondsPerCustomer(run, "loop")),
  );
}

/**
 * @param {Size} size
 * @param {string} label
 * @param {Run[]} runs
 */
function checkAgainstTheory({ lambda, mu, toleratedStandardErrors }, label, runs) {
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
 * @param {Run[]} ours
 * @param {Run[]} ofC
 */
function checkAgainstC(ours, ofC) {
  return ofC.flatMap((run, round) =>
    checkEquality(
      `ours against C, round ${round + 1}`,
      ours[round]?.findings ?? {},
      run.findings ?? {},
    ),
  );
}

/**
 * @param {string} key
 * @param {string} label
 * @param {Run[]} runs
 */
function summarize(key, label, runs) {
  const costOf = (/** @type {Reading} */ reading) =>
    median(runs.map((run) => nanosecondsPerCustomer(run, reading)));
  const hasProcess = runs.every(({ processSeconds }) => processSeconds !== undefined);
  return { key, label, loop: costOf("loop"), process: hasProcess ? costOf("process") : null, runs };
}

/** @param {ReturnType<typeof summarize>} summary */
function describeCost({ label, loop, process }) {
  if (process === null) return `${label} ${loop.toFixed(1)}`;
  return `${label} ${process.toFixed(0)} (loop alone ${loop.toFixed(0)})`;
}

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const ours = await findOurs(size);
  /** @type {Record<Contestant, Peer>} */
  const peers = { ours, c: findC(), plainC: findPlainC(), simjs: findSimjs(), simpy: findSimpy() };
  const keys = /** @type {Contestant[]} */ (Object.keys(peers));
  const parametersOf = (/** @type {Contestant} */ key, /** @type {number} */ round) => {
    const { lambda, mu, intervalSeconds, customers, seed } = size;
    return { lambda, mu, intervalSeconds, customers: customers[key], seed: seed + round };
  };
  for (let warmUp = 0; warmUp < size.warmUpRuns; warmUp += 1) {
    ours.run(parametersOf("ours", size.rounds + warmUp));
  }
  /** @type {Map<string, (round: number) => Run>} */
  const contestants = new Map();
  for (const key of keys) {
    const peer = peers[key];
    if ("run" in peer) contestants.set(key, (round) => peer.run(parametersOf(key, round)));
  }
  const results = interleave(size.rounds, contestants);
  const runsOf = (/** @type {Contestant} */ key) => results.get(key) ?? [];

  /** @type {(key: Contestant, reading: Reading, target: import("../harness.mjs").Target) => import("../harness.mjs").Figure} */
  const compare = (key, reading, target) => {
    const peer = peers[key];
    if ("missing" in peer) return skippedFigure(target, peer.missing);
    return figure({ ...target, value: medianRatio(runsOf("ours"), runsOf(key), reading) });
  };
  const { timesSimpy, timesSimjs, shareOfC } = size.targets;
  const summaries = keys.flatMap((key) => {
    const peer = peers[key];
    return "label" in peer ? [summarize(key, peer.label, runsOf(key))] : [];
  });
  return {
    headline: `ns a customer: ${summaries.map(describeCost).join(", ")}`,
    figures: [
      compare("simpy", "process", { text: "times SimPy as run", atLeast: timesSimpy }),
      compare("simpy", "loop", { text: "times SimPy's loop alone" }),
      compare("simjs", "process", { text: "times simjs as run", atLeast: timesSimjs }),
      compare("simjs", "loop", { text: "times simjs's warm loop alone" }),
      compare("c", "loop", { text: "of C that does the same job", atLeast: shareOfC }),
      compare("plainC", "loop", { text: "of plain C" }),
    ],
    answers: [
      ...checkAgainstC(runsOf("ours"), runsOf("c")),
      ...summaries.flatMap(({ label, runs }) => checkAgainstTheory(size, label, runs)),
    ],
    measurements: { nanosecondsPerCustomer: summaries },
  };
}
