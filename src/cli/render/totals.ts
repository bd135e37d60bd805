import type { SimulationDocument } from "../simulation-document.js";
import { amount, latency, percent } from "./figures.js";
import { type Column, table } from "./table.js";

/** What a simulation measured, as three tables. */
export function renderTotals(document: SimulationDocument): string {
  const { simulatedSeconds, measuredSeconds, events, wallSeconds, hash } = document;
  const speed = simulatedSeconds / Math.max(wallSeconds, 0.001);
  const summary = [
    `${amount(simulatedSeconds)} s simulated in ${wallSeconds.toFixed(2)} s (${amount(speed)} times as fast as real time)`,
    `${amount(measuredSeconds)} s measured, ${amount(events)} events, state ${hash}`,
  ];
  return [
    summary.map((line) => `${line}\n`).join(""),
    sourcesTable(document),
    servicesTable(document),
    callsTable(document),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function sourcesTable({ sources }: SimulationDocument): string {
  const rows = Object.entries(sources).flatMap(([name, { routes, ...all }]) => [
    sourceRow(name, all),
    ...Object.entries(routes).map(([route, totals]) => sourceRow(`  ${route}`, totals)),
  ]);
  return table(
    columns("source", "offered", "succeeded", "failed", "abandoned", "mean", "p50", "p95", "p99"),
    rows,
  );
}

type SourceTotals = Omit<SimulationDocument["sources"][string], "routes">;

function sourceRow(
  name: string,
  { offered, succeeded, failed, abandoned, latency: spent }: SourceTotals,
) {
  return [
    name,
    ...[offered, succeeded, failed, abandoned].map(amount),
    ...[spent.mean, spent.p50, spent.p95, spent.p99].map(latency),
  ];
}

function servicesTable({ services }: SimulationDocument): string {
  return table(
    columns("service", "arrivals", "completed", "errors", "busy", "queue", "wait", "p50", "p99"),
    Object.entries(services).map(([name, totals]) => [
      name,
      amount(totals.arrivals),
      amount(totals.completed),
      amount(Object.values(totals.errors).reduce((sum, count) => sum + count, 0)),
      percent(totals.utilization),
      amount(totals.queueMean),
      latency(totals.waitMean),
      latency(totals.latency.p50),
      latency(totals.latency.p99),
    ]),
  );
}

function callsTable({ calls }: SimulationDocument): string {
  const rows = Object.entries(calls).map(([name, totals]) => [
    name,
    ...[totals.calls, totals.attempts, totals.retries, totals.timeouts, totals.rejected].map(
      amount,
    ),
    latency(totals.latency.p50),
    latency(totals.latency.p99),
  ]);
  if (rows.length === 0) return "";
  return table(
    columns("call", "calls", "attempts", "retries", "timeouts", "rejected", "p50", "p99"),
    rows,
  );
}

function columns(first: string, ...rest: string[]): Column[] {
  return [{ title: first }, ...rest.map((title): Column => ({ title, align: "right" }))];
}
