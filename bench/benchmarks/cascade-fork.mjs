/**
 * Copying the world of the cascade when it is fullest, as every what-if and every comparison of actions does.
 *
 * A fork is right when it has the state of its original and both then take the same course.
 */

import { loadDrill, loadEngine } from "../engine.mjs";
import { answer, figure, measureCpu, median } from "../harness.mjs";

/**
 * @typedef {object} Size
 * @property {string} drill
 * @property {string} forkAt
 * @property {number} seed
 * @property {number} warmUpRuns
 * @property {number} rounds
 * @property {number} followSeconds
 * @property {{ milliseconds: number }} targets
 */

export const name = "cascade-fork";
export const title = "Fork of the cascade's world at 14:40";

/**
 * World time of a time of day.
 * @param {string} timeOfDay
 * @param {number} beginsUs time of day at world time 0
 */
function worldTimeUs(timeOfDay, beginsUs) {
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1e6 - beginsUs;
}

/**
 * @param {string} text
 * @param {boolean} isTrue
 */
const claim = (text, isTrue) => answer({ text, value: Number(isTrue), expected: 1, tolerance: 0 });

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const { createWorld } = await loadEngine();
  const drill = await loadDrill(size.drill);
  const forkAtUs = worldTimeUs(size.forkAt, drill.clock.beginsUs);
  const world = createWorld(drill.system, size.seed);
  world.runUntil(forkAtUs);

  // What-ifs come one after another: each gives its memory back before the next is begun.
  for (let warmUp = 0; warmUp < size.warmUpRuns; warmUp += 1) world.fork().release();
  const rounds = Array.from({ length: size.rounds }, () => {
    const round = measureCpu(() => world.fork());
    round.value.release();
    return round;
  });
  const milliseconds = median(rounds.map(({ cpuSeconds }) => cpuSeconds * 1000));

  const fork = world.fork();
  const isEqualAtOnce = fork.hash() === world.hash();
  const followUntilUs = forkAtUs + size.followSeconds * 1e6;
  fork.runUntil(followUntilUs);
  const stayedApart = fork.hash() !== world.hash();
  world.runUntil(followUntilUs);
  return {
    headline: `median of ${size.rounds} forks at ${size.forkAt}`,
    figures: [
      figure({ text: "ms a fork", value: milliseconds, atMost: size.targets.milliseconds }),
    ],
    answers: [
      claim("a fork has its original's hash", isEqualAtOnce),
      claim("a fork runs on without its original", stayedApart),
      claim("original and fork take the same course", fork.hash() === world.hash()),
    ],
    measurements: { milliseconds: rounds.map(({ cpuSeconds }) => cpuSeconds * 1000) },
  };
}
