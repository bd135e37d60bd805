/**
 * Call policies as people write them: of an arrow in a file, of a user's reloads, and of the tool that sets them.
 */
import { z } from "zod";
import type { CallPolicy, RetrySpec } from "../../world/system.js";
import { count, duration, name, orNone, positiveDuration, share } from "../fields.js";

const immediately: RetrySpec["backoff"] = { baseUs: 0, factor: 1, maximumUs: 0, jitter: "none" };
const mostRetries = 100;

const backoff = z
  .strictObject({
    base: duration,
    factor: z.number().min(1).max(10).default(2),
    maximum: duration.prefault("20 s"),
    jitter: z.enum(["none", "full", "equal"]).default("full"),
  })
  .transform((file): RetrySpec["backoff"] => ({
    baseUs: file.base,
    factor: file.factor,
    maximumUs: file.maximum,
    jitter: file.jitter,
  }));

const retries = z
  .strictObject({
    count: count(0, mostRetries),
    backoff: backoff.optional(),
    budget: orNone(
      z.strictObject({ share, capacity: z.number().positive().max(1_000_000).default(100) }),
    ).prefault("none"),
    probability: share.prefault("100 %"),
  })
  .transform(
    (file): RetrySpec => ({
      count: file.count,
      backoff: file.backoff ?? immediately,
      budget: file.budget,
      probability: file.probability,
    }),
  );

const plainRetries = count(0, mostRetries).transform((times): RetrySpec | null =>
  times === 0 ? null : { count: times, backoff: immediately, budget: null, probability: 1 },
);

/** `none`, `3` (immediate retries) or a map. */
export const retriesField = z.union([
  z.literal("none").transform(() => null),
  retries,
  plainRetries,
]);

const breaker = z
  .strictObject({
    failures: share.prefault("50 %"),
    window: positiveDuration.prefault("10 s"),
    minimumCalls: count(1).default(20),
    open: positiveDuration.prefault("30 s"),
    trials: count(1, 1_000).default(5),
  })
  .transform((file) => ({
    failureShare: file.failures,
    windowUs: file.window,
    minimumCalls: file.minimumCalls,
    openUs: file.open,
    trialCalls: file.trials,
  }));

const pool = z
  .strictObject({ connections: count(1), maximumWait: orNone(duration).prefault("none") })
  .transform((file) => ({ connections: file.connections, maximumWaitUs: file.maximumWait }));

const mark = orNone(name).prefault("none");

const fallback = z
  .strictObject({ after: duration.prefault("0 s"), mark })
  .transform((file) => ({ delayUs: file.after, mark: file.mark }));

const skip = z.strictObject({ flag: name, mark });

/** The fields of a policy; each may be left out. */
export const policyFields = {
  connectTimeout: positiveDuration.optional(),
  timeout: orNone(positiveDuration).optional(),
  retries: retriesField.optional(),
  breaker: orNone(breaker).optional(),
  bulkhead: orNone(count(1)).optional(),
  pool: orNone(pool).optional(),
  fallback: orNone(fallback).optional(),
  skip: orNone(skip).optional(),
};

const policySchema = z.strictObject(policyFields);
export type PolicyFile = z.output<typeof policySchema>;

/** The part of a policy that the file speaks about; what it leaves out is absent. */
export function readPolicy(file: PolicyFile): Partial<CallPolicy> {
  const part: Partial<CallPolicy> = {};
  if (file.connectTimeout !== undefined) part.connectTimeoutUs = file.connectTimeout;
  if (file.timeout !== undefined) part.timeoutUs = file.timeout;
  if (file.retries !== undefined) part.retries = file.retries;
  if (file.breaker !== undefined) part.breaker = file.breaker;
  if (file.bulkhead !== undefined) part.bulkhead = file.bulkhead;
  if (file.pool !== undefined) part.pool = file.pool;
  if (file.fallback !== undefined) part.fallback = file.fallback;
  if (file.skip !== undefined) part.skip = file.skip;
  return part;
}
