/** Services: who gets a thread, who waits, who is refused. */
import { Outcome } from "../outcome.js";
import { draw, Purpose } from "../random/keyed.js";
import { Bucket, bucketOf } from "../telemetry/histogram.js";
import { BoxField } from "../telemetry/recorder.js";
import { Instance, InstanceTime, Up } from "./arrays.js";
import { EventKind, payloadOf } from "./events.js";
import { QueueTrait } from "./program.js";
import {
  Call,
  CallBits,
  CallTime,
  Status,
  Task,
  TaskBits,
  TaskState,
  TaskTime,
} from "./records.js";
import type { State } from "./state.js";

/*
 * The integrals of busy threads and of waiting requests over an interval are not kept up to date. What is kept is the
 * sum of the moments at which a thread became busy minus those at which one became free, counted from the beginning of
 * the interval: the integral at any time is then the number now times the time since the beginning, minus that sum.
 */

/** A request arrives at a box: it gets a thread, a place in the queue, a refusal or silence. */
export function admit(state: State, task: number, box: number): void {
  const { records, program, instances, recorder } = state;
  const { ints, floats } = records;
  const { nowUs } = state.queue;
  const counters = recorder.boxes;
  const row = box * BoxField.width;
  floats[(task >> 1) + TaskTime.arrivedUs] = nowUs;
  counters[row + BoxField.arrivals]++;
  let instance = program.boxFirst[box];
  if (state.boxes.replicas[box] !== 1 || instances.up[instance] !== Up.up) {
    instance = pick(state, task, box);
    if (instance < 0) {
      counters[row + BoxField.unavailable]++;
      answerLater(state, task, box, Outcome.down);
      return;
    }
  }
  ints[task + Task.instance] = instance;
  const numbers = instances.ints;
  const at = instance << 2;
  if (numbers[at + Instance.busy] < program.limits[2 * instance]) {
    numbers[at + Instance.busy]++;
    instances.floats[at + InstanceTime.busyMomentsUs] += nowUs - recorder.fromUs;
    start(state, task);
  } else if (numbers[at + Instance.queued] < program.limits[2 * instance + 1]) {
    numbers[at + Instance.queued]++;
    instances.floats[at + InstanceTime.queueMomentsUs] += nowUs - recorder.fromUs;
    const traits = program.boxQueue[box];
    if (traits & QueueTrait.lifo) enqueueFirst(state, task, at);
    else enqueueLast(state, task, at);
    if (traits & QueueTrait.limited) limitWait(state, task, box);
  } else if ((program.boxQueue[box] & QueueTrait.silentWhenFull) === 0) {
    counters[row + BoxField.refused]++;
    refuse(state, task, instance, box);
  } else {
    counters[row + BoxField.dropped]++;
    const call = ints[task + Task.call];
    records.free(task);
    if (call >= 0) waitForConnection(state, call);
  }
}

/** Lets a queued request be answered with an error when it has waited for as long as the service allows. */
function limitWait(state: State, task: number, box: number): void {
  const limitUs = state.program.boxes[box].spec.queue.maximumWaitUs ?? 0;
  state.after(state.lineFor(limitUs), limitUs, EventKind.queueLimit, task);
}

/** Chooses the instance for a request; -1 when none is up. */
function pick(state: State, task: number, box: number): number {
  const replicas = state.boxes.replicas[box];
  const { up, ints } = state.instances;
  const firstInstance = state.program.boxFirst[box];
  const { spec } = state.program.boxes[box];
  if (spec.balance === "least-requests") {
    let best = -1;
    let least = 0;
    for (let instance = firstInstance; instance < firstInstance + replicas; instance++) {
      if (up[instance] !== Up.up) continue;
      const at = instance << 2;
      const load = ints[at + Instance.busy] + ints[at + Instance.queued];
      if (best >= 0 && load >= least) continue;
      best = instance;
      least = load;
    }
    return best;
  }
  // Round robin goes on from the last choice; random starts anywhere. Both take the next replica that is up.
  let offset = state.boxes.rotor[box];
  if (spec.balance === "random")
    offset = (draw(state.records.ints[task + Task.key], Purpose.balance) >>> 0) % replicas;
  for (let tried = 0; tried < replicas; tried++) {
    if (offset >= replicas) offset = 0;
    const instance = firstInstance + offset;
    offset++;
    if (up[instance] !== Up.up) continue;
    state.boxes.rotor[box] = offset;
    return instance;
  }
  return -1;
}

/** Gives a thread, already counted as busy, to a task. */
function start(state: State, task: number): void {
  const { ints, floats } = state.records;
  const now = state.queue.nowUs;
  floats[(task >> 1) + TaskTime.startedUs] = now;
  ints[task + Task.status] = TaskState.ready;
  const span = ints[task + Task.span];
  if (span >= 0) state.spans.began(span, now);
  state.ready.push(task);
}

/** Puts a task, already counted as queued, at the end of its instance's queue. */
function enqueueLast(state: State, task: number, at: number): void {
  const { ints } = state.records;
  const numbers = state.instances.ints;
  const tail = numbers[at + Instance.tail];
  ints[task + Task.status] = TaskState.queued;
  ints[task + Task.previous] = tail;
  ints[task + Task.link] = -1;
  numbers[at + Instance.tail] = task;
  if (tail < 0) numbers[at + Instance.head] = task;
  else ints[tail + Task.link] = task;
}

/** Puts a task, already counted as queued, at the head of its instance's queue. */
function enqueueFirst(state: State, task: number, at: number): void {
  const { ints } = state.records;
  const numbers = state.instances.ints;
  const head = numbers[at + Instance.head];
  ints[task + Task.status] = TaskState.queued;
  ints[task + Task.previous] = -1;
  ints[task + Task.link] = head;
  numbers[at + Instance.head] = task;
  if (head < 0) numbers[at + Instance.tail] = task;
  else ints[head + Task.previous] = task;
}

/** Takes a queued task out of its queue, wherever it stands. */
export function unqueue(state: State, task: number): void {
  const { instances, records } = state;
  const { ints } = records;
  const numbers = instances.ints;
  const at = ints[task + Task.instance] << 2;
  numbers[at + Instance.queued]--;
  instances.floats[at + InstanceTime.queueMomentsUs] -= state.queue.nowUs - state.recorder.fromUs;
  const before = ints[task + Task.previous];
  const behind = ints[task + Task.link];
  if (before >= 0) ints[before + Task.link] = behind;
  else numbers[at + Instance.head] = behind;
  if (behind >= 0) ints[behind + Task.previous] = before;
  else numbers[at + Instance.tail] = before;
}

/** Frees the thread that a task held and hands it to the next in the queue. */
export function releaseThread(state: State, task: number): void {
  const { instances, records } = state;
  const instance = records.ints[task + Task.instance];
  const at = instance << 2;
  const numbers = instances.ints;
  for (let next = numbers[at + Instance.head]; next >= 0; next = numbers[at + Instance.head]) {
    unqueue(state, next);
    if (records.ints[next + Task.call] >= 0 || !dropped(state, next, instance)) {
      start(state, next);
      return;
    }
  }
  numbers[at + Instance.busy]--;
  instances.floats[at + InstanceTime.busyMomentsUs] -= state.queue.nowUs - state.recorder.fromUs;
}

/** Drops a request whose caller has given up, if its service looks at that. */
function dropped(state: State, task: number, instance: number): boolean {
  const { program } = state;
  const box = program.instanceBox[instance];
  if ((program.boxQueue[box] & QueueTrait.dropsExpired) === 0) return false;
  state.recorder.boxes[box * BoxField.width + BoxField.expired]++;
  state.records.free(task);
  return true;
}

/** Counts a finished task and frees its thread. The answer is for the caller to take from the record. */
export function finish(state: State, task: number): void {
  const { recorder, records } = state;
  const { ints, floats } = records;
  const box = state.program.instanceBox[ints[task + Task.instance]];
  const counters = recorder.boxes;
  const row = box * BoxField.width;
  const now = state.queue.nowUs;
  const latencyUs = now - floats[(task >> 1) + TaskTime.startedUs];
  const sojournUs = now - floats[(task >> 1) + TaskTime.arrivedUs];
  const outcome = (ints[task + Task.status] & TaskBits.outcomeMask) >> TaskBits.outcomeShift;
  counters[row + BoxField.outcomes + outcome]++;
  counters[row + BoxField.latencySumUs] += latencyUs;
  counters[row + BoxField.sojournSumUs] += sojournUs;
  recorder.histograms[box * Bucket.count + bucketOf(latencyUs)]++;
  recorder.histograms[(recorder.boxCount + box) * Bucket.count + bucketOf(sojournUs)]++;
  releaseThread(state, task);
}

/** The acceptor of an instance answers refusals one after another. */
function refuse(state: State, task: number, instance: number, box: number): void {
  const { program } = state;
  const { floats } = state.instances;
  const at = (instance << 2) + InstanceTime.acceptorFreeUs;
  const now = state.queue.nowUs;
  const doneUs = (floats[at] > now ? floats[at] : now) + program.refusalUs[2 * box];
  floats[at] = doneUs;
  answering(state, task, Outcome.refused);
  if (state.acceptorLines[instance] < 0) {
    state.acceptorLines[instance] = state.queue.addLine();
    state.lineDelays.push(-1);
  }
  state.queue.scheduleInLine(
    state.acceptorLines[instance],
    doneUs + program.refusalUs[2 * box + 1],
    payloadOf(EventKind.answer, task),
  );
}

function answering(state: State, task: number, outcome: Outcome): void {
  state.records.ints[task + Status.word] = TaskState.answering | (outcome << TaskBits.outcomeShift);
}

/** Sends an answer that costs the callee nothing: a reset connection, nobody listening. */
export function answerLater(state: State, task: number, box: number, outcome: Outcome): void {
  const { roundTripUs } = state.program.boxes[box].spec.refusal;
  answering(state, task, outcome);
  state.after(state.lineFor(roundTripUs), roundTripUs, EventKind.answer, task);
}

/** Lets an attempt that nobody accepts end at its connect timeout, or at its response timeout if that is earlier. */
export function waitForConnection(state: State, call: number): void {
  const { ints, floats } = state.records;
  const deadline = (call >> 1) + CallTime.deadlineUs;
  const policy = state.policies[ints[call + Call.place] & CallBits.edgeMask];
  const giveUpUs = state.queue.nowUs + policy.connectTimeoutUs;
  ints[call + Call.task] = -1;
  if (floats[deadline] >= 0 && floats[deadline] <= giveUpUs) return;
  floats[deadline] = giveUpUs;
  state.queue.schedule(giveUpUs, payloadOf(EventKind.timeout, call));
}
