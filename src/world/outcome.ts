/** How an attempt, a call or a user request ended, with the status code that a caller would log. */

export const enum Outcome {
  ok = 0,
  /** The callee's own error. */
  error = 1,
  /** The callee's queue was full. */
  refused = 2,
  /** No replica of the callee was up. */
  down = 3,
  /** Waited in the callee's queue longer than its maximum. */
  expired = 4,
  /** The callee was stopped while it held the request. */
  killed = 5,
  /** The caller's response timeout; a user's patience. */
  timeout = 6,
  /** Nobody accepted the connection in time. */
  connectTimeout = 7,
  /** The caller's breaker was open. */
  breakerOpen = 8,
  /** The caller's bulkhead was full. */
  bulkheadFull = 9,
  /** No connection became free in time. */
  poolTimeout = 10,
  /** The network refused the connection. */
  blocked = 11,
  /** Refused at the edge to shed load. */
  shed = 12,
  /** The callee failed because a callee of its own answered with an error. */
  dependencyError = 13,
  /** ... was unavailable. */
  dependencyUnavailable = 14,
  /** ... did not answer in time. */
  dependencyTimeout = 15,
}

export const outcomeCount = 16;

/** Words for people, in the order of the numbers. */
export const outcomeNames: readonly string[] = [
  "ok",
  "error",
  "refused",
  "down",
  "expired-in-queue",
  "connection-reset",
  "timeout",
  "connect-timeout",
  "breaker-open",
  "bulkhead-full",
  "pool-timeout",
  "network-blocked",
  "shed",
  "dependency-error",
  "dependency-unavailable",
  "dependency-timeout",
];

/** The HTTP status a caller records for each outcome. */
export const outcomeStatus: readonly number[] = [
  200, 500, 503, 503, 503, 503, 504, 504, 503, 503, 503, 503, 503, 500, 503, 504,
];

/** What a service answers when a call of its own ended so. */
export const asDependency: readonly Outcome[] = outcomeStatus.map((status) =>
  status === 200
    ? Outcome.ok
    : status === 500
      ? Outcome.dependencyError
      : status === 504
        ? Outcome.dependencyTimeout
        : Outcome.dependencyUnavailable,
);

/** Outcomes of the caller's own protection: trying again at once would meet the same protection. */
export function isLocalRefusal(outcome: number): boolean {
  return outcome === Outcome.breakerOpen || outcome === Outcome.bulkheadFull;
}
