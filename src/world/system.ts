/**
 * What a simulated production system is made of: services (boxes), calls (arrows) and sources of load.
 *
 * Every duration is an integer number of microseconds (`...Us`), every share is between 0 and 1 and every rate is
 * per second. `null` means that the mechanism is absent. Nothing here is validated: the drill room parses and checks
 * files and hands over a system that is already sound.
 */

/** The law of a random duration. Means and bounds are in microseconds. */
export type Law =
  | { law: "constant"; valueUs: number }
  | { law: "uniform"; lowUs: number; highUs: number }
  | { law: "exponential"; meanUs: number }
  | { law: "erlang"; stages: number; meanUs: number }
  /** Two exponential phases with balanced means; `squaredVariation` (variance / mean squared) is above 1. */
  | { law: "hyperexponential"; meanUs: number; squaredVariation: number }
  /** `sigma` is the standard deviation of the logarithm. */
  | { law: "lognormal"; meanUs: number; sigma: number };

/** One operation at one service, as the target of a call. */
export interface Target {
  service: string;
  operation: string;
}

/** An operation is a small program; a thread is held from its first step to its last. */
export type Step =
  | { step: "work"; duration: Law }
  | { step: "call"; target: Target }
  /** Calls made at the same time; the operation goes on when all have ended and fails if one failed. */
  | { step: "parallel"; targets: Target[] }
  | { step: "branch"; share: number; then: Step[]; otherwise: Step[] };

export interface OperationSpec {
  name: string;
  steps: Step[];
}

/** What a deployed version changes compared with the operations as written. */
export interface ReleaseSpec {
  name: string;
  /** Multiplies every `work` duration. */
  latencyFactor: number;
  /** Share of requests that end in an error of the service's own (a 500) after their work. */
  errorShare: number;
}

export interface QueueSpec {
  /** Requests that may wait for a thread; Infinity for no bound. */
  length: number;
  order: "fifo" | "lifo";
  /** A request that waited this long is answered with an error and leaves the queue. */
  maximumWaitUs: number | null;
  /** When a thread takes a request whose caller has already given up, drop it instead of working on it. */
  dropExpired: boolean;
  /** A full queue either answers with a refusal or stays silent, like a full accept queue. */
  whenFull: "reject" | "drop";
}

export interface ServiceSpec {
  name: string;
  /** An external service belongs to somebody else: it cannot be restarted, scaled or rolled back. */
  kind: "service" | "external";
  replicas: number;
  /** The most replicas that scaling may reach; state for them is laid out from the start. */
  maximumReplicas: number;
  /** Worker threads of one replica; Infinity for no limit. */
  threads: number;
  queue: QueueSpec;
  /** Refusing is work too: one acceptor a replica spends `costUs` on each, then the answer travels `roundTripUs`. */
  refusal: { costUs: number; roundTripUs: number };
  balance: "round-robin" | "random" | "least-requests";
  restartUs: number;
  operations: OperationSpec[];
  /** The first release is the one that runs at time 0. */
  releases: ReleaseSpec[];
}

export interface BackoffSpec {
  baseUs: number;
  factor: number;
  maximumUs: number;
  /** none: the full delay; full: uniform in [0, delay]; equal: half fixed, half uniform. */
  jitter: "none" | "full" | "equal";
}

/** A token bucket: each first attempt earns `share` tokens, each retry spends one, at most `capacity` are kept. */
export interface RetryBudgetSpec {
  share: number;
  capacity: number;
}

export interface RetrySpec {
  /** Retries after the first attempt. */
  count: number;
  backoff: BackoffSpec;
  budget: RetryBudgetSpec | null;
  /** The chance that a failed attempt is tried again at all; 1 for machines, less for people. */
  probability: number;
}

export interface BreakerSpec {
  /** Opens when at least this share of the calls in the window failed ... */
  failureShare: number;
  windowUs: number;
  /** ... and the window holds at least so many calls. */
  minimumCalls: number;
  openUs: number;
  /** Calls let through when half open; all must succeed to close, one failure opens again. */
  trialCalls: number;
}

/** Everything about one arrow: how a caller treats a callee. */
export interface CallPolicy {
  /** How long a caller waits for a callee that does not even accept (dropped packets, full accept queue). */
  connectTimeoutUs: number;
  timeoutUs: number | null;
  retries: RetrySpec | null;
  breaker: BreakerSpec | null;
  /** Calls in flight at once per caller replica; one more is refused locally at once. */
  bulkhead: number | null;
  /** Connections per caller replica; one more waits for a free one, at most `maximumWaitUs`. */
  pool: { connections: number; maximumWaitUs: number | null } | null;
  /** An answer given instead of a failure; `mark` labels the user request as served in a lesser way. */
  fallback: { delayUs: number; mark: string | null } | null;
  /** While the flag is on, the call is not made and counts as answered, with the mark. */
  skip: { flag: string; mark: string | null } | null;
}

export interface CallSpec extends CallPolicy {
  from: string;
  to: string;
}

/** One kind of request that a source sends. */
export interface RouteSpec {
  name: string;
  weight: number;
  target: Target;
}

export interface SourceSpec {
  name: string;
  load:
    | { kind: "open"; law: "poisson" | "fixed"; ratePerSecond: number }
    | { kind: "closed"; users: number; think: Law };
  /** A user whose request takes longer is gone; work already begun goes on. */
  patienceUs: number | null;
  /** What users do on failure: reload, perhaps. */
  retries: RetrySpec | null;
  routes: RouteSpec[];
}

/** A second site: copies of all services but the shared ones, with a share of the replicas' threads and queues. */
export interface SiteSpec {
  name: string;
  capacityShare: number;
  shared: string[];
}

/** What can be measured; see telemetry.ts for units and sides. */
export type Metric =
  | "rate"
  | "error_share"
  | "success_share"
  | "share_500"
  | "share_503"
  | "share_504"
  | "p50"
  | "p95"
  | "p99"
  | "busy_threads"
  | "busy_share"
  | "queue"
  | "retry_rate"
  | "attempt_rate"
  | "refusal_rate"
  | "timeout_rate"
  | "breaker_open"
  | "replicas_up";

/** What a metric is about: a service as it sees itself, a call as its caller sees it, or a source's users (one route or all). */
export type Subject =
  | { of: "service"; service: string }
  | { of: "call"; from: string; to: string }
  | { of: "source"; source: string; route: string | null };

export interface AlertRule {
  name: string;
  severity: "page" | "ticket";
  metric: Metric;
  subject: Subject;
  windowUs: number;
  above: number | null;
  below: number | null;
  forUs: number;
}

/** A change of the system at one moment: faults of the timeline and acts of operators are the same thing. */
export type Change =
  | { change: "call-policy"; from: string; to: string; set: Partial<CallPolicy> }
  | { change: "block"; from: string; to: string; mode: "reject" | "drop" | "none" }
  | { change: "flag"; flag: string; on: boolean }
  /** Refuses a share of the requests of one route (or of all) at the edge. */
  | { change: "shed"; source: string; route: string | null; share: number }
  /** Sends a share of the requests of one route (or of all) to the second site. */
  | { change: "shift"; source: string; route: string | null; site: string; share: number }
  /** Stops all replicas, which lose all requests they hold; they are back after the service's restart time. */
  | { change: "restart"; service: string }
  | { change: "crash"; service: string }
  | { change: "start"; service: string }
  | { change: "scale"; service: string; replicas: number }
  | { change: "release"; service: string; release: string }
  /** Multiplies the work of a service, as a noisy neighbour or a cold cache would. */
  | { change: "slow"; service: string; factor: number }
  | { change: "fail"; service: string; errorShare: number }
  /** A share of the work follows another law; the share moves from one value to another log-linearly over a time. */
  | {
      change: "stall";
      service: string;
      law: Law;
      fromShare: number;
      toShare: number;
      overUs: number;
    }
  | { change: "load"; source: string; factor: number };

export interface TimedChange {
  atUs: number;
  change: Change;
}

export interface System {
  services: ServiceSpec[];
  calls: CallSpec[];
  sources: SourceSpec[];
  site: SiteSpec | null;
  flags: { name: string; on: boolean }[];
  timeline: TimedChange[];
  alerts: AlertRule[];
  /** Width of a telemetry interval; alert rules are evaluated at the end of each. */
  intervalUs: number;
  /** An interval is cut here, so that totals can begin at any moment; 0 for the start. */
  measureFromUs: number;
  /** One user request in so many is traced; 0 for none. */
  traceEvery: number;
  /** With false, a request whose caller has given up vanishes at once: unreal, kept to show that it matters. */
  abandonedWorkGoesOn: boolean;
}

/** The policy of an arrow about which nothing was said: wait for ever, try once. */
export const plainCallPolicy: CallPolicy = {
  /** Linux gives up on an unanswered connection after 6 SYN retries, 127 s in all. */
  connectTimeoutUs: 127_000_000,
  timeoutUs: null,
  retries: null,
  breaker: null,
  bulkhead: null,
  pool: null,
  fallback: null,
  skip: null,
};
