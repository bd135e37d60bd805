/**
 * Sampled traces: one row for a call as its caller sees it and one for each attempt as the callee sees it.
 *
 * The book is a ring: when it is full, the oldest rows give way. A span's number never comes again, so a reference to
 * a row that has gone is noticed.
 */

/** Rows kept; at 80 bytes each. */
const capacity = 1 << 13;

export interface SpanRow {
  number: number;
  /** The number of the trace's first span. */
  trace: number;
  parent: number;
  edge: number;
  /** -1 for a call, otherwise the attempt's number from 0. */
  attempt: number;
  /** The first step of the operation, for an attempt. */
  entry: number;
  startUs: number;
  /** When a thread took it up; -1 before. */
  beganUs: number;
  /** -1 while it goes on. */
  endUs: number;
  outcome: number;
}

const columns = 10;

export class SpanBook {
  /** The number of the next span. */
  next = 0;
  private rows = new Float64Array(0);

  /** Opens the span of a call; a parent of -1 begins a trace. */
  open(edge: number, parent: number, nowUs: number): number {
    const trace = parent < 0 ? this.next : this.get(parent, 1, this.next);
    return this.add(trace, parent, edge, -1, -1, nowUs);
  }

  /** Opens the span of one attempt of a call. */
  attempt(call: number, attempt: number, entry: number, nowUs: number): number {
    return this.add(this.get(call, 1, call), call, this.get(call, 3, 0), attempt, entry, nowUs);
  }

  began(span: number, nowUs: number): void {
    if (this.kept(span)) this.rows[(span % capacity) * columns + 7] = nowUs;
  }

  ended(span: number, nowUs: number, outcome: number): void {
    if (!this.kept(span)) return;
    const row = (span % capacity) * columns;
    this.rows[row + 8] = nowUs;
    this.rows[row + 9] = outcome;
  }

  /** The rows kept, oldest first. */
  *all(): Generator<SpanRow> {
    for (let span = Math.max(0, this.next - capacity); span < this.next; span++) {
      const [number, trace, parent, edge, attempt, entry, startUs, beganUs, endUs, outcome] =
        this.rows.subarray((span % capacity) * columns, (span % capacity) * columns + columns);
      yield { number, trace, parent, edge, attempt, entry, startUs, beganUs, endUs, outcome };
    }
  }

  clone(): SpanBook {
    const copy = new SpanBook();
    copy.next = this.next;
    copy.rows = this.rows.slice();
    return copy;
  }

  snapshot(): Float64Array {
    return this.rows;
  }

  restore(rows: Float64Array, next: number): void {
    this.rows = rows.slice();
    this.next = next;
  }

  private add(
    trace: number,
    parent: number,
    edge: number,
    attempt: number,
    entry: number,
    startUs: number,
  ): number {
    const span = this.next++;
    const needed = Math.min(capacity, span + 1) * columns;
    if (this.rows.length < needed) {
      const larger = new Float64Array(
        Math.min(capacity * columns, Math.max(64 * columns, this.rows.length * 2)),
      );
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows.set(
      [span, trace, parent, edge, attempt, entry, startUs, -1, -1, 0],
      (span % capacity) * columns,
    );
    return span;
  }

  private kept(span: number): boolean {
    return this.rows[(span % capacity) * columns] === span;
  }

  private get(span: number, column: number, otherwise: number): number {
    return this.kept(span) ? this.rows[(span % capacity) * columns + column] : otherwise;
  }
}
