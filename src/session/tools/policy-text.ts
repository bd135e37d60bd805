import { printDuration, printShare } from "../../drill/system/units.js";
import type { CallPolicy } from "../../world/system.js";

/** A policy as files and tools write it: units in strings, `none` for what is absent. */
export function describePolicy(policy: CallPolicy) {
  const { retries, breaker, fallback, skip, pool } = policy;
  return {
    timeout: orNone(policy.timeoutUs, printDuration),
    connectTimeout: printDuration(policy.connectTimeoutUs),
    retries: retries?.count ?? 0,
    backoff: orNone(
      retries && retries.backoff.baseUs > 0 ? retries.backoff.baseUs : null,
      printDuration,
    ),
    retryBudget: orNone(retries?.budget?.share ?? null, printShare),
    breaker: breaker
      ? {
          failures: printShare(breaker.failureShare),
          window: printDuration(breaker.windowUs),
          minimumCalls: breaker.minimumCalls,
          open: printDuration(breaker.openUs),
          trials: breaker.trialCalls,
        }
      : "none",
    bulkhead: policy.bulkhead ?? "none",
    pool: pool?.connections ?? "none",
    fallback: fallback ? (fallback.mark ?? "empty answer") : "none",
    skippedByFlag: skip?.flag ?? "none",
  };
}

function orNone<Value>(value: Value | null, print: (value: Value) => string): string {
  return value === null ? "none" : print(value);
}
