/**
 * Randomness without a stream: every draw is a function of what it is for.
 *
 * A draw is keyed by the request it belongs to, the hop, the attempt and the purpose, so that two forks of a run see
 * the same luck for the same request even when their events happen in another order.
 */

/** The golden ratio in 32 bits: odd, so that stepping by it visits every key before one comes again. */
export const enum Mixing {
  stride = 0x9e3779b9 | 0,
  /** Another odd step, for the gaps between a source's requests. */
  gap = 0x7feb352d,
}

/** A bijection of 32 bits without detectable bias: "triple32" of C. Wellons' hash prospector (2018). */
export function mix(key: number): number {
  let x = key;
  x ^= x >>> 17;
  x = Math.imul(x, 0xed5ad4bb);
  x ^= x >>> 11;
  x = Math.imul(x, 0xac4c1b51);
  x ^= x >>> 15;
  x = Math.imul(x, 0x31848bab);
  x ^= x >>> 14;
  return x;
}

/**
 * The key of a call that a task makes at one place of its operation, and of one attempt of a call.
 *
 * Keys need not look random, they must only differ: a multiplication between the additions keeps sums along different
 * paths through a system apart, and every draw mixes its key.
 */
export function callKey(taskKey: number, place: number): number {
  return Math.imul((taskKey + Math.imul(place + 1, 0x2545f491)) | 0, 0x9e3779b1);
}

/** See `callKey`; retries are counted from 0. */
export function attemptKey(key: number, retries: number): number {
  return (key + Math.imul(retries, 0x6c8e9cf5)) | 0;
}

/** 32 random bits (as a signed integer) for one purpose of one key. */
export function draw(key: number, purpose: number): number {
  // Kept within 32 bits, so that no sum is a floating-point number on its way.
  return mix((key + Math.imul(purpose + 1, Mixing.stride)) | 0);
}

/** The bits of a draw as a number in [0, 1). */
export function unit(bits: number): number {
  return (bits >>> 0) * 2.3283064365386963e-10;
}

/** What a draw is for; the step of an operation is added to `work`, `branch` and `call`, so they come last. */
export const enum Purpose {
  route = 1,
  shed = 2,
  shift = 3,
  error = 4,
  retry = 5,
  backoff = 6,
  balance = 7,
  gap = 8,
  think = 9,
  step = 64,
}
