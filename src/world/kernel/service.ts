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

/** Brings the integrals of busy threads and waiting requests of an instance up to now. */
export function integrate(state: State, instance: number): void {
  const { ints, floats } = state.instances;
  const at = instance << 2;
  const now = state.queue.nowUs;
  const elapsed = now - floats[at + InstanceTime.changedUs];
  floats[at + InstanceTime.changedUs] = now;
  floats[at + InstanceTime.busyAreaUs] += ints[at + Instance.busy] * elapsed;
  floats[at + InstanceTime.queueAreaUs] += ints[at + Instance.queued] * elapsed;
}

/** A request arrives at a box: it gets a thread, a place in the queue, a refusal or silence. */
export function admit(state: State, task: number, box: number): void {
  const { records, program } = state;
  const counters = state.recorder.boxes;
  const row = box * BoxField.width;
  records.floats[(task >> 2) + TaskTime.arrivedUs] = state.queue.nowUs;
  counters[row + BoxField.arrivals]++;
  const instance = pick(state, task, box);
  if (instance < 0) {
    counters[row + BoxField.unavailable]++;
    answerLater(state, task, box, Outcome.down);
    return;
  }
  records.ints[task + Task.instance] = instance;
  const { ints } = state.instances;
  const at = instance << 2;
  if (ints[at + Instance.busy] < program.limits[2 * instance]) {
    integrate(state, instance);
    ints[at + Instance.busy]++;
    start(state, task);
  } else if (ints[at + Instance.queued] < program.limits[2 * instance + 1]) {
    integrate(state, instance);
    ints[at + Instance.queued]++;
    const traits = program.boxQueue[box];
    enqueue(state, task, at, (traits & QueueTrait.lifo) !== 0);
    if (traits & QueueTrait.limited) limitWait(state, task, box);
  } else if ((program.boxQueue[box] & QueueTrait.silentWhenFull) === 0) {
    counters[row + BoxField.refused]++;
    refuse(state, task, instance, box);
  } else {
    counters[row + BoxField.dropped]++;
    const call = records.ints[task + Task.call];
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
  if (replicas === 1) return up[firstInstance] === Up.up ? firstInstance : -1;
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
  floats[(task >> 2) + TaskTime.startedUs] = now;
  ints[task + Task.status] = TaskState.ready;
  const span = ints[task + Task.span];
  if (span >= 0) state.spans.began(span, now);
  state.ready.push(task);
}

/** Puts a task, already counted as queued, at the end of its instance's queue (or at the head). */
function enqueue(state: State, task: number, at: number, lifo: boolean): void {
  const { ints } = state.records;
  const queues = state.instances.ints;
  ints[task + Task.status] = TaskState.queued;
  const head = queues[at + Instance.head];
  if (head < 0) {
    ints[task + Task.previous] = -1;
    ints[task + Task.link] = -1;
    queues[at + Instance.head] = task;
    queues[at + Instance.tail] = task;
  } else if (lifo) {
    ints[task + Task.previous] = -1;
    ints[task + Task.link] = head;
    ints[head + Task.previous] = task;
    queues[at + Instance.head] = task;
  } else {
    const tail = queues[at + Instance.tail];
    ints[task + Task.previous] = tail;
    ints[task + Task.link] = -1;
    ints[tail + Task.link] = task;
    queues[at + Instance.tail] = task;
  }
}

/** Takes a queued task out of its queue, wherever it stands. */
export function unqueue(state: State, task: number): void {
  const { ints } = state.records;
  const queues = state.instances.ints;
  const instance = ints[task + Task.instance];
  const at = instance << 2;
  integrate(state, instance);
  queues[at + Instance.queued]--;
  const before = ints[task + Task.previous];
  const behind = ints[task + Task.link];
  if (before >= 0) ints[before + Task.link] = behind;
  else queues[at + Instance.head] = behind;
  if (behind >= 0) ints[behind + Task.previous] = before;
  else queues[at + Instance.tail] = before;
}

/** Frees the thread that a task held and hands it to the next in the queue. */
export function releaseThread(state: State, task: number): void {
  const { instances, program, records } = state;
  const { ints } = records;
  const instance = ints[task + Task.instance];
  const at = instance << 2;
  for (;;) {
    const next = instances.ints[at + Instance.head];
    if (next < 0) break;
    unqueue(state, next);
    if (ints[next + Task.call] < 0) {
      const box = program.instanceBox[instance];
      if (program.boxQueue[box] & QueueTrait.dropsExpired) {
        state.recorder.boxes[box * BoxField.width + BoxField.expired]++;
        records.free(next);
        continue;
      }
    }
    start(state, next);
    return;
  }
  integrate(state, instance);
  instances.ints[at + Instance.busy]--;
}

/** Counts a finished task and frees its thread. The answer is for the caller to take from the record. */
export function finish(state: State, task: number): void {
  const { recorder, records } = state;
  const { ints, floats } = records;
  const box = state.program.instanceBox[ints[task + Task.instance]];
  const counters = recorder.boxes;
  const row = box * BoxField.width;
  const now = state.queue.nowUs;
  const latencyUs = now - floats[(task >> 2) + TaskTime.startedUs];
  const sojournUs = now - floats[(task >> 2) + TaskTime.arrivedUs];
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
  const { costUs, roundTripUs } = state.program.boxes[box].spec.refusal;
  const { floats } = state.instances;
  const at = (instance << 2) + InstanceTime.acceptorFreeUs;
  const now = state.queue.nowUs;
  const doneUs = (floats[at] > now ? floats[at] : now) + costUs;
  floats[at] = doneUs;
  answering(state, task, Outcome.refused);
  if (state.acceptorLines[instance] < 0) {
    state.acceptorLines[instance] = state.queue.addLine();
    state.lineDelays.push(-1);
  }
  state.queue.scheduleInLine(
    state.acceptorLines[instance],
    doneUs + roundTripUs,
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
  const deadline = (call >> 2) + CallTime.deadlineUs;
  const policy = state.policies[ints[call + Call.place] & CallBits.edgeMask];
  const giveUpUs = state.queue.nowUs + policy.connectTimeoutUs;
  ints[call + Call.task] = -1;
  if (floats[deadline] >= 0 && floats[deadline] <= giveUpUs) return;
  floats[deadline] = giveUpUs;
  state.queue.schedule(giveUpUs, payloadOf(EventKind.timeout, call));
}
