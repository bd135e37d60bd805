/** Sums over several intervals, and the metrics that are read off them. Latencies are in seconds. */

import type { Program } from "../kernel/program.js";
import { Outcome, outcomeCount, outcomeStatus } from "../outcome.js";
import type { Metric, Subject } from "../system.js";
import { Bucket, percentileUs } from "./histogram.js";
import { BoxField, EdgeField, type Interval } from "./recorder.js";

/** The boxes and edges a subject stands for; with a second site there are several. */
export interface Rows {
  boxes: number[];
  edges: number[];
  /** True for a source: outcomes of whole requests count, not attempts. */
  users: boolean;
}

/** Finds the rows of a subject. `site` null: the main site only; undefined: all sites. Empty for unknown names. */
export function rowsOf(program: Program, subject: Subject, site?: string | null): Rows {
  const boxes: number[] = [];
  const edges: number[] = [];
  if (subject.of === "service")
    program.boxes.forEach((box, number) => {
      if (box.spec.name === subject.service && (site === undefined || box.site === site))
        boxes.push(number);
    });
  else
    program.edges.forEach((edge, number) => {
      const matches =
        subject.of === "call"
          ? edge.source < 0 && edge.fromName === subject.from && edge.toName === subject.to
          : edge.source >= 0 &&
            program.sources[edge.source].name === subject.source &&
            (subject.route === null ||
              program.sources[edge.source].routes[edge.route].name === subject.route);
      if (matches && (site === undefined || edge.site === site)) edges.push(number);
    });
  return { boxes, edges, users: subject.of === "source" };
}

/** What was counted over some intervals for one subject. */
export class Window {
  private readonly box = new Float64Array(BoxField.width);
  private readonly edge = new Float64Array(EdgeField.width);
  private last: Interval | null = null;

  constructor(
    private readonly program: Program,
    private readonly rows: Rows,
    private readonly intervals: readonly Interval[],
    readonly fromUs: number,
    readonly toUs: number,
  ) {
    for (const interval of intervals) {
      for (const row of rows.boxes) addRow(this.box, interval.boxes, row * BoxField.width);
      for (const row of rows.edges) addRow(this.edge, interval.edges, row * EdgeField.width);
      this.last = interval;
    }
  }

  get seconds(): number {
    return (this.toUs - this.fromUs) / 1e6;
  }

  /** A counter of the service, summed over its sites. */
  ofBox(field: number): number {
    return this.box[field];
  }

  /** A counter of the arrow, summed over its sites. */
  ofEdge(field: number): number {
    return this.edge[field];
  }

  /** Calls (or users' requests) that ended. */
  get ended(): number {
    return sum(this.edge, EdgeField.callOutcomes);
  }

  /** Requests that the service answered after working on them. */
  get answers(): number {
    return sum(this.box, BoxField.outcomes);
  }

  /** Counts per bucket of a histogram, summed. */
  histogram(which: "latency" | "sojourn"): Int32Array {
    const counts = new Int32Array(Bucket.count);
    const boxes = this.program.boxes.length;
    const wanted = [
      ...this.rows.boxes.map((box) => (which === "latency" ? box : boxes + box)),
      ...this.rows.edges.map((edge) => 2 * boxes + edge),
    ];
    for (const interval of this.intervals)
      for (const histogram of wanted)
        for (let i = interval.offsets[histogram]; i < interval.offsets[histogram + 1]; i++)
          counts[interval.cells[2 * i]] += interval.cells[2 * i + 1];
    return counts;
  }

  /** The value of a metric; null where there is nothing to measure or the subject has no such metric. */
  metric(metric: Metric): number | null {
    if (this.intervals.length === 0 || this.seconds === 0) return null;
    switch (metric) {
      case "p50":
        return this.percentile(0.5);
      case "p95":
        return this.percentile(0.95);
      case "p99":
        return this.percentile(0.99);
    }
    return this.rows.boxes.length > 0 ? this.boxMetric(metric) : this.edgeMetric(metric);
  }

  private percentile(share: number): number | null {
    const us = percentileUs(this.histogram("latency"), share);
    return us === null ? null : us / 1e6;
  }

  private boxMetric(metric: Metric): number | null {
    const box = this.box;
    const refused =
      box[BoxField.refused] +
      box[BoxField.unavailable] +
      box[BoxField.expired] +
      box[BoxField.killed];
    const answers = sum(box, BoxField.outcomes);
    const failed = answers - box[BoxField.outcomes + Outcome.ok];
    const answered = answers + refused;
    switch (metric) {
      case "rate":
        return answers / this.seconds;
      case "attempt_rate":
        return box[BoxField.arrivals] / this.seconds;
      case "refusal_rate":
        return refused / this.seconds;
      case "error_share":
        return ratio(failed + refused, answered);
      case "success_share":
        return ratio(answers - failed, answered);
      case "share_500":
      case "share_503":
      case "share_504": {
        const status = Number(metric.slice(-3));
        const own = sumStatus(box, BoxField.outcomes, status);
        return ratio(own + (status === 503 ? refused : 0), answered);
      }
      case "busy_threads":
        return box[BoxField.busyAreaUs] / (this.toUs - this.fromUs);
      case "busy_share":
        return ratio(box[BoxField.busyAreaUs] / (this.toUs - this.fromUs), this.threadCount());
      case "queue":
        return box[BoxField.queueAreaUs] / (this.toUs - this.fromUs);
      case "replicas_up":
        return this.gauge(BoxField.replicasUp);
      default:
        return null;
    }
  }

  private edgeMetric(metric: Metric): number | null {
    const edge = this.edge;
    const outcomes = this.rows.users ? EdgeField.callOutcomes : EdgeField.attemptOutcomes;
    const ended = sum(edge, outcomes);
    const ok = edge[outcomes + Outcome.ok];
    switch (metric) {
      case "rate":
        return edge[EdgeField.calls] / this.seconds;
      case "attempt_rate":
        return edge[EdgeField.attempts] / this.seconds;
      case "retry_rate":
        return edge[EdgeField.retries] / this.seconds;
      case "error_share":
        return ratio(ended - ok, ended);
      case "success_share":
        return ratio(ok, ended);
      case "share_500":
      case "share_503":
      case "share_504":
        return ratio(sumStatus(edge, outcomes, Number(metric.slice(-3))), ended);
      case "timeout_rate":
        return (
          (edge[outcomes + Outcome.timeout] + edge[outcomes + Outcome.connectTimeout]) /
          this.seconds
        );
      case "refusal_rate":
        return (
          (edge[EdgeField.callOutcomes + Outcome.breakerOpen] +
            edge[EdgeField.callOutcomes + Outcome.bulkheadFull] +
            edge[EdgeField.callOutcomes + Outcome.shed] +
            edge[EdgeField.callOutcomes + Outcome.blocked]) /
          this.seconds
        );
      case "breaker_open":
        return this.last === null
          ? null
          : Math.max(
              ...this.rows.edges.map(
                (row) =>
                  (this.last as Interval).edges[row * EdgeField.width + EdgeField.breakerOpen],
              ),
            );
      default:
        return null;
    }
  }

  private gauge(field: number): number | null {
    const { last } = this;
    if (last === null) return null;
    return this.rows.boxes.reduce((sum, row) => sum + last.boxes[row * BoxField.width + field], 0);
  }

  /** Threads of the replicas that were up at the end; 0 for a service without a limit. */
  private threadCount(): number {
    const { last } = this;
    if (last === null) return 0;
    return this.rows.boxes.reduce((sum, row) => {
      const { threads } = this.program.boxes[row];
      const up = last.boxes[row * BoxField.width + BoxField.replicasUp];
      return threads >= 2147483647 ? sum : sum + threads * up;
    }, 0);
  }
}

function addRow(total: Float64Array, rows: Float64Array, from: number): void {
  for (let i = 0; i < total.length; i++) total[i] += rows[from + i];
}

/** The sum of a group of counters by outcome. */
function sum(counters: Float64Array, from: number): number {
  let total = 0;
  for (let outcome = 0; outcome < outcomeCount; outcome++) total += counters[from + outcome];
  return total;
}

function sumStatus(counters: Float64Array, from: number, status: number): number {
  let total = 0;
  for (let outcome = 0; outcome < outcomeCount; outcome++)
    if (outcomeStatus[outcome] === status) total += counters[from + outcome];
  return total;
}

/** A share, or null when there is nothing to share. */
function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
