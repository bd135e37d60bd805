/**
 * Structured logs, written from what was measured: a summary line an interval for each kind of failure on an arrow,
 * a line for each failed call of a traced request, and lines for restarts and releases.
 */
import type { Program } from "../kernel/program.js";
import type { State } from "../kernel/state.js";
import { intervalsWithin } from "../kernel/tick.js";
import { Outcome, outcomeCount, outcomeNames, outcomeStatus } from "../outcome.js";
import { BoxField, EdgeField, type Interval } from "./recorder.js";
import { traceName } from "./traces.js";

export interface LogFilter {
  fromUs: number;
  toUs: number;
  service?: string;
  level?: LogLine["level"];
  /** Matches anywhere in the message, without regard to case. */
  text?: string;
  limit: number;
}

export interface LogLine {
  atUs: number;
  level: "info" | "warn" | "error";
  service: string;
  message: string;
  trace: string | null;
}

/** Newest first, at most `limit` lines. */
export function logLines(program: Program, state: State, filter: LogFilter): LogLine[] {
  const { fromUs, toUs } = filter;
  const lines: LogLine[] = [];
  for (const interval of intervalsWithin(state.recorder.closed, fromUs, toUs)) {
    lines.push(...edgeLines(program, interval), ...boxLines(program, interval));
  }
  lines.push(...spanLines(program, state, fromUs, Math.min(toUs, state.queue.nowUs)));
  const text = filter.text?.toLowerCase();
  return lines
    .filter(
      (line) =>
        (filter.service === undefined || line.service === filter.service) &&
        (filter.level === undefined || line.level === filter.level) &&
        (text === undefined || line.message.toLowerCase().includes(text)),
    )
    .map((line, index) => ({ line, index }))
    .sort((a, b) => b.line.atUs - a.line.atUs || b.index - a.index)
    .slice(0, filter.limit)
    .map(({ line }) => line);
}

function edgeLines(program: Program, interval: Interval): LogLine[] {
  const lines: LogLine[] = [];
  const seconds = (interval.toUs - interval.fromUs) / 1e6;
  program.edges.forEach((edge, number) => {
    if (edge.source >= 0) return;
    const row = number * EdgeField.width;
    for (let outcome = 1; outcome < outcomeCount; outcome++) {
      const count =
        interval.edges[row + EdgeField.attemptOutcomes + outcome] +
        (isLocal(outcome) ? interval.edges[row + EdgeField.callOutcomes + outcome] : 0);
      if (count === 0) continue;
      lines.push({
        atUs: interval.toUs,
        level: "error",
        service: edge.fromName,
        message: `call to ${edge.toName} failed: ${outcomeNames[outcome]} (${outcomeStatus[outcome]}), ${count} times in ${seconds} s`,
        trace: null,
      });
    }
  });
  return lines;
}

/** Refusals on the caller's own side never become attempts. */
function isLocal(outcome: number): boolean {
  return (
    outcome === Outcome.breakerOpen ||
    outcome === Outcome.bulkheadFull ||
    outcome === Outcome.poolTimeout
  );
}

function boxLines(program: Program, interval: Interval): LogLine[] {
  const lines: LogLine[] = [];
  program.boxes.forEach((box, number) => {
    const at = (field: number) => interval.boxes[number * BoxField.width + field];
    const say = (level: LogLine["level"], message: string) =>
      lines.push({ atUs: interval.toUs, level, service: box.spec.name, message, trace: null });
    if (box.spec.kind === "external") return;
    if (at(BoxField.refused) > 0)
      say("warn", `queue full: refused ${at(BoxField.refused)} requests`);
    if (at(BoxField.dropped) > 0)
      say("warn", `accept queue full: dropped ${at(BoxField.dropped)} connections`);
    if (at(BoxField.killed) > 0)
      say("warn", `stopping: ${at(BoxField.killed)} requests in flight were cut off`);
    const own = at(BoxField.outcomes + Outcome.error);
    if (own > 0) say("error", `unhandled error in request handler, ${own} times`);
    if (box.threads < 2147483647 && at(BoxField.busyNow) >= box.threads * at(BoxField.replicasUp))
      if (at(BoxField.replicasUp) > 0)
        say(
          "warn",
          `worker threads exhausted: ${at(BoxField.busyNow)} busy, ${at(BoxField.queuedNow)} queued`,
        );
  });
  return lines;
}

function spanLines(program: Program, state: State, fromUs: number, toUs: number): LogLine[] {
  const lines: LogLine[] = [];
  for (const row of state.spans.all()) {
    if (row.attempt >= 0 || row.endUs < fromUs || row.endUs > toUs || row.outcome === 0) continue;
    const edge = program.edges[row.edge];
    const milliseconds = Math.round((row.endUs - row.startUs) / 1000);
    lines.push({
      atUs: row.endUs,
      level: "error",
      service: edge.source >= 0 ? edge.toName : edge.fromName,
      message:
        edge.source >= 0
          ? `request ${program.sources[edge.source].routes[edge.route].name} ended ${outcomeStatus[row.outcome]} (${outcomeNames[row.outcome]}) after ${milliseconds} ms`
          : `call to ${edge.toName} ended ${outcomeStatus[row.outcome]} (${outcomeNames[row.outcome]}) after ${milliseconds} ms`,
      trace: traceName(row.trace),
    });
  }
  return lines;
}
