/** Tiny builders: a test says only what it is about, all else is as plain as can be. Times are in seconds. */
import type {
  BackoffSpec,
  CallPolicy,
  CallSpec,
  Change,
  Law,
  QueueSpec,
  RetrySpec,
  ServiceSpec,
  SourceSpec,
  Step,
  System,
  Target,
  TimedChange,
} from "../../../src/world/index.js";
import { plainCallPolicy } from "../../../src/world/index.js";

/** Seconds as whole microseconds. */
export function us(seconds: number): number {
  return Math.round(seconds * 1e6);
}

export function constant(seconds: number): Law {
  return { law: "constant", valueUs: us(seconds) };
}

export function exponential(meanSeconds: number): Law {
  return { law: "exponential", meanUs: us(meanSeconds) };
}

export function work(duration: Law): Step {
  return { step: "work", duration };
}

/** Every service of these tests has one operation, unless it says otherwise. */
export function to(service: string, operation = "serve"): Target {
  return { service, operation };
}

export function call(service: string, operation?: string): Step {
  return { step: "call", target: to(service, operation) };
}

export function queue(parts: Partial<QueueSpec> = {}): QueueSpec {
  return {
    length: Number.POSITIVE_INFINITY,
    order: "fifo",
    maximumWaitUs: null,
    dropExpired: false,
    whenFull: "reject",
    ...parts,
  };
}

/** A service whose one operation runs some steps; one thread and a queue without end unless said otherwise. */
export function service(
  name: string,
  steps: Step[],
  parts: Partial<Omit<ServiceSpec, "queue">> & { queue?: Partial<QueueSpec> } = {},
): ServiceSpec {
  return {
    name,
    kind: "service",
    replicas: 1,
    maximumReplicas: parts.replicas ?? 1,
    threads: 1,
    refusal: { costUs: 0, roundTripUs: 0 },
    balance: "round-robin",
    restartUs: us(10),
    operations: [{ name: "serve", steps }],
    releases: [{ name: "first", latencyFactor: 1, errorShare: 0 }],
    ...parts,
    queue: queue(parts.queue),
  };
}

/** Somebody without limits who calls others one after another. */
export function dispatcher(name: string, ...services: string[]): ServiceSpec {
  return service(
    name,
    services.map((service) => call(service)),
    { threads: Number.POSITIVE_INFINITY },
  );
}

export function retries(count: number, parts: Partial<RetrySpec> = {}): RetrySpec {
  return { count, backoff: backoff(0), budget: null, probability: 1, ...parts };
}

export function backoff(baseSeconds: number, parts: Partial<BackoffSpec> = {}): BackoffSpec {
  return { baseUs: us(baseSeconds), factor: 2, maximumUs: us(60), jitter: "none", ...parts };
}

export function arrow(from: string, to: string, policy: Partial<CallPolicy> = {}): CallSpec {
  return { ...plainCallPolicy, ...policy, from, to };
}

/** An open source of Poisson arrivals. */
export function poisson(
  ratePerSecond: number,
  service: string,
  parts: Partial<SourceSpec> = {},
): SourceSpec {
  return {
    name: "users",
    load: { kind: "open", law: "poisson", ratePerSecond },
    patienceUs: null,
    retries: null,
    routes: [{ name: "visit", weight: 1, target: to(service) }],
    ...parts,
  };
}

/** An open source whose requests come at equal distances. */
export function fixed(
  ratePerSecond: number,
  service: string,
  parts: Partial<SourceSpec> = {},
): SourceSpec {
  const load = { kind: "open", law: "fixed", ratePerSecond } as const;
  return poisson(ratePerSecond, service, { load, ...parts });
}

/** A number of users who think between requests. */
export function closed(
  users: number,
  think: Law,
  service: string,
  parts: Partial<SourceSpec> = {},
): SourceSpec {
  return poisson(1, service, { load: { kind: "closed", users, think }, ...parts });
}

export function at(seconds: number, change: Change): TimedChange {
  return { atUs: us(seconds), change };
}

export function system(parts: Partial<System> & Pick<System, "services" | "sources">): System {
  return {
    calls: [],
    site: null,
    flags: [],
    timeline: [],
    alerts: [],
    intervalUs: us(10),
    measureFromUs: 0,
    traceEvery: 0,
    abandonedWorkGoesOn: true,
    ...parts,
  };
}
