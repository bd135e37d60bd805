import type { Series } from "../../server/api/live.js";

export type Unit = Series["unit"];

/** A value for people, its number apart from its unit so that the unit can be set smaller. */
export interface Written {
  number: string;
  unit: string;
}

/** The page's one way to write a measured value: "98.2 %", "12,040/s", "320 ms", "1,204". */
export function formatValue(value: number | null | undefined, unit: Unit): string {
  const { number, unit: suffix } = writeValue(value, unit);
  return suffix === "%" || suffix === "ms" || suffix === "s"
    ? `${number} ${suffix}`
    : number + suffix;
}

export function writeValue(value: number | null | undefined, unit: Unit): Written {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return { number: "no data", unit: "" };
  }
  switch (unit) {
    case "share":
      return { number: formatPercent(value), unit: "%" };
    case "seconds":
      return value < 1
        ? { number: formatNumber(value * 1000), unit: "ms" }
        : { number: value < 100 ? value.toFixed(1) : formatNumber(value), unit: "s" };
    case "per-second":
      return { number: formatNumber(value), unit: "/s" };
    case "count":
      return { number: formatNumber(value), unit: "" };
  }
}

/** Thousands apart; a decimal only where it tells something. */
export function formatNumber(value: number): string {
  const isWhole = Math.abs(value) >= 100 || Math.abs(value - Math.round(value)) < 0.05;
  if (!isWhole) return value.toFixed(1);
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** For places with little room: five digits and more in thousands, 46,860 as 46.9k. */
export function formatShort(value: number): string {
  return value < 10_000 ? formatNumber(value) : `${formatNumber(value / 1000)}k`;
}

/** Nothing is rounded away: 0.04 % is not 0 and 99.96 % is not 100. */
function formatPercent(share: number): string {
  const percent = share * 100;
  if (percent <= 0 || percent >= 100) return String(Math.round(percent));
  if (percent < 0.1) return "< 0.1";
  if (percent > 99.9) return "> 99.9";
  return percent.toFixed(1);
}

const dayUs = 86_400_000_000;

/** The page's one clock: a moment of the drill as its time of day, 14:12:31. */
export function formatClock(drill: { beginsUs: number }, atUs: number): string {
  const seconds = Math.floor(((((drill.beginsUs + atUs) % dayUs) + dayUs) % dayUs) / 1_000_000);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, "0"))
    .join(":");
}

/** A length of time in words: "4 min", "40 s". */
export function formatLength(lengthUs: number): string {
  const seconds = Math.max(0, Math.ceil(lengthUs / 1_000_000));
  return seconds < 60 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** "1 alert", "3 alerts"; the plural is given where an s is not enough. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

const metricWords: Record<string, string> = {
  rate: "requests",
  error_share: "errors",
  success_share: "succeed",
  share_500: "answered 500",
  share_503: "answered 503",
  share_504: "answered 504",
  p50: "p50 latency",
  p95: "p95 latency",
  p99: "p99 latency",
  busy_threads: "busy threads",
  busy_share: "threads busy",
  queue: "queue",
  retry_rate: "retries",
  attempt_rate: "attempts",
  refusal_rate: "refusals",
  timeout_rate: "timeouts",
  breaker_open: "breaker open",
  replicas_up: "replicas up",
};

export function metricTitle(metric: string): string {
  return metricWords[metric] ?? metric.replaceAll("_", " ");
}

/** An identifier as people read it: "orders-database" becomes "Orders database", a call "Order to Payment". */
export function nameTitle(name: string): string {
  if (name.includes("->")) return name.split("->").map(nameTitle).join(" to ");
  const [service = "", site] = name.split("@");
  const words = service.replaceAll("-", " ").replace(".", ": ");
  return words.charAt(0).toUpperCase() + words.slice(1) + (site ? ` (${site})` : "");
}
