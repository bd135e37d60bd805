/** Latency histograms read back within the error they state. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bucketMiddleUs,
  bucketOf,
  percentileUs,
  relativeError,
} from "../../src/world/telemetry/histogram.js";

const buckets = 896;
const largestUs = 4_294_967_295;
const micros = fc.oneof(fc.nat(200), fc.nat(2_000_000), fc.nat(largestUs));

describe("latency buckets", () => {
  test("keep every value within 1/64", () => {
    fc.assert(
      fc.property(micros, (valueUs) => {
        const bucket = bucketOf(valueUs);
        expect(bucket).toBeGreaterThanOrEqual(0);
        expect(bucket).toBeLessThan(buckets);
        const distance = Math.abs(bucketMiddleUs(bucket) - valueUs);
        expect(distance).toBeLessThanOrEqual(valueUs * relativeError);
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });

  test("rise with the value", () => {
    fc.assert(
      fc.property(micros, micros, (a, b) => {
        if (a <= b) expect(bucketOf(a)).toBeLessThanOrEqual(bucketOf(b));
      }),
      { numRuns: 2_000, seed: 2 },
    );
  });

  test("count what is longer than 71 minutes as 71 minutes", () => {
    expect(bucketOf(1e12)).toBe(bucketOf(largestUs));
    expect(bucketOf(1e12)).toBe(buckets - 1);
  });
});

describe("percentiles", () => {
  test("are within the error of the exact ones, and in order", () => {
    fc.assert(
      fc.property(fc.array(micros, { minLength: 1, maxLength: 200 }), (values) => {
        const counts = new Int32Array(buckets);
        for (const value of values) counts[bucketOf(value)]++;
        const sorted = Float64Array.from(values).sort();
        const read = [0, 0.5, 0.95, 0.99, 1].map((share) => {
          const exact = sorted[Math.max(1, Math.ceil(share * values.length)) - 1];
          const found = percentileUs(counts, share) as number;
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact * relativeError);
          return found;
        });
        expect(read).toEqual([...read].sort((a, b) => a - b));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  test("of nothing are nothing", () => {
    expect(percentileUs(new Int32Array(buckets), 0.5)).toBeNull();
  });
});
