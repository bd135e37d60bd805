/** A call policy as numbers, and the timeout lines that belong to it. -1 stands for "none". */
import type { CallPolicy } from "../system.js";
import type { Program } from "./program.js";

export const enum Jitter {
  none = 0,
  full = 1,
  equal = 2,
}

/** What the network does with connections over an arrow. */
export const enum BlockMode {
  none = 0,
  reject = 1,
  drop = 2,
}

const jitters = { none: Jitter.none, full: Jitter.full, equal: Jitter.equal };

export interface EdgePolicy {
  /** The policy as it was said, for display and for partial changes. */
  readonly said: CallPolicy;
  /** Whether anything but a timeout and retries stands between the caller and the callee. */
  readonly guarded: boolean;
  /** Whether attempts in flight are limited, so that they have to be counted. */
  readonly counted: boolean;
  /** See `BlockMode`. */
  readonly blocked: number;
  readonly connectTimeoutUs: number;
  readonly timeoutUs: number;
  readonly retryCount: number;
  readonly retryProbability: number;
  readonly backoffBaseUs: number;
  readonly backoffFactor: number;
  readonly backoffMaximumUs: number;
  readonly jitter: number;
  readonly budgetShare: number;
  readonly budgetCapacity: number;
  readonly breakerShare: number;
  readonly breakerBucketUs: number;
  readonly breakerMinimum: number;
  readonly breakerOpenUs: number;
  readonly breakerTrials: number;
  readonly bulkhead: number;
  readonly poolSize: number;
  readonly poolWaitUs: number;
  readonly fallbackUs: number;
  readonly fallbackMark: number;
  readonly skipFlag: number;
  readonly skipMark: number;
}

/** Buckets that a breaker's window is divided into, as in Hystrix and opossum. */
export const enum BreakerWindow {
  buckets = 10,
}

export function compilePolicy(program: Program, said: CallPolicy, blocked: number): EdgePolicy {
  const { retries, breaker, pool, fallback, skip } = said;
  const counted = said.bulkhead !== null || pool !== null;
  const mark = (name: string | null | undefined) => (name ? program.marks.indexOf(name) : -1);
  return {
    said,
    guarded:
      counted ||
      breaker !== null ||
      skip !== null ||
      !!retries?.budget ||
      blocked !== BlockMode.none,
    counted,
    blocked,
    connectTimeoutUs: said.connectTimeoutUs,
    timeoutUs: said.timeoutUs ?? -1,
    retryCount: retries?.count ?? 0,
    retryProbability: retries?.probability ?? 1,
    backoffBaseUs: retries?.backoff.baseUs ?? 0,
    backoffFactor: retries?.backoff.factor ?? 1,
    backoffMaximumUs: retries?.backoff.maximumUs ?? 0,
    jitter: jitters[retries?.backoff.jitter ?? "none"],
    budgetShare: retries?.budget?.share ?? -1,
    budgetCapacity: retries?.budget?.capacity ?? 0,
    breakerShare: breaker?.failureShare ?? -1,
    breakerBucketUs: breaker
      ? Math.max(1, Math.floor(breaker.windowUs / BreakerWindow.buckets))
      : 0,
    breakerMinimum: breaker?.minimumCalls ?? 0,
    breakerOpenUs: breaker?.openUs ?? 0,
    breakerTrials: breaker?.trialCalls ?? 0,
    bulkhead: said.bulkhead ?? -1,
    poolSize: pool?.connections ?? -1,
    poolWaitUs: pool?.maximumWaitUs ?? -1,
    fallbackUs: fallback ? fallback.delayUs : -1,
    fallbackMark: mark(fallback?.mark),
    skipFlag: skip ? program.flags.indexOf(skip.flag) : -1,
    skipMark: mark(skip?.mark),
  };
}
