/** Totals of a simulation in the shape of `simulate --json`. Times are in seconds. */
import type { Program } from "../kernel/program.js";
import { Outcome, outcomeNames } from "../outcome.js";
import { percentileUs } from "./histogram.js";
import { BoxField, EdgeField, type Interval } from "./recorder.js";
import { rowsOf, Window } from "./window.js";

export interface LatencySummary {
  count: number;
  mean: number | null;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

export interface SourceTotals {
  offered: number;
  succeeded: number;
  failed: number;
  abandoned: number;
  inFlight: number;
  attempts: number;
  marks: Record<string, number>;
  /** Of requests that succeeded. */
  latency: LatencySummary;
  routes: Record<string, Omit<SourceTotals, "routes">>;
}

export interface ServiceTotals {
  arrivals: number;
  completed: number;
  errors: Record<string, number>;
  /** Busy threads over threads; null for a service without a limit. */
  utilization: number | null;
  busyMean: number;
  queueMean: number;
  waitMean: number | null;
  inSystemMean: number;
  latency: LatencySummary;
  sojourn: LatencySummary;
}

export interface CallTotals {
  calls: number;
  attempts: number;
  retries: number;
  timeouts: number;
  rejected: number;
  outcomes: Record<string, number>;
  latency: LatencySummary;
}

export interface Totals {
  sources: Record<string, SourceTotals>;
  services: Record<string, ServiceTotals>;
  calls: Record<string, CallTotals>;
}

/** Sums up intervals. With a second site, its services are listed as `name@site` and sources cover both sites. */
export function totals(program: Program, intervals: readonly Interval[]): Totals {
  const fromUs = intervals.length === 0 ? 0 : intervals[0].fromUs;
  const toUs = intervals.length === 0 ? 0 : intervals[intervals.length - 1].toUs;
  const window = (boxes: number[], edges: number[], users: boolean) =>
    new Window(program, { boxes, edges, users }, intervals, fromUs, toUs);

  const sources: Record<string, SourceTotals> = {};
  for (const { name, routes } of program.sources) {
    const ofRoute = (route: string | null) => {
      const rows = rowsOf(program, { of: "source", source: name, route });
      return sourceTotals(program, window([], rows.edges, true));
    };
    sources[name] = {
      ...ofRoute(null),
      routes: Object.fromEntries(routes.map((route) => [route.name, ofRoute(route.name)])),
    };
  }
  const services: Record<string, ServiceTotals> = {};
  program.boxes.forEach((box, number) => {
    services[box.name] = serviceTotals(window([number], [], false), box.threads);
  });
  const calls: Record<string, CallTotals> = {};
  program.edges.forEach((edge, number) => {
    if (edge.source >= 0) return;
    const suffix = edge.site === null ? "" : `@${edge.site}`;
    calls[`${edge.fromName}->${edge.toName}${suffix}`] = callTotals(window([], [number], false));
  });
  return { sources, services, calls };
}

function sourceTotals(program: Program, window: Window): Omit<SourceTotals, "routes"> {
  const offered = window.ofEdge(EdgeField.calls);
  const outcome = (number: number) => window.ofEdge(EdgeField.callOutcomes + number);
  const succeeded = outcome(Outcome.ok);
  const abandoned = outcome(Outcome.timeout) + outcome(Outcome.connectTimeout);
  const { ended } = window;
  return {
    offered,
    succeeded,
    failed: ended - succeeded - abandoned,
    abandoned,
    inFlight: offered - ended,
    attempts: window.ofEdge(EdgeField.attempts),
    marks: Object.fromEntries(
      program.marks.map((mark, number) => [mark, window.ofEdge(EdgeField.marks + number)]),
    ),
    latency: summary(window, "latency", succeeded, window.ofEdge(EdgeField.latencySumUs)),
  };
}

function serviceTotals(window: Window, threads: number): ServiceTotals {
  const { answers } = window;
  const latencySumUs = window.ofBox(BoxField.latencySumUs);
  const sojournSumUs = window.ofBox(BoxField.sojournSumUs);
  const elapsedUs = window.toUs - window.fromUs;
  const busyMean = elapsedUs === 0 ? 0 : window.ofBox(BoxField.busyAreaUs) / elapsedUs;
  const queueMean = elapsedUs === 0 ? 0 : window.ofBox(BoxField.queueAreaUs) / elapsedUs;
  const errors: Record<string, number> = {};
  const count = (name: string, number: number) => {
    if (number > 0) errors[name] = number;
  };
  outcomeNames.forEach((name, outcome) => {
    if (outcome !== Outcome.ok) count(name, window.ofBox(BoxField.outcomes + outcome));
  });
  count("refused", window.ofBox(BoxField.refused));
  count("down", window.ofBox(BoxField.unavailable));
  count("expired-in-queue", window.ofBox(BoxField.expired));
  count("connection-reset", window.ofBox(BoxField.killed));
  count("dropped", window.ofBox(BoxField.dropped));
  const up = window.metric("replicas_up") ?? 1;
  return {
    arrivals: window.ofBox(BoxField.arrivals),
    completed: window.ofBox(BoxField.outcomes + Outcome.ok),
    errors,
    utilization: threads >= 2147483647 ? null : busyMean / (threads * Math.max(1, up)),
    busyMean,
    queueMean,
    waitMean: answers === 0 ? null : (sojournSumUs - latencySumUs) / answers / 1e6,
    inSystemMean: busyMean + queueMean,
    latency: summary(window, "latency", answers, latencySumUs),
    sojourn: summary(window, "sojourn", answers, sojournSumUs),
  };
}

function callTotals(window: Window): CallTotals {
  const outcome = (number: number) => window.ofEdge(EdgeField.callOutcomes + number);
  const attempts = (number: number) => window.ofEdge(EdgeField.attemptOutcomes + number);
  const outcomes: Record<string, number> = {};
  outcomeNames.forEach((name, number) => {
    if (outcome(number) > 0) outcomes[name] = outcome(number);
  });
  return {
    calls: window.ofEdge(EdgeField.calls),
    attempts: window.ofEdge(EdgeField.attempts),
    retries: window.ofEdge(EdgeField.retries),
    timeouts: attempts(Outcome.timeout) + attempts(Outcome.connectTimeout),
    rejected:
      attempts(Outcome.refused) +
      attempts(Outcome.down) +
      attempts(Outcome.blocked) +
      outcome(Outcome.breakerOpen) +
      outcome(Outcome.bulkheadFull) +
      outcome(Outcome.poolTimeout),
    outcomes,
    latency: summary(window, "latency", window.ended, window.ofEdge(EdgeField.latencySumUs)),
  };
}

function summary(
  window: Window,
  which: "latency" | "sojourn",
  count: number,
  sumUs: number,
): LatencySummary {
  const counts = window.histogram(which);
  const at = (share: number) => {
    const us = percentileUs(counts, share);
    return us === null ? null : us / 1e6;
  };
  return {
    count,
    mean: count === 0 ? null : sumUs / count / 1e6,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}
