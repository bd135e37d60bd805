/** What can be read of a run. Reading never changes the state. */
import type { Program } from "../kernel/program.js";
import type { State } from "../kernel/state.js";
import { intervalsWithin } from "../kernel/tick.js";
import { Outcome, outcomeNames } from "../outcome.js";
import type { Change, Metric, Subject } from "../system.js";
import { AlertState } from "./alerts.js";
import { type LogFilter, type LogLine, logLines } from "./logs.js";
import { EdgeField } from "./recorder.js";
import { spansOf, type TraceFilter, type TraceSpan, type TraceSummary, traces } from "./traces.js";
import { rowsOf, Window } from "./window.js";

export interface Sample {
  fromUs: number;
  toUs: number;
  value: number | null;
}

export interface UserCounts {
  offered: number;
  succeeded: number;
  failed: number;
  abandoned: number;
  /** Requests served in a lesser way, by the label of the fallback or skipped call. */
  marks: Record<string, number>;
}

export interface Alert {
  rule: string;
  severity: "page" | "ticket";
  state: "pending" | "firing";
  sinceUs: number;
}

export class Telemetry {
  constructor(
    private readonly program: Program,
    private readonly state: State,
  ) {}

  /** The end of the last closed interval: nothing later can be queried. */
  get closedUntilUs(): number {
    return this.state.recorder.fromUs;
  }

  /**
   * The value of a metric over the closed intervals that lie wholly inside a window.
   * Latencies in seconds, rates per second, shares from 0 to 1; null when nothing was measured. `site` null reads the
   * main site only; left out, all sites together.
   */
  query(
    metric: Metric,
    subject: Subject,
    fromUs: number,
    toUs: number,
    site?: string | null,
  ): number | null {
    return this.window(subject, fromUs, toUs, site).metric(metric);
  }

  /** The same, one value an interval. */
  series(
    metric: Metric,
    subject: Subject,
    fromUs: number,
    toUs: number,
    site?: string | null,
  ): Sample[] {
    const rows = rowsOf(this.program, subject, site);
    return intervalsWithin(this.state.recorder.closed, fromUs, toUs).map((interval) => ({
      fromUs: interval.fromUs,
      toUs: interval.toUs,
      value: new Window(this.program, rows, [interval], interval.fromUs, interval.toUs).metric(
        metric,
      ),
    }));
  }

  /** Exact counts of user requests that ended (or were offered) within a window of closed intervals. */
  users(source: string | null, route: string | null, fromUs: number, toUs: number): UserCounts {
    const names = source === null ? this.program.sources.map(({ name }) => name) : [source];
    const edges = names.flatMap(
      (name) => rowsOf(this.program, { of: "source", source: name, route }).edges,
    );
    const intervals = intervalsWithin(this.state.recorder.closed, fromUs, toUs);
    const window = new Window(
      this.program,
      { boxes: [], edges, users: true },
      intervals,
      fromUs,
      toUs,
    );
    const outcome = (number: number) => window.ofEdge(EdgeField.callOutcomes + number);
    const succeeded = outcome(Outcome.ok);
    const abandoned = outcome(Outcome.timeout) + outcome(Outcome.connectTimeout);
    return {
      offered: window.ofEdge(EdgeField.calls),
      succeeded,
      failed: window.ended - succeeded - abandoned,
      abandoned,
      marks: Object.fromEntries(
        this.program.marks.map((mark, number) => [mark, window.ofEdge(EdgeField.marks + number)]),
      ),
    };
  }

  /** Alert rules that are pending or firing now. */
  alerts(): Alert[] {
    const { states, sinceUs } = this.state.alerts;
    return this.program.system.alerts.flatMap((rule, index): Alert[] =>
      states[index] === AlertState.inactive
        ? []
        : [
            {
              rule: rule.name,
              severity: rule.severity,
              state: states[index] === AlertState.firing ? "firing" : "pending",
              sinceUs: sinceUs[index],
            },
          ],
    );
  }

  /** When rules began to fire and when they were resolved, oldest first. */
  get alertLog(): { atUs: number; rule: string; state: "firing" | "resolved" }[] {
    return this.state.alerts.log.map(({ atUs, rule, state }) => ({
      atUs,
      rule: this.program.system.alerts[rule].name,
      state,
    }));
  }

  /** All changes so far, faults and acts alike. What of it a player may see is for others to decide. */
  get changes(): readonly { atUs: number; change: Change }[] {
    return this.state.changes;
  }

  /** Releases that run now: replicas of a service by release. */
  releases(service: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const box of this.program.boxes) {
      if (box.spec.name !== service || box.site !== null) continue;
      const replicas = this.state.boxes.replicas[this.program.boxes.indexOf(box)];
      for (let i = 0; i < replicas; i++) {
        const name = box.spec.releases[this.state.instances.release[box.firstInstance + i]].name;
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    return counts;
  }

  flags(): Record<string, boolean> {
    return Object.fromEntries(
      this.program.flags.map((flag, index) => [flag, this.state.flags[index] === 1]),
    );
  }

  /** The policy now in force on an arrow of the main site; null when there is no such arrow. */
  policy(from: string, to: string) {
    const [edge] = rowsOf(this.program, { of: "call", from, to }, null).edges;
    return edge === undefined ? null : this.state.policies[edge].said;
  }

  traces(filter: TraceFilter): TraceSummary[] {
    return traces(this.program, this.state, filter);
  }

  /** The spans of a trace in order of their start; null when it is unknown or no longer kept. */
  trace(id: string): TraceSpan[] | null {
    return spansOf(this.program, this.state, id);
  }

  logs(filter: LogFilter): LogLine[] {
    return logLines(this.program, this.state, filter);
  }

  /** Names of outcomes in the order of their numbers. */
  static readonly outcomes = outcomeNames;

  private window(subject: Subject, fromUs: number, toUs: number, site?: string | null): Window {
    const intervals = intervalsWithin(this.state.recorder.closed, fromUs, toUs);
    const from = intervals.length === 0 ? fromUs : intervals[0].fromUs;
    const to = intervals.length === 0 ? toUs : intervals[intervals.length - 1].toUs;
    return new Window(this.program, rowsOf(this.program, subject, site), intervals, from, to);
  }
}
