/**
 * What every benchmark shares: measuring processor time, taking medians, and holding figures against targets.
 *
 * Processor time, not wall time, is compared, because other work on the machine disturbs it far less.
 */

/**
 * A target names one bound: the figure must reach `atLeast`, or must not exceed `atMost`. A figure without a bound is
 * information: it neither meets nor misses anything.
 * @typedef {{ text: string, atLeast?: number, atMost?: number }} Target
 * @typedef {Target & { value: number | null, met: boolean | null, skipped?: string }} Figure
 * @typedef {{ text: string, value: number, expected: number, tolerance: number, right: boolean }} Answer
 * @typedef {{ headline: string, figures: Figure[], answers: Answer[], measurements: object }} Outcome
 * @typedef {{ name: string, title: string, passed: boolean } & Outcome} Result
 */

/** A failure that the person who started the benchmark can put right: one line, without a stack. */
export class BenchmarkError extends Error {}

/**
 * Runs a function and tells how much processor time this process spent on it, garbage collection included.
 * @template Value
 * @param {() => Value} work
 */
export function measureCpu(work) {
  const begun = process.cpuUsage();
  const value = work();
  const used = process.cpuUsage(begun);
  return { value, cpuSeconds: (used.user + used.system) / 1e6 };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Runs every contestant once per round, one after the other, and gathers each one's results in order of rounds.
 * A machine that slows down for a while then slows all of them, and the ratios between them hold.
 * @template Measured
 * @param {number} rounds
 * @param {Map<string, (round: number) => Measured>} contestants
 * @returns {Map<string, Measured[]>}
 */
export function interleave(rounds, contestants) {
  /** @type {Map<string, Measured[]>} */
  const results = new Map();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of contestants) {
      results.set(name, [...(results.get(name) ?? []), run(round)]);
    }
  }
  return results;
}

/**
 * A measured figure, held against its target if it has one.
 * @param {Target & { value: number }} measured
 * @returns {Figure}
 */
export function figure(measured) {
  const { value, atLeast = -Infinity, atMost = Infinity } = measured;
  const isBound = measured.atLeast !== undefined || measured.atMost !== undefined;
  return { ...measured, met: isBound ? value >= atLeast && value <= atMost : null };
}

/**
 * A figure that could not be measured here: it neither meets nor misses its target.
 * @param {Target} target
 * @param {string} why
 * @returns {Figure}
 */
export function skippedFigure(target, why) {
  return { ...target, value: null, met: null, skipped: why };
}

/**
 * A speed is worth nothing if the result is wrong, so each benchmark states what it expected to find.
 * @param {Omit<Answer, "right">} found
 * @returns {Answer}
 */
export function answer(found) {
  return { ...found, right: Math.abs(found.value - found.expected) <= found.tolerance };
}

/**
 * A benchmark passes when no target is missed and no answer is wrong.
 * @param {Outcome} outcome
 */
export function hasPassed({ figures, answers }) {
  return figures.every(({ met }) => met !== false) && answers.every(({ right }) => right);
}
