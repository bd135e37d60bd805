/** Small random systems in which everything the kernel knows occurs, for laws that must hold for all of them. */
import fc from "fast-check";
import type { Law, ServiceSpec, SourceSpec, Step, System } from "../../../src/world/index.js";
import { changeOf, law, policy, retries, seconds, share } from "./random-parts.js";
import { arrow, at, queue, service, system, to, us } from "./systems.js";

const { constantFrom, integer, nat, option, record, tuple } = fc;

/** Services call only those behind them, so that nobody waits for himself. */
function stepsOf(number: number, count: number): fc.Arbitrary<Step[]> {
  const work = law.map((duration): Step => ({ step: "work", duration }));
  if (number + 1 >= count) return tuple(work);
  const target = integer({ min: number + 1, max: count - 1 }).map((callee) => to(`s${callee}`));
  const call = target.map((target): Step => ({ step: "call", target }));
  const parallel = fc
    .array(target, { minLength: 2, maxLength: 3 })
    .map((targets): Step => ({ step: "parallel", targets }));
  const branch = tuple(share, work, call).map(
    ([share, then, otherwise]): Step => ({
      step: "branch",
      share,
      // biome-ignore lint/suspicious/noThenProperty: a branch of an operation, not a promise.
      then: [then],
      otherwise: [otherwise],
    }),
  );
  return fc.array(fc.oneof(work, call, parallel, branch), { minLength: 1, maxLength: 3 });
}

function serviceOf(number: number, count: number): fc.Arbitrary<ServiceSpec> {
  return record({
    steps: stepsOf(number, count),
    replicas: integer({ min: 1, max: 3 }),
    spare: nat(1),
    threads: constantFrom(1, 2, 5, 20, Number.POSITIVE_INFINITY),
    queue: record({
      length: constantFrom(0, 1, 5, 30, Number.POSITIVE_INFINITY),
      order: constantFrom("fifo" as const, "lifo" as const),
      maximumWaitUs: option(seconds(0.01, 0.5)),
      dropExpired: fc.boolean(),
      whenFull: constantFrom("reject" as const, "drop" as const),
    }),
    refusal: record({ costUs: constantFrom(0, 83), roundTripUs: constantFrom(0, 500) }),
    balance: constantFrom("round-robin" as const, "random" as const, "least-requests" as const),
    restartUs: seconds(0.1, 3),
    errorShare: constantFrom(0, 0.1, 0.5),
  }).map(({ steps, spare, errorShare, ...parts }) =>
    service(`s${number}`, steps, {
      ...parts,
      maximumReplicas: parts.replicas + spare,
      queue: queue(parts.queue),
      releases: [
        { name: "first", latencyFactor: 1, errorShare },
        { name: "second", latencyFactor: 2, errorShare: 0 },
      ],
    }),
  );
}

function sourceOf(name: string): fc.Arbitrary<SourceSpec> {
  return record({
    load: fc.oneof(
      record({
        kind: fc.constant("open" as const),
        law: constantFrom("poisson" as const, "fixed" as const),
        ratePerSecond: integer({ min: 1, max: 60 }),
      }),
      record({
        kind: fc.constant("closed" as const),
        users: integer({ min: 1, max: 15 }),
        think: seconds(0.2, 1).map((meanUs): Law => ({ law: "exponential", meanUs })),
      }),
    ),
    patienceUs: option(seconds(0.05, 3)),
    retries: option(retries),
    weights: tuple(integer({ min: 1, max: 3 }), integer({ min: 1, max: 3 })),
  }).map(({ weights, ...source }) => ({
    ...source,
    name,
    routes: [
      { name: "front", weight: weights[0], target: to("s0") },
      { name: "back", weight: weights[1], target: to("s1") },
    ],
  }));
}

/** Which services call which, as their steps say. */
function callPairs(services: ServiceSpec[]): [from: string, to: string][] {
  const pairs = new Set<string>();
  const visit = (from: string, steps: Step[]): void => {
    for (const step of steps) {
      if (step.step === "call") pairs.add(`${from} ${step.target.service}`);
      if (step.step === "parallel")
        for (const target of step.targets) pairs.add(`${from} ${target.service}`);
      if (step.step === "branch") visit(from, [...step.then, ...step.otherwise]);
    }
  };
  for (const { name, operations } of services)
    for (const { steps } of operations) visit(name, steps);
  return [...pairs].map((pair) => pair.split(" ") as [string, string]);
}

/** The front always calls the one behind it, so that there is an arrow to change. */
const services = integer({ min: 2, max: 4 }).chain((count) =>
  tuple(...Array.from({ length: count }, (_, number) => serviceOf(number, count))).map(
    (services) => {
      services[0].operations[0].steps.push({ step: "call", target: to("s1") });
      return services;
    },
  ),
);

export const randomSystem: fc.Arbitrary<System> = services.chain((services) => {
  const pairs = callPairs(services);
  return tuple(
    fc.array(policy, { minLength: pairs.length, maxLength: pairs.length }),
    sourceOf("users"),
    option(sourceOf("robots")),
    option(constantFrom<string[]>([], [services[services.length - 1].name])),
    fc.boolean(),
    nat(4),
  ).chain(([policies, users, robots, shared, flag, unreal]) => {
    const calls = pairs.map(([from, to], index) => arrow(from, to, policies[index]));
    return fc
      .array(tuple(nat(19), changeOf(services.length, calls, shared !== null)), { maxLength: 8 })
      .map((timeline) =>
        system({
          services,
          calls,
          sources: robots === null ? [users] : [users, robots],
          site: shared === null ? null : { name: "west", capacityShare: 0.5, shared },
          flags: [{ name: "lean", on: flag }],
          timeline: timeline.map(([second, change]) => at(second + 0.5, change)),
          alerts: [
            {
              name: "errors",
              severity: "page",
              metric: "error_share",
              subject: { of: "source", source: "users", route: null },
              windowUs: us(3),
              above: 0.2,
              below: null,
              forUs: us(2),
            },
          ],
          intervalUs: us(1),
          measureFromUs: us(2.5),
          traceEvery: 7,
          abandonedWorkGoesOn: unreal > 0,
        }),
      );
  });
});
