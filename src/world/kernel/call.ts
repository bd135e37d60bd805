/** Calls: attempts, what protects the caller (flag, block, breaker, bulkhead, pool), and how they end. */
import { asDependency, Outcome } from "../outcome.js";
import { attemptKey } from "../random/keyed.js";
import { Bucket, bucketOf } from "../telemetry/histogram.js";
import { BoxField, EdgeField } from "../telemetry/recorder.js";
import { RecordSize } from "./arena.js";
import { breakerAdmits, breakerSees } from "./breaker.js";
import { EventKind, payloadOf } from "./events.js";
import { BlockMode, type EdgePolicy } from "./policy.js";
import { joinPool, leavePool } from "./pool.js";
import {
  Call,
  CallBits,
  CallState,
  CallTime,
  Status,
  Task,
  TaskBits,
  TaskState,
} from "./records.js";
import { backoffUs, mayRetry } from "./retry.js";
import { admit, finish, releaseThread, unqueue, waitForConnection } from "./service.js";
import type { State } from "./state.js";
import { think } from "./think.js";

/** The network's answer to a blocked connection takes this long. */
const enum Block {
  roundTripUs = 1_000,
}

/**
 * Begins a call of a task (or of a user: parent -1) over an arrow and makes the first attempt.
 * The parent must have counted it as pending; it is run again when its last call has ended.
 */
export function beginCall(
  state: State,
  parent: number,
  lane: number,
  edge: number,
  entry: number,
  key: number,
  traced: boolean,
): void {
  const { records } = state;
  const call = records.create();
  const { ints, floats } = records;
  const now = state.queue.nowUs;
  floats[(call >> 1) + CallTime.startedUs] = now;
  ints[call + Call.parent] = parent;
  ints[call + Call.key] = key;
  ints[call + Call.lane] = lane;
  ints[call + Call.place] = edge | (entry << CallBits.entryShift);
  ints[call + Call.status] = CallState.pausing;
  const policy = state.policies[edge];
  state.recorder.edges[edge * EdgeField.width + EdgeField.calls]++;
  ints[call + Call.span] = traced
    ? state.spans.open(edge, parent < 0 ? -1 : ints[parent + Task.span], now)
    : -1;
  if (policy.guarded) beginGuarded(state, call, lane, policy);
  else launch(state, call, policy);
}

/** The first attempt of a call over an arrow with more than a timeout and retries. */
function beginGuarded(state: State, call: number, lane: number, policy: EdgePolicy): void {
  if (policy.skipFlag >= 0 && state.flags[policy.skipFlag] === 1) {
    settle(state, call, Outcome.ok, policy.skipMark < 0 ? 0 : 1 << policy.skipMark);
    return;
  }
  if (policy.budgetShare >= 0)
    state.lanes.tokens[lane] = Math.min(
      policy.budgetCapacity,
      state.lanes.tokens[lane] + policy.budgetShare,
    );
  attemptGuarded(state, call, policy);
}

/** Makes one attempt. */
export function attempt(state: State, call: number): void {
  const policy = state.policies[state.records.ints[call + Call.place] & CallBits.edgeMask];
  if (policy.guarded) attemptGuarded(state, call, policy);
  else launch(state, call, policy);
}

/** Makes one attempt, unless something on the caller's side refuses it or makes it wait. */
function attemptGuarded(state: State, call: number, policy: EdgePolicy): void {
  const lane = state.records.ints[call + Call.lane];
  if (policy.breakerShare >= 0 && !breakerAdmits(state, lane, policy)) {
    conclude(state, call, Outcome.breakerOpen);
    return;
  }
  const { inFlight, waitHead } = state.lanes;
  if (policy.bulkhead >= 0 && inFlight[lane] >= policy.bulkhead) {
    if (policy.breakerShare >= 0) breakerSees(state, lane, policy, false);
    conclude(state, call, Outcome.bulkheadFull);
    return;
  }
  if (policy.poolSize >= 0 && (inFlight[lane] >= policy.poolSize || waitHead[lane] >= 0)) {
    joinPool(state, call, policy);
    return;
  }
  sendGuarded(state, call, policy);
}

/** Sends an attempt that nothing on the caller's side holds back any more, unless the network does. */
function sendGuarded(state: State, call: number, policy: EdgePolicy): void {
  if (policy.blocked === BlockMode.none) launch(state, call, policy);
  else meetBlock(state, call, policy);
}

/** Sends an attempt to the callee. */
function launch(state: State, call: number, policy: EdgePolicy): void {
  const { records, recorder } = state;
  const task = records.create();
  const { ints, floats } = records;
  const place = ints[call + Call.place];
  const edge = place & CallBits.edgeMask;
  const entry = place >>> CallBits.entryShift;
  const retryBits = ints[call + Call.status] & CallBits.retryMask;
  const key = ints[call + Call.key];
  const span = ints[call + Call.span];
  recorder.edges[edge * EdgeField.width + EdgeField.attempts]++;
  ints[call + Call.status] = retryBits | CallState.attempt;
  ints[call + Call.task] = task;
  ints[task + Task.call] = call;
  ints[task + Task.key] = key;
  ints[task + Task.step] = entry;
  ints[task + Task.span] = -1;
  if (retryBits !== 0) {
    recorder.edges[edge * EdgeField.width + EdgeField.retries]++;
    ints[task + Task.key] = attemptKey(key, retryBits >> CallBits.retryShift);
  }
  if (span >= 0)
    ints[task + Task.span] = state.spans.attempt(
      span,
      retryBits >> CallBits.retryShift,
      entry,
      state.queue.nowUs,
    );
  if (policy.counted) state.lanes.inFlight[ints[call + Call.lane]]++;
  if (policy.timeoutUs < 0) floats[(call >> 1) + CallTime.deadlineUs] = -1;
  else giveUpAfter(state, call, edge, policy.timeoutUs);
  admit(state, task, state.program.edgeTo[edge]);
}

/** Lets the caller give up the present attempt after a time. */
function giveUpAfter(state: State, call: number, edge: number, timeoutUs: number): void {
  state.records.floats[(call >> 1) + CallTime.deadlineUs] = state.queue.nowUs + timeoutUs;
  state.after(state.edges.timeoutLine[edge], timeoutUs, EventKind.timeout, call);
}

/** An attempt over a blocked arrow: the network refuses it, or swallows everything. */
function meetBlock(state: State, call: number, policy: EdgePolicy): void {
  const { ints, floats } = state.records;
  const edge = ints[call + Call.place] & CallBits.edgeMask;
  const row = edge * EdgeField.width;
  const retries = ints[call + Call.status] & CallBits.retryMask;
  state.recorder.edges[row + EdgeField.attempts]++;
  if (retries > 0) state.recorder.edges[row + EdgeField.retries]++;
  if (policy.counted) state.lanes.inFlight[ints[call + Call.lane]]++;
  ints[call + Call.task] = -1;
  if (policy.blocked === BlockMode.drop) {
    ints[call + Call.status] = retries | CallState.attempt;
    floats[(call >> 1) + CallTime.deadlineUs] = -1;
    if (policy.timeoutUs >= 0) giveUpAfter(state, call, edge, policy.timeoutUs);
    waitForConnection(state, call);
    return;
  }
  floats[(call >> 1) + CallTime.deadlineUs] = -1;
  ints[call + Call.status] =
    retries | CallState.attempt | (Outcome.blocked << CallBits.outcomeShift);
  state.after(state.lineFor(Block.roundTripUs), Block.roundTripUs, EventKind.settle, call);
}

/** An answer has reached the caller, or goes to nobody because the caller has given up. */
export function answered(state: State, task: number): void {
  const { records } = state;
  const { ints } = records;
  const call = ints[task + Task.call];
  const status = ints[task + Task.status];
  const outcome = (status & TaskBits.outcomeMask) >> TaskBits.outcomeShift;
  const span = ints[task + Task.span];
  if (span >= 0) state.spans.ended(span, state.queue.nowUs, outcome);
  records.free(task);
  if (call >= 0)
    endAttempt(state, call, outcome, (status & TaskBits.marksMask) >> TaskBits.marksShift);
}

/** The deadline of the present attempt, or of waiting for a connection, has come. */
export function timedOut(state: State, call: number): void {
  const { ints } = state.records;
  const doing = ints[call + Status.word] & Status.stateMask;
  // A stale timeout may find its record used again, by a task that began at this very moment.
  if (doing < CallState.attempt) return;
  if (doing === CallState.pooled) {
    leavePool(state, call);
    const policy = state.policies[ints[call + Call.place] & CallBits.edgeMask];
    // A trial of which a half-open breaker never heard again would keep it half open for ever.
    if (policy.breakerShare >= 0) breakerSees(state, ints[call + Call.lane], policy, false);
    conclude(state, call, Outcome.poolTimeout);
    return;
  }
  const task = ints[call + Call.task];
  if (task < 0) {
    const { connectTimeoutUs, timeoutUs } =
      state.policies[ints[call + Call.place] & CallBits.edgeMask];
    const byResponse = timeoutUs >= 0 && timeoutUs < connectTimeoutUs;
    endAttempt(state, call, byResponse ? Outcome.timeout : Outcome.connectTimeout, 0);
    return;
  }
  ints[task + Task.call] = -1;
  if (!state.program.system.abandonedWorkGoesOn) vanish(state, task);
  endAttempt(state, call, Outcome.timeout, 0);
}

/** The unreal alternative to abandoned work: the callee forgets the request at once, and so do its own callees. */
function vanish(state: State, task: number): void {
  const { records } = state;
  const { ints } = records;
  const status = ints[task + Task.status];
  const rest = status & ~Status.stateMask;
  switch (status & Status.stateMask) {
    case TaskState.queued:
      unqueue(state, task);
      records.free(task);
      return;
    case TaskState.working:
      releaseThread(state, task);
      ints[task + Task.status] = rest | TaskState.deadWorking;
      return;
    case TaskState.waiting:
      releaseThread(state, task);
      ints[task + Task.status] = rest | TaskState.deadWaiting;
      for (let call = 0; call < records.used; call += RecordSize.words) {
        const words = records.ints;
        if ((words[call + Status.word] & Status.stateMask) !== CallState.attempt) continue;
        const child = words[call + Call.task];
        if (words[call + Call.parent] !== task || child < 0) continue;
        words[child + Task.call] = -1;
        vanish(state, child);
        endAttempt(state, call, Outcome.killed, 0);
      }
  }
}

/** An attempt has come to its outcome: the connection is free again. */
function endAttempt(state: State, call: number, outcome: number, marks: number): void {
  const { ints, floats } = state.records;
  const edge = ints[call + Call.place] & CallBits.edgeMask;
  const policy = state.policies[edge];
  state.recorder.edges[edge * EdgeField.width + EdgeField.attemptOutcomes + outcome]++;
  const lane = ints[call + Call.lane];
  if (policy.guarded) {
    if (policy.counted) state.lanes.inFlight[lane]--;
    if (policy.breakerShare >= 0) breakerSees(state, lane, policy, outcome === Outcome.ok);
  }
  if (outcome === Outcome.ok) {
    settle(state, call, outcome, marks);
  } else {
    floats[(call >> 1) + CallTime.deadlineUs] = -1;
    ints[call + Call.task] = -1;
    concludeUnder(state, call, outcome, policy);
  }
  if (policy.counted && state.lanes.waitHead[lane] >= 0) admitFromPool(state, lane);
}

/** Decides what follows a failure: another attempt, the fallback, or the failure of the whole call. */
function conclude(state: State, call: number, outcome: number): void {
  const policy = state.policies[state.records.ints[call + Call.place] & CallBits.edgeMask];
  concludeUnder(state, call, outcome, policy);
}

function concludeUnder(state: State, call: number, outcome: number, policy: EdgePolicy): void {
  const { ints } = state.records;
  const retries = ints[call + Call.status] & CallBits.retryMask;
  if (mayRetry(state, call, outcome, policy)) {
    ints[call + Call.status] = (retries + (1 << CallBits.retryShift)) | CallState.pausing;
    const delayUs = backoffUs(state, call, policy);
    if (delayUs === 0)
      if (policy.guarded) attemptGuarded(state, call, policy);
      else launch(state, call, policy);
    else state.queue.schedule(state.queue.nowUs + delayUs, payloadOf(EventKind.retry, call));
    return;
  }
  if (policy.fallbackUs < 0) settle(state, call, outcome, 0);
  else if (policy.fallbackUs === 0) settle(state, call, Outcome.ok, fallbackMarks(policy));
  else {
    ints[call + Call.status] =
      retries | CallState.pausing | (CallBits.fallback << CallBits.outcomeShift);
    state.after(state.lineFor(policy.fallbackUs), policy.fallbackUs, EventKind.settle, call);
  }
}

/** The event for which a call paused: the network's refusal has come, or the fallback is ready. */
export function settleNow(state: State, call: number): void {
  const { ints } = state.records;
  const outcome = (ints[call + Call.status] & CallBits.outcomeMask) >> CallBits.outcomeShift;
  if (outcome === CallBits.fallback) {
    const policy = state.policies[ints[call + Call.place] & CallBits.edgeMask];
    settle(state, call, Outcome.ok, fallbackMarks(policy));
  } else {
    endAttempt(state, call, outcome, 0);
  }
}

/** The pause before another attempt is over. A caller that was stopped meanwhile does not try again. */
export function retryNow(state: State, call: number): void {
  const { ints } = state.records;
  const parent = ints[call + Call.parent];
  const dead =
    parent >= 0 && (ints[parent + Status.word] & Status.stateMask) === TaskState.deadWaiting;
  if (dead) settle(state, call, Outcome.killed, 0);
  else attempt(state, call);
}

function fallbackMarks(policy: EdgePolicy): number {
  return policy.fallbackMark < 0 ? 0 : 1 << policy.fallbackMark;
}

/** Ends a call: counts it and tells whoever made it. */
function settle(state: State, call: number, outcome: number, marks: number): void {
  const { records, recorder } = state;
  const { ints } = records;
  const edge = ints[call + Call.place] & CallBits.edgeMask;
  const row = edge * EdgeField.width;
  const counters = recorder.edges;
  const parent = ints[call + Call.parent];
  counters[row + EdgeField.callOutcomes + outcome]++;
  // A user who failed has no useful latency; for a service, the time lost on failures counts as well.
  if (parent >= 0 || outcome === Outcome.ok) {
    const latencyUs = state.queue.nowUs - records.floats[(call >> 1) + CallTime.startedUs];
    counters[row + EdgeField.latencySumUs] += latencyUs;
    recorder.histograms[(2 * recorder.boxCount + edge) * Bucket.count + bucketOf(latencyUs)]++;
  }
  if (marks !== 0) countMarks(state, row, marks);
  const span = ints[call + Call.span];
  if (span >= 0) state.spans.ended(span, state.queue.nowUs, outcome);
  records.free(call);
  if (parent < 0) {
    const { closedSource } = state.program;
    if (closedSource[edge] >= 0) think(state, closedSource[edge]);
    return;
  }
  answerParent(state, parent, outcome, marks);
}

function countMarks(state: State, row: number, marks: number): void {
  const counters = state.recorder.edges;
  for (let mark = 0; mark < 8; mark++)
    if (marks & (1 << mark)) counters[row + EdgeField.marks + mark]++;
}

/** One call less is pending; after the last one the task goes on. */
function answerParent(state: State, parent: number, outcome: number, marks: number): void {
  const { records } = state;
  const { ints } = records;
  let status = (ints[parent + Task.status] - TaskBits.onePending) | (marks << TaskBits.marksShift);
  if (outcome !== Outcome.ok && (status & TaskBits.outcomeMask) === 0)
    status |= asDependency[outcome] << TaskBits.outcomeShift;
  ints[parent + Task.status] = status;
  if (status >>> TaskBits.pendingShift > 0) return;
  if ((status & Status.stateMask) === TaskState.deadWaiting) records.free(parent);
  else {
    ints[parent + Task.status] = (status & ~Status.stateMask) | TaskState.ready;
    state.ready.push(parent);
  }
}

/** A request at its queue's maximum wait is answered, if it still waits. */
export function queueLimitReached(state: State, task: number): void {
  const box = state.program.instanceBox[state.records.ints[task + Task.instance]];
  state.recorder.boxes[box * BoxField.width + BoxField.expired]++;
  unqueue(state, task);
  state.records.ints[task + Task.status] =
    TaskState.answering | (Outcome.expired << TaskBits.outcomeShift);
  answered(state, task);
}

/** Hands free connections to those who wait for one. A pool that was taken away lets all of them go on. */
export function admitFromPool(state: State, lane: number): void {
  const { lanes } = state;
  for (let call = lanes.waitHead[lane]; call >= 0; call = lanes.waitHead[lane]) {
    const policy = state.policies[state.records.ints[call + Call.place] & CallBits.edgeMask];
    if (policy.poolSize >= 0 && lanes.inFlight[lane] >= policy.poolSize) return;
    leavePool(state, call);
    sendGuarded(state, call, policy);
  }
}

/** A task has run its last step: it answers and its thread goes to the next. */
export function complete(state: State, task: number): void {
  finish(state, task);
  answered(state, task);
}
