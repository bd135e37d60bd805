/** The interpreter of operations: runs a task until it has to wait. */
import { Outcome } from "../outcome.js";
import { callKey, draw, Purpose, unit } from "../random/keyed.js";
import { exp } from "../random/mathematics.js";
import { beginCall, complete } from "./call.js";
import { EventKind, payloadOf } from "./events.js";
import { StepKind } from "./program.js";
import { Task, TaskBits, TaskState } from "./records.js";
import type { State } from "./state.js";

/** Runs a ready task on its thread from its present step. */
export function run(state: State, task: number): void {
  const { program, records } = state;
  const { stepKind, stepA, stepB } = program;
  for (;;) {
    const { ints } = records;
    if (ints[task + Task.status] & TaskBits.outcomeMask) {
      complete(state, task);
      return;
    }
    const step = ints[task + Task.step];
    switch (stepKind[step]) {
      case StepKind.work: {
        const durationUs = workUs(state, task, step, stepA[step]);
        ints[task + Task.step] = step + 1;
        if (durationUs === 0) break;
        // Ready and working differ in one bit.
        ints[task + Task.status] |= TaskState.working;
        state.queue.scheduleAfter(durationUs, payloadOf(EventKind.workDone, task));
        return;
      }
      case StepKind.call:
        waitFor(state, task, step, 1);
        callFrom(state, task, step, stepA[step], stepB[step]);
        return;
      case StepKind.parallel:
        callSeveral(state, task, step);
        return;
      case StepKind.branch: {
        const bits = draw(ints[task + Task.key], Purpose.step + step) >>> 1;
        ints[task + Task.step] = bits < stepA[step] ? step + 1 : stepB[step];
        break;
      }
      case StepKind.jump:
        ints[task + Task.step] = stepA[step];
        break;
      default:
        end(state, task);
        return;
    }
  }
}

/** Makes all calls of a fan-out at once. */
function callSeveral(state: State, task: number, step: number): void {
  const { program } = state;
  const first = program.stepA[step];
  const count = program.stepB[step];
  waitFor(state, task, step, count);
  for (let i = 0; i < count; i++) {
    const pair = first + 2 * i;
    // Steps and members of a fan-out share the numbers of draws: members count down from the top.
    callFrom(state, task, -1 - pair, program.fan[pair], program.fan[pair + 1]);
  }
}

/** The task holds its thread until so many calls have ended. */
function waitFor(state: State, task: number, step: number, calls: number): void {
  const { ints } = state.records;
  ints[task + Task.step] = step + 1;
  ints[task + Task.status] =
    (ints[task + Task.status] & TaskBits.marksMask) |
    TaskState.waiting |
    (calls << TaskBits.pendingShift);
}

function callFrom(state: State, task: number, place: number, edge: number, entry: number): void {
  const { program, records } = state;
  const { ints } = records;
  const instance = ints[task + Task.instance];
  const lane = program.edgeLane[edge] + instance;
  const key = callKey(ints[task + Task.key], place);
  beginCall(state, task, lane, edge, entry, key, ints[task + Task.span] >= 0);
}

/** The duration of a piece of work in whole microseconds, with the release, slowness and stall of its place. */
function workUs(state: State, task: number, step: number, law: number): number {
  const { program, records } = state;
  const { ints } = records;
  const instance = ints[task + Task.instance];
  const purpose = Purpose.step + step;
  const key = ints[task + Task.key];
  const random = draw(key, purpose);
  const box = program.instanceBox[instance];
  if (state.stalls[box] !== null && unit(draw(~key, purpose)) < stallShare(state, box))
    return stalledUs(state, box, random);
  const durationUs = program.laws.sample(law, random);
  return Math.floor(durationUs * state.instances.workFactor[instance] + 0.5);
}

function stalledUs(state: State, box: number, random: number): number {
  return Math.round(state.stalls[box]?.laws.sample(0, random) ?? 0);
}

/** The share of stalled work now: exp of a straight line from one logarithm to the other. */
function stallShare(state: State, box: number): number {
  const stall = state.stalls[box];
  if (stall === null) return 0;
  const elapsedUs = state.queue.nowUs - stall.startUs;
  if (elapsedUs >= stall.change.overUs) return stall.change.toShare;
  return exp(stall.logFrom + stall.logPerUs * elapsedUs);
}

/** The operation is at its end: it may still fail by a fault of its own. */
function end(state: State, task: number): void {
  const { ints } = state.records;
  const share = state.instances.errorShare[ints[task + Task.instance]];
  if (share > 0 && unit(draw(ints[task + Task.key], Purpose.error)) < share)
    ints[task + Task.status] |= Outcome.error << TaskBits.outcomeShift;
  complete(state, task);
}
