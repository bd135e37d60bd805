/** Alert rules: thresholds are written in the unit of their metric. */
import type { AlertRule, Metric, Subject, System } from "../../world/system.js";
import { quote } from "../issues.js";
import { suggest } from "../suggest.js";
import type { YamlFile } from "../yaml-file.js";
import { parseMetricValue } from "./metrics.js";
import type { AlertFile } from "./schema.js";
import { findSubject, subjects } from "./subject.js";

export function buildAlerts(
  alerts: Record<string, AlertFile>,
  system: System,
  file: YamlFile,
): AlertRule[] {
  return Object.entries(alerts).map(([name, written]) => buildAlert(name, written, system, file));
}

function buildAlert(name: string, written: AlertFile, system: System, file: YamlFile): AlertRule {
  const path = ["alerts", name];
  const { metric, above, below } = written;
  if ((above === undefined) === (below === undefined)) {
    file.note(
      "value-invalid",
      {
        value: `the threshold of "${name}"`,
        expected: "exactly one of above and below",
        remedy: above === undefined ? "add one of them" : "remove one of the two",
      },
      path,
    );
  }
  if (written.window < system.intervalUs) {
    file.note(
      "value-out-of-bounds",
      { value: "the window", remedy: "make it at least as long as the telemetry interval" },
      [...path, "window"],
    );
  }
  const subject = readSubject(written.of, metric, system, file, [...path, "of"]);
  return {
    name,
    severity: written.severity,
    metric,
    subject: subject ?? { of: "service", service: "" },
    windowUs: written.window,
    above: readThreshold(above, metric, file, [...path, "above"]),
    below: readThreshold(below, metric, file, [...path, "below"]),
    forUs: written.for,
  };
}

/** Threads, queues and replicas belong to services, breakers to calls; the rest can be measured anywhere. */
const onlyOf: Partial<Record<Metric, Subject["of"]>> = {
  busy_threads: "service",
  busy_share: "service",
  queue: "service",
  replicas_up: "service",
  breaker_open: "call",
};

/** The subject that a metric is measured of; notes a problem and gives null when there is none or it has no such metric. */
export function readSubject(
  written: string,
  metric: Metric,
  system: System,
  file: YamlFile,
  path: readonly PropertyKey[],
): Subject | null {
  const subject = findSubject(system, written);
  if (subject === null) {
    const suggestion = suggest(written, subjects(system).keys());
    file.note("name-unknown", { kind: "subject", name: written, suggestion }, path);
    return null;
  }
  const side = onlyOf[metric];
  if (side !== undefined && subject.of !== side) {
    const remedy = `name a ${side}`;
    file.note(
      "value-invalid",
      { value: quote(written), expected: `measured by ${metric}`, remedy },
      path,
    );
    return null;
  }
  return subject;
}

/** A threshold in the metric's unit; notes a problem and gives null when it cannot be read. */
export function readThreshold(
  written: string | number | undefined,
  metric: Metric,
  file: YamlFile,
  path: readonly PropertyKey[],
): number | null {
  if (written === undefined) return null;
  const reading = parseMetricValue(metric, written);
  if (reading.ok) return reading.value;
  if (typeof written === "number") {
    file.note("unit-missing", { value: written, expected: reading.reason }, path);
  } else {
    const remedy = `give ${metric} a threshold in its unit`;
    file.note("value-invalid", { value: quote(written), expected: reading.reason, remedy }, path);
  }
  return null;
}
