/**
 * Operations may call each other in a circle, as feedback does, as long as every request comes to an end
 * and does not make more calls on the way than anyone could simulate.
 */
import type { ServiceSpec, Step, Target } from "../../world/system.js";

/** More calls than this for one request, on average, are a mistake rather than a model. */
export const mostCallsOfRequest = 10_000;

type Operations = Map<string, readonly Step[]>;

/** A circle of operations that none of them can leave, or null. The first name stands again at the end. */
export function endlessCycle(services: readonly ServiceSpec[]): string[] | null {
  const operations = operationsOf(services);
  const ending = new Set<string>();
  // An operation ends if every call it cannot avoid ends; repeat until no operation is added.
  for (let before = -1; before < ending.size; ) {
    before = ending.size;
    for (const [name, steps] of operations) {
      if (!ending.has(name) && firstStuckCall(steps, ending) === null) ending.add(name);
    }
  }
  const start = [...operations.keys()].find((name) => !ending.has(name));
  if (start === undefined) return null;
  // Follow calls that do not end; the walk must come round, since there are finitely many operations.
  const walk = [start];
  for (;;) {
    const next = firstStuckCall(operations.get(walk.at(-1)!)!, ending)!;
    const round = walk.indexOf(next);
    walk.push(next);
    if (round >= 0) return walk.slice(round);
  }
}

/** An operation that makes too many calls on average, retries aside, or null. */
export function explosiveOperation(services: readonly ServiceSpec[]): string | null {
  const operations = operationsOf(services);
  let calls = new Map([...operations.keys()].map((name) => [name, 0]));
  // Each round looks one call deeper. Shares that shrink the expected number settle; others pass the limit.
  for (let round = 0; round <= mostCallsOfRequest + 1; round++) {
    let change = 0;
    const deeper = new Map<string, number>();
    for (const [name, steps] of operations) {
      const expected = expectedCalls(steps, calls);
      if (expected > mostCallsOfRequest) return name;
      change = Math.max(change, expected - calls.get(name)!);
      deeper.set(name, expected);
    }
    calls = deeper;
    if (change < 1e-6) return null;
  }
  return null;
}

function operationsOf(services: readonly ServiceSpec[]): Operations {
  return new Map(
    services.flatMap((service) =>
      service.operations.map(({ name, steps }) => [`${service.name}.${name}`, steps] as const),
    ),
  );
}

function nameOf(target: Target): string {
  return `${target.service}.${target.operation}`;
}

/** The first call on the way to the end that is not known to end; null if there is a way to the end. */
function firstStuckCall(steps: readonly Step[], ending: ReadonlySet<string>): string | null {
  for (const step of steps) {
    const stuck = stuckIn(step, ending);
    if (stuck !== null) return stuck;
  }
  return null;
}

function stuckIn(step: Step, ending: ReadonlySet<string>): string | null {
  switch (step.step) {
    case "work":
      return null;
    case "call":
      return ending.has(nameOf(step.target)) ? null : nameOf(step.target);
    case "parallel":
      return step.targets.map(nameOf).find((name) => !ending.has(name)) ?? null;
    case "branch": {
      const then = step.share > 0 ? firstStuckCall(step.then, ending) : null;
      const otherwise = step.share < 1 ? firstStuckCall(step.otherwise, ending) : null;
      if (step.share === 1) return then;
      if (step.share === 0) return otherwise;
      return then !== null && otherwise !== null ? then : null;
    }
  }
}

function expectedCalls(steps: readonly Step[], calls: ReadonlyMap<string, number>): number {
  let expected = 0;
  for (const step of steps) {
    if (step.step === "call") expected += 1 + calls.get(nameOf(step.target))!;
    else if (step.step === "parallel") {
      for (const target of step.targets) expected += 1 + calls.get(nameOf(target))!;
    } else if (step.step === "branch") {
      expected += step.share * expectedCalls(step.then, calls);
      expected += (1 - step.share) * expectedCalls(step.otherwise, calls);
    }
  }
  return expected;
}
