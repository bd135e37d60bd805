/** A trace's spans as rows of a waterfall: who called whom, and where the time went. */

export interface Span {
  span: string;
  parent: string | null;
  kind: "client" | "server";
  name: string;
  attempt: number | null;
  outcome: string;
  /** Seconds since the request began. */
  start: number;
  /** Seconds in the queue of the server; null for callers and for those that still wait. */
  waited: number | null;
  /** Null while it goes on. */
  seconds: number | null;
}

export interface WaterfallRow extends Span {
  depth: number;
  /** Shares of the whole, from 0 to 1, for drawing. */
  left: number;
  waitWidth: number;
  width: number;
  /** Seconds of its own, when none of its callees was at work. */
  own: number | null;
  failed: boolean;
}

export interface Waterfall {
  rows: WaterfallRow[];
  /** Seconds from the first start to the last end. */
  seconds: number;
}

/** Rows in the order in which a reader follows the request: each span before its callees, these by their start. */
export function waterfallOf(spans: readonly Span[]): Waterfall {
  const seconds = Math.max(...spans.map((span) => span.start + (span.seconds ?? 0)), 0);
  const known = new Set(spans.map(({ span }) => span));
  const children = new Map<string | null, Span[]>();
  for (const span of spans) {
    const parent = span.parent !== null && known.has(span.parent) ? span.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), span]);
  }
  const rows: WaterfallRow[] = [];
  const add = (span: Span, depth: number) => {
    const callees = (children.get(span.span) ?? []).sort((a, b) => a.start - b.start);
    rows.push(rowOf(span, depth, callees, seconds));
    for (const callee of callees) add(callee, depth + 1);
  };
  for (const root of children.get(null) ?? []) add(root, 0);
  return { rows, seconds };
}

function rowOf(span: Span, depth: number, callees: readonly Span[], total: number): WaterfallRow {
  const whole = total > 0 ? total : 1;
  const length = span.seconds ?? Math.max(0, total - span.start);
  return {
    ...span,
    depth,
    left: span.start / whole,
    width: length / whole,
    waitWidth:
      Math.min(
        span.waited ?? (span.kind === "server" && span.seconds === null ? length : 0),
        length,
      ) / whole,
    own: span.seconds === null ? null : Math.max(0, span.seconds - covered(span, callees)),
    failed: span.outcome !== "ok" && span.outcome !== "in progress",
  };
}

/** Seconds of a span during which at least one of its callees was at work. */
function covered(span: Span, callees: readonly Span[]): number {
  const end = span.start + (span.seconds ?? 0);
  let total = 0;
  let until = span.start;
  for (const callee of callees) {
    const from = Math.max(until, callee.start);
    const to = Math.min(end, callee.seconds === null ? end : callee.start + callee.seconds);
    if (to <= from) continue;
    total += to - from;
    until = to;
  }
  return total;
}
