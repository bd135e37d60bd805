import type { Health } from "../ui/health.js";

/**
 * When the page paints something as degraded or failing. These are the page's own round numbers for any system, like
 * the defaults of a dashboard; what a drill calls healthy, and what it scores, is its own business.
 */
const limits = {
  errorShare: { degraded: 0.01, failing: 0.25 },
  busyShare: { degraded: 0.8, failing: 0.99 },
  p99Seconds: { degraded: 2, failing: 10 },
} as const;

interface Measured {
  errorShare?: number | null;
  busyShare?: number | null;
  p99?: number | null;
}

export function healthOf({ errorShare = null, busyShare = null, p99 = null }: Measured): Health {
  const judged = [
    judge(errorShare, limits.errorShare),
    judge(busyShare, limits.busyShare),
    judge(p99, limits.p99Seconds),
  ];
  return worst(judged);
}

const order: Health[] = ["unknown", "ok", "degraded", "failing"];

export function worst(all: readonly Health[]): Health {
  return all.reduce<Health>(
    (found, health) => (order.indexOf(health) > order.indexOf(found) ? health : found),
    "unknown",
  );
}

/** How users are doing as a whole. */
export function usersHealth(successShare: number | null): Health {
  return healthOf({ errorShare: successShare === null ? null : 1 - successShare });
}

/** True when errors are what makes it unwell, so that they are what is said about it. */
export function errorsShow(errorShare: number | null): boolean {
  return errorShare !== null && errorShare >= limits.errorShare.degraded;
}

function judge(value: number | null, limit: { degraded: number; failing: number }): Health {
  if (value === null) return "unknown";
  if (value >= limit.failing) return "failing";
  return value >= limit.degraded ? "degraded" : "ok";
}
