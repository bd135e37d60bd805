/** In which unit each metric is measured, and how a value of it is read and written. */
import type { Metric } from "../../world/system.js";
import { parseDuration, parseRate, parseShare, printDuration, type Reading } from "./units.js";

export type MetricUnit = "share" | "seconds" | "per-second" | "count";

export const metricUnits: Record<Metric, MetricUnit> = {
  rate: "per-second",
  error_share: "share",
  success_share: "share",
  share_500: "share",
  share_503: "share",
  share_504: "share",
  p50: "seconds",
  p95: "seconds",
  p99: "seconds",
  busy_threads: "count",
  busy_share: "share",
  queue: "count",
  retry_rate: "per-second",
  attempt_rate: "per-second",
  refusal_rate: "per-second",
  timeout_rate: "per-second",
  breaker_open: "share",
  replicas_up: "count",
};

export const metricNames = Object.keys(metricUnits) as [Metric, ...Metric[]];

/** Reads a threshold in the metric's unit: latencies become seconds, shares 0 to 1, rates per second. */
export function parseMetricValue(metric: Metric, written: string | number): Reading<number> {
  if (metricUnits[metric] === "count") {
    return typeof written === "number" && written >= 0
      ? { ok: true, value: written }
      : { ok: false, reason: "a plain number of 0 or more" };
  }
  const text = String(written);
  switch (metricUnits[metric]) {
    case "share":
      return parseShare(text);
    case "per-second":
      return parseRate(text);
    default: {
      const reading = parseDuration(text);
      return reading.ok ? { ok: true, value: reading.value / 1_000_000 } : reading;
    }
  }
}

/** A measured value for people, rounded to what is worth reading: "12 %", "320 ms", "49.7/s", "1,204". */
export function printMetricValue(metric: Metric, value: number | null): string {
  if (value === null) return "no data";
  switch (metricUnits[metric]) {
    case "share":
      return `${roundedShare(value)} %`;
    case "seconds":
      return roundedLatency(value);
    case "per-second":
      return `${rounded(value)}/s`;
    case "count":
      return rounded(value);
  }
}

/** A whole number with thousands apart: 1204 becomes "1,204". */
export function printCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

function rounded(value: number): string {
  return value >= 100 || Number.isInteger(value) ? printCount(value) : value.toFixed(1);
}

/** Never rounds something away: 0.04 % is not 0 % and 99.96 % is not 100 %. */
function roundedShare(share: number): string {
  const percent = share * 100;
  const near = Math.min(percent, 100 - percent);
  if (near <= 0) return String(Math.round(percent));
  if (near < 0.1) return percent < 50 ? "under 0.1" : "over 99.9";
  return near < 10 ? percent.toFixed(1).replace(/\.0$/, "") : String(Math.round(percent));
}

function roundedLatency(seconds: number): string {
  const milliseconds = seconds * 1000;
  if (milliseconds < 10) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (seconds < 100) return `${seconds.toFixed(1)} s`;
  return printDuration(Math.round(seconds) * 1_000_000);
}
