/**
 * What is measured while the system runs: flat arrays of counters that the kernel adds to, cut into intervals.
 *
 * A closed interval never changes again, so forks of a run share it.
 */
import { Bucket } from "./histogram.js";

/** Counters of a service, one row a box. Areas are integrals over time (number x microseconds). */
export const enum BoxField {
  arrivals = 0,
  refused = 1,
  unavailable = 2,
  expired = 3,
  killed = 4,
  dropped = 5,
  /** From getting a thread to the answer, and from arrival to the answer. */
  latencySumUs = 6,
  sojournSumUs = 7,
  busyAreaUs = 8,
  queueAreaUs = 9,
  /** Gauges, as of the end of the interval. */
  busyNow = 10,
  queuedNow = 11,
  replicasUp = 12,
  /** Answers by outcome, one counter each. */
  outcomes = 13,
  width = 29,
}

/** Counters of an arrow, one row an edge, as its caller sees it. */
export const enum EdgeField {
  calls = 0,
  attempts = 1,
  retries = 2,
  /** Of whole calls; of users, only those that succeeded. */
  latencySumUs = 3,
  /** Gauge: share of the caller's breakers that are not closed. */
  breakerOpen = 4,
  /** Eight counters, one a mark. */
  marks = 5,
  /** Ends of whole calls and of attempts by outcome, one counter each. */
  callOutcomes = 13,
  attemptOutcomes = 29,
  width = 45,
}

export interface Interval {
  readonly fromUs: number;
  readonly toUs: number;
  readonly boxes: Float64Array;
  readonly edges: Float64Array;
  /** Histogram h has the (bucket, count) pairs from 2 x offsets[h] to 2 x offsets[h + 1]. */
  readonly offsets: Uint32Array;
  readonly cells: Uint32Array;
}

/** Histograms are numbered: latency of each box, then sojourn of each box, then latency of each edge. */
export class Recorder {
  readonly boxes: Float64Array;
  readonly edges: Float64Array;
  readonly histograms: Int32Array;
  fromUs = 0;
  closed: Interval[] = [];

  constructor(
    readonly boxCount: number,
    readonly edgeCount: number,
  ) {
    this.boxes = new Float64Array(boxCount * BoxField.width);
    this.edges = new Float64Array(edgeCount * EdgeField.width);
    this.histograms = new Int32Array((2 * boxCount + edgeCount) * Bucket.count);
  }

  get histogramCount(): number {
    return 2 * this.boxCount + this.edgeCount;
  }

  /** Closes the open interval at a time and begins the next. */
  close(toUs: number): void {
    this.closed.push(this.view(toUs));
    this.fromUs = toUs;
    this.boxes.fill(0);
    this.edges.fill(0);
    this.histograms.fill(0);
  }

  /** The open interval as it would be if it were closed now. */
  view(toUs: number): Interval {
    const { histograms, histogramCount } = this;
    const offsets = new Uint32Array(histogramCount + 1);
    const cells: number[] = [];
    for (let histogram = 0; histogram < histogramCount; histogram++) {
      const base = histogram * Bucket.count;
      for (let bucket = 0; bucket < Bucket.count; bucket++) {
        const count = histograms[base + bucket];
        if (count > 0) cells.push(bucket, count);
      }
      offsets[histogram + 1] = cells.length >> 1;
    }
    return {
      fromUs: this.fromUs,
      toUs,
      boxes: this.boxes.slice(),
      edges: this.edges.slice(),
      offsets,
      cells: Uint32Array.from(cells),
    };
  }

  clone(): Recorder {
    const copy = new Recorder(this.boxCount, this.edgeCount);
    copy.boxes.set(this.boxes);
    copy.edges.set(this.edges);
    copy.histograms.set(this.histograms);
    copy.fromUs = this.fromUs;
    copy.closed = this.closed.slice();
    return copy;
  }
}
