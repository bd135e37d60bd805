/**
 * Keyed draws and the variates made of them. Every statistical check here fails for a sound generator with a chance
 * of at most 1e-9, by the quantiles stated with it.
 */
import { describe, expect, test } from "vitest";
import { draw, mix, unit } from "../../src/world/index.js";
import { exp, log } from "../../src/world/random/mathematics.js";
import { exponential, normal } from "../../src/world/random/ziggurat.js";

/** The squared distance from equal counts, as a standard normal value (Wilson and Hilferty). */
function chiSquareScore(counts: ArrayLike<number>, expected: (cell: number) => number): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell++)
    sum += (counts[cell] - expected(cell)) ** 2 / expected(cell);
  const degrees = counts.length - 1;
  const spread = 2 / (9 * degrees);
  return (Math.cbrt(sum / degrees) - (1 - spread)) / Math.sqrt(spread);
}

/** A standard normal value is beyond this, to either side, with a chance of 1e-9. */
const limit = 6.2;

function countBytes(bits: (i: number) => number, samples: number, shift: number): Int32Array {
  const counts = new Int32Array(256);
  for (let i = 0; i < samples; i++) counts[(bits(i) >>> shift) & 255]++;
  return counts;
}

describe("the mixing function", () => {
  test("never gives the same for two keys", () => {
    const seen = new Set<number>();
    for (let i = 0; i < 200_000; i++) {
      seen.add(mix(i));
      seen.add(mix(~i));
    }
    expect(seen.size).toBe(400_000);
  });

  test("flips each bit of the result half of the time when one bit of the key flips", () => {
    const samples = 4_000;
    for (let input = 0; input < 32; input++) {
      const flips = new Int32Array(32);
      for (let i = 0; i < samples; i++) {
        const key = Math.imul(i, 0x9e3779b1);
        const change = mix(key) ^ mix(key ^ (1 << input));
        for (let bit = 0; bit < 32; bit++) flips[bit] += (change >>> bit) & 1;
      }
      for (const count of flips) {
        const score = (count - samples / 2) / Math.sqrt(samples / 4);
        expect(Math.abs(score)).toBeLessThan(limit);
      }
    }
  });
});

describe("keyed draws", () => {
  const samples = 256 * 1_000;

  test.each([
    ["neighbouring keys", (i: number) => draw(i, 1)],
    ["neighbouring purposes", (i: number) => draw(42, i)],
    [
      "neighbouring requests of one source",
      (i: number) => draw(mix(7 + Math.imul(i, 0x9e3779b9)), 65),
    ],
    ["sums of neighbours", (i: number) => draw(i, 3) + draw(i + 1, 3)],
    ["sums of two purposes", (i: number) => draw(i, 8) + draw(i, 9)],
    ["differences of neighbouring seeds", (i: number) => draw(mix(i), 0) - draw(mix(i + 1), 0)],
  ])("fill all bytes evenly: %s", (_, bits) => {
    for (const shift of [0, 8, 16, 24]) {
      const counts = countBytes(bits, samples, shift);
      expect(Math.abs(chiSquareScore(counts, () => samples / 256))).toBeLessThan(limit);
    }
  });

  test("a generator with a bias of 1 in 50 in one byte is caught", () => {
    const biased = (i: number) => (i % 50 === 0 ? draw(i, 1) & ~255 : draw(i, 1));
    const counts = countBytes(biased, samples, 0);
    expect(chiSquareScore(counts, () => samples / 256)).toBeGreaterThan(limit);
  });

  test("as a share lie in [0, 1)", () => {
    expect(unit(0)).toBe(0);
    expect(unit(-1)).toBeLessThan(1);
    expect(unit(-1)).toBeGreaterThan(0.9999999);
  });
});

describe("variates", () => {
  const samples = 400_000;

  test.each([
    ["exponential", exponential, [1, 2, 6, 24], (x: number) => 1 - Math.exp(-x)],
    ["normal", normal, [0, 1, 0, 3], normalDistribution],
  ] as const)("%s: moments and distribution", (_, variate, moments, distribution) => {
    const values = Float64Array.from({ length: samples }, (_, i) => variate(draw(i, 77)));
    moments.forEach((expected, index) => {
      const power = index + 1;
      let sum = 0;
      let squares = 0;
      for (const value of values) {
        sum += value ** power;
        squares += value ** (2 * power);
      }
      const mean = sum / samples;
      const error = Math.sqrt((squares / samples - mean ** 2) / samples);
      expect(Math.abs(mean - expected) / error).toBeLessThan(limit);
    });
    // Kolmogorov and Smirnov: the largest distance times sqrt(n) exceeds 3.3 with a chance of 2 exp(-2 x 3.3^2) = 7e-10.
    values.sort();
    let distance = 0;
    for (let i = 0; i < samples; i++) {
      const share = distribution(values[i]);
      distance = Math.max(
        distance,
        Math.abs(share - i / samples),
        Math.abs(share - (i + 1) / samples),
      );
    }
    expect(distance * Math.sqrt(samples)).toBeLessThan(3.3);
    // 64 cells of equal chance show faults that are too local for the largest distance.
    const counts = new Int32Array(64);
    for (const value of values) counts[Math.min(63, Math.floor(64 * distribution(value)))]++;
    expect(Math.abs(chiSquareScore(counts, () => samples / 64))).toBeLessThan(limit);
  });

  test("far values are as frequent as they should be", () => {
    let beyond = 0;
    let large = 0;
    const draws = 4_000_000;
    for (let i = 0; i < draws; i++) {
      if (exponential(draw(i, 5)) > 9) beyond++;
      if (Math.abs(normal(draw(i, 6))) > 3.6) large++;
    }
    const expected = draws * Math.exp(-9);
    expect(Math.abs(beyond - expected) / Math.sqrt(expected)).toBeLessThan(limit);
    const rare = draws * 2 * (1 - normalDistribution(3.6));
    expect(Math.abs(large - rare) / Math.sqrt(rare)).toBeLessThan(limit);
  });
});

/** The normal distribution function by its series and, far out, its continued fraction. */
function normalDistribution(x: number): number {
  const density = Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < 5) {
    let term = x;
    let sum = x;
    for (let k = 3; k < 200; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / (Math.abs(x) + fraction);
  const tail = density / (Math.abs(x) + fraction);
  return x > 0 ? 1 - tail : tail;
}

describe("logarithm and exponential", () => {
  test("are those of the platform to the last digits", () => {
    let worstLog = 0;
    let worstExp = 0;
    for (let i = 0; i < 200_000; i++) {
      const u = unit(draw(i, 11)) + 1e-12;
      const x = i % 2 === 0 ? u : u * 1e6;
      worstLog = Math.max(worstLog, Math.abs(log(x) / Math.log(x) - 1));
      const y = (unit(draw(i, 12)) - 0.5) * 1_200;
      worstExp = Math.max(worstExp, Math.abs(exp(y) / Math.exp(y) - 1));
    }
    expect(worstLog).toBeLessThanOrEqual(4e-16);
    expect(worstExp).toBeLessThanOrEqual(1e-14);
  });

  test("at the edges", () => {
    expect(log(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(log(-1)).toBeNaN();
    expect([log(1), exp(0)]).toEqual([0, 1]);
    expect([exp(-701), exp(701)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });
});
