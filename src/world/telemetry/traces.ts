/** Sampled traces as a player reads them: spans of callers (with retries visible) and of callees. */
import type { Program } from "../kernel/program.js";
import type { State } from "../kernel/state.js";
import { outcomeNames } from "../outcome.js";
import type { SpanRow } from "./spans.js";

export interface TraceFilter {
  fromUs: number;
  toUs: number;
  service?: string;
  failedOnly?: boolean;
  limit: number;
}

export interface TraceSummary {
  id: string;
  atUs: number;
  route: string;
  /** Null while the request goes on. */
  durationUs: number | null;
  outcome: string;
}

export interface TraceSpan {
  span: string;
  parent: string | null;
  kind: "client" | "server";
  /** `caller->callee` for a client span, the service for a server span. */
  name: string;
  attempt: number | null;
  startUs: number;
  /** When a thread took it up; null while it waits and for client spans. */
  beganUs: number | null;
  endUs: number | null;
  outcome: string;
}

/** Newest first. */
export function traces(program: Program, state: State, filter: TraceFilter): TraceSummary[] {
  const roots: SpanRow[] = [];
  const through = new Set<number>();
  for (const row of state.spans.all()) {
    if (row.parent < 0 && row.startUs >= filter.fromUs && row.startUs <= filter.toUs)
      roots.push(row);
    if (filter.service !== undefined && calleeOf(program, row) === filter.service)
      through.add(row.trace);
  }
  return roots
    .filter((row) => filter.service === undefined || through.has(row.number))
    .filter((row) => !filter.failedOnly || (row.endUs >= 0 && row.outcome !== 0))
    .reverse()
    .slice(0, filter.limit)
    .map((row) => ({
      id: traceName(row.number),
      atUs: row.startUs,
      route: program.edges[row.edge].fromName,
      durationUs: row.endUs < 0 ? null : row.endUs - row.startUs,
      outcome: outcomeOf(row),
    }));
}

export function spansOf(program: Program, state: State, id: string): TraceSpan[] | null {
  const number = traceNumber(id);
  const rows = [...state.spans.all()].filter((row) => row.trace === number);
  if (!rows.some((row) => row.number === number)) return null;
  return rows.map((row): TraceSpan => {
    const edge = program.edges[row.edge];
    const site = edge.site === null ? "" : `@${edge.site}`;
    const server = row.attempt >= 0;
    return {
      span: traceName(row.number),
      parent: row.parent < 0 ? null : traceName(row.parent),
      kind: server ? "server" : "client",
      name: server ? `${edge.toName}${site}` : `${edge.fromName}->${edge.toName}${site}`,
      attempt: server ? row.attempt + 1 : null,
      startUs: row.startUs,
      beganUs: server && row.beganUs >= 0 ? row.beganUs : null,
      endUs: row.endUs < 0 ? null : row.endUs,
      outcome: outcomeOf(row),
    };
  });
}

function calleeOf(program: Program, row: SpanRow): string {
  return program.edges[row.edge].toName;
}

function outcomeOf(row: SpanRow): string {
  return row.endUs < 0 ? "in progress" : outcomeNames[row.outcome];
}

export function traceName(number: number): string {
  return `t${number.toString(36).padStart(6, "0")}`;
}

function traceNumber(id: string): number {
  return /^t[0-9a-z]{6,10}$/.test(id) ? Number.parseInt(id.slice(1), 36) : -1;
}
