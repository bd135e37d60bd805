import type { Health } from "../ui/health.js";

/**
 * When the page paints something as degraded or failing. These are the page's own round numbers for any system, like
 * the defaults of a dashboard; what a drill calls healthy, and what it scores, is its own business.
 */
const limits = {
  errorShare: { degraded: 0.02, failing: 0.25 },
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
  if (successShare === null) return "unknown";
  if (successShare < 0.75) return "failing";
  return successShare < 0.99 ? "degraded" : "ok";
}

function judge(value: number | null, limit: { degraded: number; failing: number }): Health {
  if (value === null) return "unknown";
  if (value >= limit.failing) return "failing";
  return value >= limit.degraded ? "degraded" : "ok";
}
