/**
 * Latency histograms with logarithmic buckets: 32 to an octave, so that a value read back is within 1.6 % of the truth.
 *
 * Values are whole microseconds below 2^32 (71 min); larger ones count as that.
 */

export const enum Bucket {
  count = 896,
  /** Values are counted as at most this. */
  largest = 4294967295,
}

/** The largest relative distance between a value and the middle of its bucket. */
export const relativeError = 1 / 64;

/** The bucket of a value. */
export function bucketOf(valueUs: number): number {
  const value = valueUs > Bucket.largest ? Bucket.largest : valueUs >>> 0;
  if (value < 64) return value;
  const shift = 26 - Math.clz32(value);
  return (shift << 5) + (value >>> shift);
}

/** The middle of a bucket in microseconds. */
export function bucketMiddleUs(bucket: number): number {
  if (bucket < 64) return bucket;
  const shift = (bucket >> 5) - 1;
  const width = 1 << shift;
  return (bucket - (shift << 5)) * width + (width - 1) / 2;
}

/** The value below which a share of all counted values lies, in microseconds; null for an empty histogram. */
export function percentileUs(counts: ArrayLike<number>, share: number): number | null {
  let total = 0;
  for (let bucket = 0; bucket < Bucket.count; bucket++) total += counts[bucket];
  if (total === 0) return null;
  // The rank of the value; at least the first, so that a share of 0 is the minimum.
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  for (let bucket = 0; bucket < Bucket.count; bucket++) {
    seen += counts[bucket];
    if (seen >= rank) return bucketMiddleUs(bucket);
  }
  return bucketMiddleUs(Bucket.count - 1);
}
