import { stringify } from "yaml";
import { printMetricValue } from "../../drill/system/metrics.js";
import type { Json, Topology } from "../../session/index.js";
import type { Metric } from "../../world/index.js";
import { sparkline } from "./graphics.js";
import { table } from "./table.js";
import { renderTopology } from "./topology.js";

/** How the answers of some tools read better than as plain keys and values. */
const renderers: Record<string, (result: never) => string> = {
  show_topology: (result: Topology) => renderTopology(result),
  query_metrics: renderMetric,
  list_alerts: renderAlerts,
  search_logs: renderLogs,
  read_runbook: ({ text }: { text: string }) => text,
  take_hint: ({ hint, costPoints, left }: HintResult) =>
    hint === null
      ? "There are no more hints.\n"
      : `${hint}\n(costs ${costPoints} ${costPoints === 1 ? "point" : "points"}, ${left} left)\n`,
};

/** A tool's answer for people. */
export function renderResult(tool: string, result: Json): string {
  const render = Object.hasOwn(renderers, tool)
    ? renderers[tool]!
    : (plain: Json) => stringify(plain);
  const text = render(result as never);
  return text.endsWith("\n") ? text : `${text}\n`;
}

interface HintResult {
  hint: string | null;
  costPoints: number;
  left: number;
}

interface MetricResult {
  metric: Metric;
  of: string;
  from: string;
  to: string;
  value: number | null;
  points: { at: string; value: number | null }[];
}

function renderMetric({ metric, of, from, to, value, points }: MetricResult): string {
  const values = points.map((point) => point.value);
  const known = values.filter((known) => known !== null);
  const range =
    known.length === 0
      ? ""
      : `  from ${printMetricValue(metric, Math.min(...known))} to ${printMetricValue(metric, Math.max(...known))}`;
  return `${metric} of ${of}, ${from} to ${to}: ${printMetricValue(metric, value)}\n${sparkline(values)}${range}\n`;
}

interface AlertsResult {
  alerts: {
    alert: string;
    severity: string;
    state: string;
    since: string;
    acknowledged: boolean;
  }[];
  log: { at: string; alert: string; state: string }[];
}

function renderAlerts({ alerts, log }: AlertsResult): string {
  const present =
    alerts.length === 0
      ? "No alert is pending or firing.\n"
      : table(
          ["alert", "severity", "state", "since", "acknowledged"].map((title) => ({ title })),
          alerts.map(({ alert, severity, state, since, acknowledged }) => [
            alert,
            severity,
            state,
            since,
            acknowledged ? "yes" : "no",
          ]),
        );
  return present + log.map(({ at, alert, state }) => `${at}  ${alert} ${state}\n`).join("");
}

interface LogsResult {
  lines: { at: string; level: string; service: string; message: string; trace: string | null }[];
}

function renderLogs({ lines }: LogsResult): string {
  if (lines.length === 0) return "No line matches.\n";
  return table(
    ["at", "level", "service", "message", "trace"].map((title) => ({ title })),
    lines.map(({ at, level, service, message, trace }) => [
      at,
      level,
      service,
      message,
      trace ?? "",
    ]),
  );
}
