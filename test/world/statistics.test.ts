/** The rule by which measured means are judged: its quantiles, its chance of a false alarm, its sharpness. */
import { describe, expect, test } from "vitest";
import { draw } from "../../src/world/index.js";
import { normal } from "../../src/world/random/ziggurat.js";
import {
  agrees,
  comparisonCount,
  falseAlarmChance,
  interval,
  level,
} from "./support/statistics.js";
import { studentQuantile, studentTail } from "./support/student.js";

describe("Student's t", () => {
  test.each([
    [0.975, 1, 12.706204736174694],
    [0.975, 10, 2.228138851986274],
    [0.9995, 5, 6.868826625881276],
    [0.99, 30, 2.457261542400591],
  ])("quantile %d with %d degrees of freedom", (probability, degrees, value) => {
    expect(studentQuantile(probability, degrees)).toBeCloseTo(value, 9);
  });

  // Reference values: SciPy's t.isf.
  test.each([
    [1e-6, 9, 10.7201604099095],
    [5e-9, 39, 7.241839488250037],
    [1e-12, 120, 7.84525455102293],
    [5e-9, 7, 30.71838211919369],
  ])("a chance of %d with %d degrees of freedom, far out", (tail, degrees, value) => {
    expect(studentTail(value, degrees) / tail).toBeCloseTo(1, 8);
  });
});

describe("the rule for intervals", () => {
  test("all comparisons together raise a false alarm with a chance of at most 1e-6", () => {
    expect(level * comparisonCount).toBeLessThanOrEqual(falseAlarmChance * (1 + 1e-12));
    expect(comparisonCount).toBeGreaterThan(50);
  });

  test("an interval covers the true mean as often as it says", () => {
    // 4,000 experiments of 10 samples, judged at 2 %: 80 misses are expected, 9 is their standard deviation.
    const quantile = studentQuantile(0.99, 9);
    let misses = 0;
    for (let experiment = 0; experiment < 4_000; experiment++) {
      const samples = Array.from({ length: 10 }, (_, i) => normal(draw(experiment, i)));
      const { mean, halfWidth } = interval(samples);
      const error = halfWidth / studentQuantile(1 - level / 2, 9);
      if (Math.abs(mean) > quantile * error) misses++;
    }
    expect(Math.abs(misses - 80)).toBeLessThan(5 * 9);
  });

  test("a control narrows the interval and takes its luck out of the mean", () => {
    const luck = Array.from({ length: 40 }, (_, i) => normal(draw(1, i)));
    const samples = luck.map((value, i) => 10 + value + 0.1 * normal(draw(2, i)));
    const plain = interval(samples);
    const controlled = interval(samples, { samples: luck, mean: 0 });
    expect(controlled.halfWidth).toBeLessThan(0.2 * plain.halfWidth);
    expect(Math.abs(controlled.mean - 10)).toBeLessThan(controlled.halfWidth);
    // A control whose exact mean is stated wrongly shifts the result by as much.
    const wrong = interval(samples, { samples: luck, mean: 1 });
    expect(wrong.mean - controlled.mean).toBeCloseTo(1, 1);
  });

  test("a mean that is off by 3 % is noticed, the true one is not", () => {
    const samples = Array.from({ length: 40 }, (_, i) => 10 * (1 + 0.01 * normal(draw(7, i))));
    expect(interval(samples).halfWidth).toBeLessThan(0.15);
    expect(agrees(interval(samples), 10)).toBe(true);
    expect(agrees(interval(samples), 10.3)).toBe(false);
    expect(agrees(interval(samples), 9.7)).toBe(false);
  });
});
