/** Whether and when a failed attempt is made again. */
import { isLocalRefusal } from "../outcome.js";
import { draw, Purpose, unit } from "../random/keyed.js";
import { type EdgePolicy, Jitter } from "./policy.js";
import { Call, CallBits, Status, TaskState } from "./records.js";
import type { State } from "./state.js";

/** Asks the policy's count, probability and budget; a retry that is allowed has been paid for. */
export function mayRetry(state: State, call: number, outcome: number, policy: EdgePolicy): boolean {
  const { ints } = state.records;
  const retries = (ints[call + Call.status] & CallBits.retryMask) >> CallBits.retryShift;
  if (retries >= policy.retryCount || isLocalRefusal(outcome)) return false;
  const parent = ints[call + Call.parent];
  if (parent >= 0 && (ints[parent + Status.word] & Status.stateMask) === TaskState.deadWaiting)
    return false;
  if (
    policy.retryProbability < 1 &&
    unit(draw((ints[call + Call.key] + retries) | 0, Purpose.retry)) >= policy.retryProbability
  )
    return false;
  if (policy.budgetShare < 0) return true;
  const { tokens } = state.lanes;
  const lane = ints[call + Call.lane];
  if (tokens[lane] < 1) return false;
  tokens[lane] -= 1;
  return true;
}

/** The pause before retry n (from 1): base x factor^(n-1), at most the maximum, then jitter. In whole microseconds. */
export function backoffUs(state: State, call: number, policy: EdgePolicy): number {
  if (policy.backoffBaseUs === 0) return 0;
  const { ints } = state.records;
  const retry = (ints[call + Call.status] & CallBits.retryMask) >> CallBits.retryShift;
  let delayUs = policy.backoffBaseUs;
  for (let i = 1; i < retry && delayUs < policy.backoffMaximumUs; i++)
    delayUs *= policy.backoffFactor;
  delayUs = Math.min(delayUs, policy.backoffMaximumUs);
  if (policy.jitter === Jitter.none) return Math.round(delayUs);
  const u = unit(draw((ints[call + Call.key] + retry) | 0, Purpose.backoff));
  if (policy.jitter === Jitter.full) return Math.round(delayUs * u);
  return Math.round(delayUs * (0.5 + 0.5 * u));
}
