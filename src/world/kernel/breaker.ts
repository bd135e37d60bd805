/**
 * Circuit breakers with a sliding window of ten buckets.
 *
 * Closed: opens when the window holds at least `minimumCalls` and the share of failures reaches the threshold (>=, as
 * in resilience4j and Hystrix). Open: refuses until its time is over, then half-open on the next call. Half-open: lets
 * `trialCalls` through and refuses the rest; all must pass to close, one failure opens again.
 */
import { Breaker } from "./arrays.js";
import { BreakerWindow, type EdgePolicy } from "./policy.js";
import type { State } from "./state.js";

/** Whether a lane's breaker lets one more attempt through; counts it as a trial when half-open. */
export function breakerAdmits(state: State, lane: number, policy: EdgePolicy): boolean {
  const { lanes } = state;
  if (lanes.breaker[lane] === Breaker.closed) return true;
  if (lanes.breaker[lane] === Breaker.open) {
    if (state.queue.nowUs < lanes.breakerUntilUs[lane]) return false;
    lanes.breaker[lane] = Breaker.halfOpen;
    lanes.trialsStarted[lane] = 0;
    lanes.trialsPassed[lane] = 0;
  }
  if (lanes.trialsStarted[lane] >= policy.breakerTrials) return false;
  lanes.trialsStarted[lane]++;
  return true;
}

/** Tells a lane's breaker how an attempt that it let through ended. */
export function breakerSees(state: State, lane: number, policy: EdgePolicy, ok: boolean): void {
  const { lanes } = state;
  if (lanes.breaker[lane] === Breaker.open) return;
  if (lanes.breaker[lane] === Breaker.halfOpen) {
    if (!ok) open(state, lane, policy);
    else if (++lanes.trialsPassed[lane] >= policy.breakerTrials) close(state, lane);
    return;
  }
  advance(state, lane, policy);
  const slot = lane * BreakerWindow.buckets + (lanes.bucket[lane] % BreakerWindow.buckets);
  if (ok) {
    lanes.successes[slot]++;
    return;
  }
  lanes.failures[slot]++;
  let failures = 0;
  let calls = 0;
  const base = lane * BreakerWindow.buckets;
  for (let i = base; i < base + BreakerWindow.buckets; i++) {
    failures += lanes.failures[i];
    calls += lanes.failures[i] + lanes.successes[i];
  }
  if (calls >= policy.breakerMinimum && failures >= policy.breakerShare * calls)
    open(state, lane, policy);
}

/** Forgets everything, as after a new breaker was configured. */
export function resetBreaker(state: State, lane: number): void {
  close(state, lane);
}

function open(state: State, lane: number, policy: EdgePolicy): void {
  const { lanes } = state;
  lanes.breaker[lane] = Breaker.open;
  lanes.breakerUntilUs[lane] = state.queue.nowUs + policy.breakerOpenUs;
}

function close(state: State, lane: number): void {
  const { lanes } = state;
  lanes.breaker[lane] = Breaker.closed;
  const base = lane * BreakerWindow.buckets;
  lanes.successes.fill(0, base, base + BreakerWindow.buckets);
  lanes.failures.fill(0, base, base + BreakerWindow.buckets);
}

/** Empties the buckets that have left the window. */
function advance(state: State, lane: number, policy: EdgePolicy): void {
  const { lanes } = state;
  const newest = Math.floor(state.queue.nowUs / policy.breakerBucketUs);
  const base = lane * BreakerWindow.buckets;
  const passed = Math.min(BreakerWindow.buckets, newest - lanes.bucket[lane]);
  for (let i = 0; i < passed; i++) {
    const slot = base + ((newest - i) % BreakerWindow.buckets);
    lanes.successes[slot] = 0;
    lanes.failures[slot] = 0;
  }
  lanes.bucket[lane] = newest;
}
