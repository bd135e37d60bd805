/** Connection pools: calls that wait for a free connection, first come first served. */
import { EventKind } from "./events.js";
import type { EdgePolicy } from "./policy.js";
import { Call, CallBits, CallState, CallTime } from "./records.js";
import type { State } from "./state.js";

/** Puts a call behind the others that wait, with a deadline if the pool has a maximum wait. */
export function joinPool(state: State, call: number, policy: EdgePolicy): void {
  const { lanes, records } = state;
  const { ints, floats } = records;
  const lane = ints[call + Call.lane];
  ints[call + Call.status] = (ints[call + Call.status] & CallBits.retryMask) | CallState.pooled;
  const tail = lanes.waitTail[lane];
  ints[call + Call.previous] = tail;
  ints[call + Call.task] = -1;
  if (tail >= 0) ints[tail + Call.task] = call;
  else lanes.waitHead[lane] = call;
  lanes.waitTail[lane] = call;
  floats[(call >> 1) + CallTime.deadlineUs] = -1;
  if (policy.poolWaitUs < 0) return;
  floats[(call >> 1) + CallTime.deadlineUs] = state.queue.nowUs + policy.poolWaitUs;
  const line = state.edges.poolLine[ints[call + Call.place] & CallBits.edgeMask];
  state.after(line, policy.poolWaitUs, EventKind.timeout, call);
}

/** Takes a call out of those that wait, wherever it stands. */
export function leavePool(state: State, call: number): void {
  const { lanes, records } = state;
  const { ints, floats } = records;
  const lane = ints[call + Call.lane];
  const before = ints[call + Call.previous];
  const behind = ints[call + Call.task];
  if (before >= 0) ints[before + Call.task] = behind;
  else lanes.waitHead[lane] = behind;
  if (behind >= 0) ints[behind + Call.previous] = before;
  else lanes.waitTail[lane] = before;
  ints[call + Call.task] = -1;
  floats[(call >> 1) + CallTime.deadlineUs] = -1;
}
