/** The end of a telemetry interval: gauges are read, the interval is closed, alert rules are evaluated. */
import { BoxField, EdgeField, type Interval } from "../telemetry/recorder.js";
import { rowsOf, Window } from "../telemetry/window.js";
import { Breaker, Instance, InstanceTime, Up } from "./arrays.js";
import { EventKind, payloadOf } from "./events.js";
import type { State } from "./state.js";

/** Puts integrals and gauges into the open interval, so that it can be read. */
export function readGauges(state: State): void {
  const { program, recorder, instances, lanes } = state;
  const { ints, floats } = instances;
  const elapsedUs = state.queue.nowUs - recorder.fromUs;
  program.boxes.forEach((box, number) => {
    const row = number * BoxField.width;
    const add = (field: number, amount: number) => {
      recorder.boxes[row + field] += amount;
    };
    recorder.boxes.fill(0, row + BoxField.busyNow, row + BoxField.replicasUp + 1);
    for (let i = box.firstInstance; i < box.firstInstance + box.instances; i++) {
      const at = i << 2;
      const busy = ints[at + Instance.busy];
      const queued = ints[at + Instance.queued];
      add(BoxField.busyNow, busy);
      add(BoxField.queuedNow, queued);
      add(BoxField.busyAreaUs, busy * elapsedUs - floats[at + InstanceTime.busyMomentsUs]);
      add(BoxField.queueAreaUs, queued * elapsedUs - floats[at + InstanceTime.queueMomentsUs]);
      if (instances.up[i] === Up.up) add(BoxField.replicasUp, 1);
    }
  });
  program.edges.forEach((edge, number) => {
    let open = 0;
    for (let lane = edge.firstLane; lane < edge.firstLane + edge.lanes; lane++)
      if (lanes.breaker[lane] !== Breaker.closed) open++;
    recorder.edges[number * EdgeField.width + EdgeField.breakerOpen] = open / edge.lanes;
  });
}

export function tick(state: State): void {
  const { queue, recorder, instances } = state;
  const now = queue.nowUs;
  readGauges(state);
  recorder.close(now);
  for (let at = 0; at < instances.floats.length; at += 4) {
    instances.floats[at + InstanceTime.busyMomentsUs] = 0;
    instances.floats[at + InstanceTime.queueMomentsUs] = 0;
  }
  evaluateAlerts(state);
  scheduleTick(state);
}

/** The next multiple of the interval, or the moment from which totals count if that comes first. */
export function scheduleTick(state: State): void {
  const { intervalUs, measureFromUs } = state.program.system;
  const now = state.queue.nowUs;
  let next = (Math.floor(now / intervalUs) + 1) * intervalUs;
  if (measureFromUs > now && measureFromUs < next) next = measureFromUs;
  state.queue.schedule(next, payloadOf(EventKind.tick, 0));
}

function evaluateAlerts(state: State): void {
  const { program, recorder, alerts } = state;
  const now = state.queue.nowUs;
  program.system.alerts.forEach((rule, index) => {
    const fromUs = now - rule.windowUs;
    // A rule says nothing before its window is full: a cold start is not an incident.
    if (fromUs < 0) return;
    const intervals = intervalsWithin(recorder.closed, fromUs, now);
    const rows = rowsOf(program, rule.subject, null);
    const value = new Window(program, rows, intervals, fromUs, now).metric(rule.metric);
    const holds =
      value !== null &&
      ((rule.above !== null && value > rule.above) || (rule.below !== null && value < rule.below));
    alerts.evaluated(index, holds, rule.forUs, now);
  });
}

/** The closed intervals that lie inside a window, oldest first. */
export function intervalsWithin(
  closed: readonly Interval[],
  fromUs: number,
  toUs: number,
): Interval[] {
  const found: Interval[] = [];
  for (let i = closed.length - 1; i >= 0; i--) {
    if (closed[i].toUs <= fromUs) break;
    if (closed[i].toUs <= toUs && closed[i].fromUs >= fromUs) found.unshift(closed[i]);
  }
  return found;
}
