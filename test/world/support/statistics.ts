/**
 * Measured means against exact values, with a stated chance of a false alarm.
 *
 * A quantity is measured in independent replications (one seed each), and Student's t turns their spread into an
 * interval. All comparisons of this folder together raise a false alarm with a chance of at most 1e-6: each is made at
 * the level 1e-6 / (number of comparisons) (Bonferroni). Runs are seeded, so a given engine passes always or never;
 * the chance is that of a correct engine meeting an unlucky set of seeds when its random draws change.
 *
 * A comparison must be sharp as well: its interval reaches at most 1.5 % of the expected value to either side, and the
 * same comparison with 1.03 times the expected value must fail.
 */
import { afterAll, expect, vi } from "vitest";
import { studentQuantile } from "./student.js";

/** How many comparisons each file makes; a file that makes more fails. */
export const comparisons = {
  "bounded queues": 16,
  "closed networks": 14,
  "open networks": 5,
  "several servers": 7,
  "single server": 13,
  "loss systems": 9,
  retries: 10,
  "parallel calls": 4,
  oracles: 4,
} as const;

export type Family = keyof typeof comparisons;

export const falseAlarmChance = 1e-6;
export const comparisonCount = Object.values(comparisons).reduce<number>((a, b) => a + b, 0);
/** The two-sided level of one comparison. */
export const level = falseAlarmChance / comparisonCount;

/** By what an expectation is wrong when a comparison must notice it. */
export const plantedFactor = 1.03;
const ownSharpness = 0.015;

export interface Interval {
  mean: number;
  halfWidth: number;
}

/** Something measured in the same replications of which the exact mean is known, such as the load. */
export interface Control {
  samples: readonly number[];
  mean: number;
}

interface Options {
  control?: Control;
  bias?: number;
  sharpness?: number;
  planted?: number;
}

/**
 * Mean and half-width of the interval at the level of one comparison.
 *
 * A control takes out the part of the spread that follows from luck with it, by linear regression; this saves about
 * half of the running time (S. S. Lavenberg and P. D. Welch, Management Science 27(3), 1981).
 */
export function interval(samples: readonly number[], control?: Control): Interval {
  const count = samples.length;
  const mean = meanOf(samples);
  if (control === undefined) {
    const squares = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0);
    const error = Math.sqrt(squares / (count - 1) / count);
    return { mean, halfWidth: studentQuantile(1 - level / 2, count - 1) * error };
  }
  const middle = meanOf(control.samples);
  const offsets = control.samples.map((sample) => sample - middle);
  const spread = offsets.reduce((sum, offset) => sum + offset ** 2, 0);
  const slope = samples.reduce((sum, sample, i) => sum + offsets[i] * sample, 0) / spread;
  const squares = samples.reduce((sum, y, i) => sum + (y - mean - slope * offsets[i]) ** 2, 0);
  const luck = middle - control.mean;
  const error = Math.sqrt((squares / (count - 2)) * (1 / count + luck ** 2 / spread));
  return {
    mean: mean - slope * luck,
    halfWidth: studentQuantile(1 - level / 2, count - 2) * error,
  };
}

function meanOf(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
}

/** Whether an interval reaches an expected value, allowing for a relative error of the measuring itself. */
export function agrees({ mean, halfWidth }: Interval, expected: number, bias = 0): boolean {
  return Math.abs(mean - expected) <= halfWidth + bias * Math.abs(expected);
}

/** Long simulations must not fail only because a machine is slow. */
export function allowLongRuns(): void {
  vi.setConfig({ testTimeout: 600_000 });
}

/** The comparisons of one file. Call at its top level. */
export function comparing(family: Family) {
  allowLongRuns();
  let made = 0;
  afterAll(() => {
    expect(made, `comparisons of "${family}"`).toBeLessThanOrEqual(comparisons[family]);
  });
  return {
    /**
     * Compares replications with an exact value, and with one that is wrong by a factor. A value read with a relative
     * error of its own (`bias`), or a rare event, needs a larger planted error or a wider interval; the test says why.
     */
    compare(name: string, samples: readonly number[], expected: number, options: Options = {}) {
      made++;
      const { bias = 0, sharpness = ownSharpness, planted = plantedFactor } = options;
      const measured = interval(samples, options.control);
      const said = `${name}: ${measured.mean} +- ${measured.halfWidth}, expected ${expected}`;
      expect(measured.halfWidth, said).toBeLessThanOrEqual(sharpness * Math.abs(expected));
      expect(agrees(measured, expected, bias), said).toBe(true);
      expect(agrees(measured, expected * planted, bias), `${said}; planted error`).toBe(false);
    },
  };
}

/** Many short replications rather than few long ones: Student's t asks for less with many degrees of freedom. */
const replications = 120;

/** One value a seed. */
export function replicate<T>(measure: (seed: number) => T): T[] {
  return Array.from({ length: replications }, (_, index) => measure(index + 1));
}
