/** Random laws, policies and changes: what random systems are made of. */
import fc from "fast-check";
import type { CallSpec, Change, Law } from "../../../src/world/index.js";
import { us } from "./systems.js";

const { constantFrom, integer, nat, option, record, tuple } = fc;

/** Seconds from one to another bound, in whole milliseconds. */
export const seconds = (low: number, high: number) =>
  integer({ min: low * 1000, max: high * 1000 }).map((milliseconds) => us(milliseconds / 1000));
export const share = nat(10).map((tenths) => tenths / 10);

export const law: fc.Arbitrary<Law> = seconds(0.001, 0.2).chain((meanUs) =>
  constantFrom<Law>(
    { law: "constant", valueUs: meanUs },
    { law: "exponential", meanUs },
    { law: "uniform", lowUs: 0, highUs: 2 * meanUs },
    { law: "lognormal", meanUs, sigma: 1 },
    { law: "erlang", stages: 3, meanUs },
    { law: "hyperexponential", meanUs, squaredVariation: 5 },
  ),
);

export const retries = record({
  count: nat(3),
  backoff: record({
    baseUs: constantFrom(0, us(0.05)),
    factor: constantFrom(1, 2),
    maximumUs: fc.constant(us(0.5)),
    jitter: constantFrom("none" as const, "full" as const, "equal" as const),
  }),
  budget: option(record({ share: constantFrom(0.1, 0.5), capacity: integer({ min: 1, max: 20 }) })),
  probability: constantFrom(1, 0.5),
});

export const policy = record({
  connectTimeoutUs: seconds(0.1, 2),
  timeoutUs: option(seconds(0.02, 1)),
  retries: option(retries),
  breaker: option(
    record({
      failureShare: constantFrom(0.3, 0.5, 1),
      windowUs: seconds(0.5, 5),
      minimumCalls: integer({ min: 1, max: 10 }),
      openUs: seconds(0.1, 3),
      trialCalls: integer({ min: 1, max: 3 }),
    }),
  ),
  bulkhead: option(integer({ min: 1, max: 8 })),
  pool: option(
    record({ connections: integer({ min: 1, max: 6 }), maximumWaitUs: option(seconds(0.01, 0.5)) }),
  ),
  fallback: option(
    record({ delayUs: constantFrom(0, us(0.01)), mark: option(fc.constant("plain")) }),
  ),
  skip: option(record({ flag: fc.constant("lean"), mark: option(fc.constant("lean")) })),
});

/** Any change of a system whose services are named s0, s1, ... */
export function changeOf(count: number, calls: CallSpec[], site: boolean): fc.Arbitrary<Change> {
  const service = nat(count - 1).map((number) => `s${number}`);
  const call = constantFrom(...calls);
  const source = { source: fc.constant("users"), route: option(fc.constant("front")) };
  const fixed = <T extends string>(name: T) => ({ change: fc.constant(name) });
  return fc.oneof(
    tuple(call, policy).map(
      ([{ from, to }, set]): Change => ({ change: "call-policy", from, to, set }),
    ),
    tuple(call, constantFrom("reject" as const, "drop" as const, "none" as const)).map(
      ([{ from, to }, mode]): Change => ({ change: "block", from, to, mode }),
    ),
    record({ ...fixed("flag"), flag: fc.constant("lean"), on: fc.boolean() }),
    record({ ...fixed("shed"), ...source, share }),
    site
      ? record({ ...fixed("shift"), ...source, site: fc.constant("west"), share })
      : record({ ...fixed("load"), source: fc.constant("users"), factor: constantFrom(0, 0.5, 2) }),
    record({ ...fixed("restart"), service }),
    record({ ...fixed("crash"), service }),
    record({ ...fixed("start"), service }),
    record({ ...fixed("scale"), service, replicas: integer({ min: 1, max: 4 }) }),
    record({ ...fixed("release"), service, release: constantFrom("first", "second") }),
    record({ ...fixed("slow"), service, factor: constantFrom(0.5, 1, 10) }),
    record({ ...fixed("fail"), service, errorShare: constantFrom(0, 0.3) }),
    record({
      ...fixed("stall"),
      service,
      law,
      fromShare: constantFrom(0, 0.01, 0.5),
      toShare: constantFrom(0, 0.5, 1),
      overUs: constantFrom(0, us(3)),
    }),
  );
}
