/**
 * The two kinds of records of a run, in one arena (see arena.ts): work at a service (a task) and a caller's side of a
 * request (a call). Both keep their state in the low 4 bits of the status word, with numbers that differ.
 */

/**
 * One request as the callee sees it: from arrival to answer. A task outlives the caller's interest in it: its call is
 * -1 once the caller has given up.
 */
export const enum Task {
  call = 0,
  link = 1,
  /** What the draws of this attempt are keyed by. */
  key = 2,
  /** The neighbours in the queue of its instance are `previous` and `link`. */
  previous = 3,
  span = 4,
  instance = 5,
  step = 6,
  /** See `TaskBits`. */
  status = 7,
}

/** Of the status: why the task failed (0 while it has not), its marks, and its calls that have not ended. */
export const enum TaskBits {
  outcomeShift = 4,
  outcomeMask = 0xf0,
  marksShift = 8,
  marksMask = 0xff00,
  pendingShift = 16,
  onePending = 0x10000,
}

/** The floats of a task. */
export const enum TaskTime {
  arrivedUs = 4,
  startedUs = 5,
}

/** What a task is doing. */
export const enum TaskState {
  /** Waits for a thread. */
  queued = 1,
  /** Holds a thread and will be run in this microsecond. */
  ready = 2,
  /** Holds a thread until an event of its own. */
  working = 3,
  /** Holds a thread until its calls have ended. */
  waiting = 4,
  /** Has no thread; carries an answer that is on its way. */
  answering = 5,
  /** Was killed; the record goes when its event comes. */
  deadWorking = 6,
  /** Was killed; the record goes when its calls have ended. */
  deadWaiting = 7,
}

/** One request as its caller sees it: all attempts until the outcome. */
export const enum Call {
  /** The task that waits for this call, -1 for a user. */
  parent = 0,
  /**
   * The task of the present attempt, -1 when there is none. A call that waits for a connection has no attempt; then
   * this is the call that waits behind it.
   */
  task = 1,
  key = 2,
  /** The call before this one among those that wait for a connection. */
  previous = 3,
  span = 4,
  lane = 5,
  /** The arrow, and the first step of the operation called. */
  place = 6,
  /** See `CallBits`. */
  status = 7,
}

/** Of the place, then of the status: retries made, and an outcome that is on its way. */
export const enum CallBits {
  edgeMask = 0xffff,
  entryShift = 16,
  retryShift = 4,
  retryMask = 0xff0,
  outcomeShift = 12,
  outcomeMask = 0x1f000,
  /** In place of an outcome: the fallback is being made. */
  fallback = 31,
}

/** The floats of a call. */
export const enum CallTime {
  startedUs = 4,
  /** When the present attempt is given up; -1 when never. A timeout event that finds another value is stale. */
  deadlineUs = 5,
}

/** What a call is doing. */
export const enum CallState {
  /** An attempt is under way. */
  attempt = 8,
  /** Waits for a connection from the pool. */
  pooled = 9,
  /** Waits before the next attempt, for a local failure or for the fallback. */
  pausing = 10,
}

/** Both kinds: where the state of a record stands, 0 when it is free. */
export const enum Status {
  word = 7,
  stateMask = 0xf,
}
