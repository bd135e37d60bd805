/** What happens to the requests a service holds when it is stopped. */
import { Outcome } from "../outcome.js";
import { BoxField } from "../telemetry/recorder.js";
import { RecordSize } from "./arena.js";
import { Instance, InstanceTime, Up } from "./arrays.js";
import { Call, Status, Task, TaskState, TaskTime } from "./records.js";
import { answerLater } from "./service.js";
import type { State } from "./state.js";

/** Stops all instances of a box at once: every request it holds is answered with a reset connection. */
export function stop(state: State, box: number): void {
  const { records, instances, recorder, program } = state;
  const { firstInstance, instances: count } = program.boxes[box];
  for (let task = 0; task < records.used; task += RecordSize.words) {
    // Killing creates records, so the arrays are fetched anew for each.
    const { ints } = records;
    const doing = ints[task + Status.word] & Status.stateMask;
    const held = doing === TaskState.working || doing === TaskState.waiting;
    if (doing !== TaskState.queued && !held) continue;
    if (program.instanceBox[ints[task + Task.instance]] !== box) continue;
    recorder.boxes[box * BoxField.width + BoxField.killed]++;
    if (held) kill(state, task, box);
    else if (ints[task + Task.call] >= 0) answerLater(state, task, box, Outcome.killed);
    else records.free(task);
  }
  for (let instance = firstInstance; instance < firstInstance + count; instance++) {
    const at = instance << 2;
    const elapsedUs = state.queue.nowUs - recorder.fromUs;
    instances.floats[at + InstanceTime.busyMomentsUs] -=
      instances.ints[at + Instance.busy] * elapsedUs;
    instances.floats[at + InstanceTime.queueMomentsUs] -=
      instances.ints[at + Instance.queued] * elapsedUs;
    instances.ints[at + Instance.busy] = 0;
    instances.ints[at + Instance.queued] = 0;
    instances.ints[at + Instance.head] = -1;
    instances.ints[at + Instance.tail] = -1;
    instances.up[instance] = Up.down;
    instances.upAtUs[instance] = -1;
  }
}

/** A task with an event or calls outstanding stays as a dead record; another record carries the answer. */
function kill(state: State, task: number, box: number): void {
  const { records } = state;
  const carrier = records.ints[task + Task.call] < 0 ? -1 : records.create();
  const { ints, floats } = records;
  const call = ints[task + Task.call];
  const status = ints[task + Task.status];
  const working = (status & Status.stateMask) === TaskState.working;
  ints[task + Task.status] =
    (status & ~Status.stateMask) | (working ? TaskState.deadWorking : TaskState.deadWaiting);
  ints[task + Task.call] = -1;
  if (call < 0) return;
  ints[carrier + Task.call] = call;
  ints[carrier + Task.span] = ints[task + Task.span];
  ints[carrier + Task.instance] = ints[task + Task.instance];
  floats[(carrier >> 1) + TaskTime.arrivedUs] = floats[(task >> 1) + TaskTime.arrivedUs];
  ints[call + Call.task] = carrier;
  answerLater(state, carrier, box, Outcome.killed);
}
