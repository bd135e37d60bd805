import { printMetricValue } from "../../drill/system/metrics.js";

/** A latency in seconds for people; a dash where there is none. */
export function latency(seconds: number | null): string {
  return seconds === null ? "-" : printMetricValue("p99", seconds);
}

/** A share from 0 to 1 for people. */
export function percent(share: number | null): string {
  return share === null ? "-" : printMetricValue("error_share", share);
}

/** A number of things, with one decimal where that says something. */
export function amount(value: number | null): string {
  return value === null ? "-" : printMetricValue("queue", value);
}

/** A rate per second. */
export function rate(perSecond: number | null): string {
  return perSecond === null ? "-" : printMetricValue("rate", perSecond);
}
