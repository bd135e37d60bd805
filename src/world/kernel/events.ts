/** What an event is for: the low 4 bits of its payload. The rest is the number of what it concerns. */
export const enum EventKind {
  /** The head of a line is due (number of the line). */
  line = 0,
  /** A piece of work is done (task). */
  workDone = 1,
  /** An answer reaches the caller (task). */
  answer = 2,
  /** The caller gives up the present attempt, or waiting for a connection (call). */
  timeout = 3,
  /** A request has waited in the queue for as long as the service allows (task). */
  queueLimit = 4,
  /** The pause before the next attempt is over (call). */
  retry = 5,
  /** An attempt fails on the caller's side, or its fallback is ready (call). */
  settle = 6,
  /** The next request of an open source (source). */
  arrival = 7,
  /** A user of a closed source has finished thinking (source). */
  userReady = 8,
  /** The end of a telemetry interval. */
  tick = 9,
  /** A change of the timeline (its index). */
  change = 10,
  /** An instance has started (instance). */
  started = 11,
  /** The next release reaches an instance (instance). */
  rollout = 12,
}

export function payloadOf(kind: number, number: number): number {
  return (number << 4) | kind;
}
