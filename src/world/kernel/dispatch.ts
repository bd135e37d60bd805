/** The event loop: takes events in order and hands each to the part of the kernel that it concerns. */
import { answered, queueLimitReached, retryNow, settleNow, timedOut } from "./call.js";
import { applyChange, rolledOut, started } from "./changes.js";
import { EventKind } from "./events.js";
import { CallTime, Status, Task, TaskState, TaskTime } from "./records.js";
import { arrive, send } from "./source.js";
import type { State } from "./state.js";
import { run } from "./steps.js";
import { tick } from "./tick.js";

/** Runs all events up to and including a time; the clock then stands at that time. */
export function runUntil(state: State, timeUs: number): void {
  const { queue } = state;
  let events = 0;
  for (let payload = queue.takeUntil(timeUs); payload >= 0; payload = queue.takeUntil(timeUs)) {
    if ((payload & 15) === EventKind.line) events += takeFromLine(state, payload >> 4);
    else {
      handle(state, payload);
      events++;
    }
    runReady(state);
  }
  state.eventCount += events;
  queue.nowUs = timeUs;
}

/** Runs the tasks that have become ready. */
export function runReady(state: State): void {
  const { ready } = state;
  for (let task = ready.take(); task >= 0; task = ready.take()) run(state, task);
}

function handle(state: State, payload: number): void {
  const number = payload >> 4;
  switch (payload & 15) {
    case EventKind.workDone:
      workDone(state, number);
      break;
    case EventKind.arrival:
      arrive(state, number);
      break;
    case EventKind.answer:
      answered(state, number);
      break;
    case EventKind.timeout:
      if (state.records.floats[(number >> 1) + CallTime.deadlineUs] === state.queue.nowUs)
        timedOut(state, number);
      break;
    case EventKind.queueLimit:
      if (waitsSince(state, number)) queueLimitReached(state, number);
      break;
    case EventKind.retry:
      retryNow(state, number);
      break;
    case EventKind.settle:
      settleNow(state, number);
      break;
    case EventKind.userReady:
      send(state, number);
      break;
    case EventKind.tick:
      tick(state);
      break;
    case EventKind.change:
      applyChange(state, state.program.system.timeline[number].change);
      break;
    case EventKind.started:
      started(state, number);
      break;
    case EventKind.rollout:
      rolledOut(state, number);
      break;
  }
}

/** Handles the head of a line, then drops stale timeouts until the next live entry. Returns the events handled. */
function takeFromLine(state: State, line: number): number {
  const { queue } = state;
  const ring = queue.lines[line];
  // The head stays until it is handled: a line that is being served must not look empty to those who add to it.
  handle(state, ring.headPayload());
  ring.shift();
  while (ring.count > 0) {
    const next = ring.headPayload();
    if ((next & 15) !== EventKind.timeout) break;
    if (
      state.records.floats[((next >> 4) >> 1) + CallTime.deadlineUs] === queue.lineHeadTimeUs(line)
    )
      break;
    ring.shift();
  }
  queue.exposeLine(line);
  return 1;
}

function workDone(state: State, task: number): void {
  const { records } = state;
  const status = records.ints[task + Task.status];
  if ((status & Status.stateMask) === TaskState.working) {
    // Ready and working differ in one bit.
    records.ints[task + Task.status] = status & ~1;
    run(state, task);
  } else {
    records.free(task);
  }
}

/** Whether a queue limit event is for a request that waits since the matching moment (and not for a later one). */
function waitsSince(state: State, task: number): boolean {
  const { program, records } = state;
  const { ints, floats } = records;
  if ((ints[task + Status.word] & Status.stateMask) !== TaskState.queued) return false;
  const { spec } = program.boxes[program.instanceBox[ints[task + Task.instance]]];
  const limitUs = spec.queue.maximumWaitUs ?? -1;
  return floats[(task >> 1) + TaskTime.arrivedUs] + limitUs === state.queue.nowUs;
}
