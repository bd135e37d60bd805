/**
 * From the file's form to the world's: fills in what was left out and checks what the parts mean to each other.
 */
import {
  type CallSpec,
  plainCallPolicy,
  type ServiceSpec,
  type SourceSpec,
  type Step,
  type System,
  type Target,
} from "../../world/system.js";
import { largestCount } from "../fields.js";
import { suggest } from "../suggest.js";
import type { Path, YamlFile } from "../yaml-file.js";
import { buildAlerts } from "./alerts.js";
import { buildTimeline } from "./changes.js";
import { endlessCycle, explosiveOperation, mostCallsOfRequest } from "./cycles.js";
import { readPolicy } from "./policy.js";
import {
  mostArrows,
  mostServices,
  mostSources,
  type StepsFile,
  type SystemFile,
} from "./schema.js";

/** Throws a Problem that lists everything that does not hold together. */
export function buildSystem(content: SystemFile, file: YamlFile): System {
  const services = Object.entries(content.services).map(([name, written]) =>
    buildService(name, written, file),
  );
  const flags = Object.entries(content.flags).map(([name, on]) => ({ name, on }));
  const sources = Object.entries(content.sources).map(([name, written]) =>
    buildSource(name, written, file),
  );
  checkSizes(content, services, file);
  checkTargets(content, services, file);
  // What follows walks the calls, which only makes sense once all of them lead somewhere.
  file.throwProblems();

  const calls = buildCalls(content, services, flags, file);
  checkCycles(services, file);
  checkSite(content, services, sources, file);
  const system: System = {
    services,
    calls,
    sources,
    site:
      content.site === undefined
        ? null
        : {
            name: content.site.name,
            capacityShare: content.site.capacity,
            shared: content.site.shared,
          },
    flags,
    timeline: [],
    alerts: [],
    intervalUs: content.interval,
    measureFromUs: 0,
    traceEvery: content.trace ?? 0,
    abandonedWorkGoesOn: content.abandonedWorkGoesOn,
  };
  system.timeline = buildTimeline(content.timeline, system, file);
  system.alerts = buildAlerts(content.alerts, system, file);
  file.throwProblems();
  return system;
}

type ServiceFile = SystemFile["services"][string];

function buildService(name: string, written: ServiceFile, file: YamlFile): ServiceSpec {
  const external = written.kind === "external";
  const { threads, replicas } = written;
  const path = ["services", name];
  if (threads === undefined && !external) {
    file.note("key-missing", { key: "threads" }, path);
  }
  const maximumReplicas = written.maximumReplicas ?? Math.max(external ? 1 : 10, replicas);
  if (maximumReplicas < replicas) {
    file.note(
      "value-out-of-bounds",
      {
        value: String(maximumReplicas),
        remedy: `keep to at least ${replicas}, the replicas it starts with`,
      },
      [...path, "maximumReplicas"],
    );
  }
  if (Object.keys(written.operations).length === 0) {
    file.note("key-missing", { key: "an operation" }, [...path, "operations"]);
  }
  const releases = Object.entries(written.releases);
  if (releases.length === 0) file.note("key-missing", { key: "a release" }, [...path, "releases"]);
  return {
    name,
    kind: written.kind,
    replicas,
    maximumReplicas,
    threads: threads ?? Number.POSITIVE_INFINITY,
    queue: {
      length: written.queue.length,
      order: written.queue.order,
      maximumWaitUs: written.queue.maximumWait,
      dropExpired: written.queue.dropExpired,
      whenFull: written.queue.whenFull,
    },
    refusal: { costUs: written.refusal.cost, roundTripUs: written.refusal.roundTrip },
    balance: written.balance,
    restartUs: written.restart,
    operations: Object.entries(written.operations).map(([operation, steps]) => ({
      name: operation,
      steps: buildSteps(steps),
    })),
    releases: releases.map(([release, behaviour]) => ({
      name: release,
      latencyFactor: behaviour.latency,
      errorShare: behaviour.errors,
    })),
  };
}

function buildSteps(steps: StepsFile): Step[] {
  return steps.map((step): Step => {
    if (step.work !== undefined) return { step: "work", duration: step.work };
    if (step.call !== undefined) return { step: "call", target: readTarget(step.call) };
    if (step.parallel !== undefined) {
      return { step: "parallel", targets: step.parallel.map(readTarget) };
    }
    const { share, then, otherwise } = step.branch!;
    // biome-ignore lint/suspicious/noThenProperty: a step is plain data that nobody awaits.
    return { step: "branch", share, then: buildSteps(then), otherwise: buildSteps(otherwise) };
  });
}

function readTarget(written: string): Target {
  const dot = written.indexOf(".");
  return { service: written.slice(0, dot), operation: written.slice(dot + 1) };
}

function buildSource(
  name: string,
  written: SystemFile["sources"][string],
  file: YamlFile,
): SourceSpec {
  const path = ["sources", name];
  const { open, closed } = written;
  if ((open === undefined) === (closed === undefined)) {
    file.note(
      "value-invalid",
      {
        value: `the load of "${name}"`,
        expected: "exactly one of open and closed",
        remedy:
          open === undefined ? 'add one, such as open: "poisson 50/s"' : "remove one of the two",
      },
      path,
    );
  }
  const routes = Object.entries(written.mix).map(([route, { weight, to }]) => ({
    name: route,
    weight,
    target: readTarget(to),
  }));
  if (!routes.some(({ weight }) => weight > 0)) {
    file.note("key-missing", { key: "a route with a weight above 0" }, [...path, "mix"]);
  }
  return {
    name,
    load:
      closed === undefined
        ? { kind: "open", law: open?.law ?? "poisson", ratePerSecond: open?.ratePerSecond ?? 1 }
        : { kind: "closed", users: closed.users, think: closed.think },
    patienceUs: written.patience,
    retries: written.retries,
    routes,
  };
}

function checkSizes(content: SystemFile, services: readonly ServiceSpec[], file: YamlFile): void {
  const limits = [
    ["services", services.length, mostServices],
    ["sources", Object.keys(content.sources).length, mostSources],
  ] as const;
  for (const [things, count, limit] of limits) {
    if (count > limit) file.note("too-many", { things, count, limit }, [things]);
  }
  if (services.length === 0) file.note("key-missing", { key: "a service" }, ["services"]);
  const count = services.reduce((sum, service) => sum + service.maximumReplicas, 0);
  if (count > largestCount) {
    file.note("too-many", { things: "replicas in all", count, limit: largestCount }, ["services"]);
  }
  for (const source of Object.keys(content.sources)) {
    if (Object.hasOwn(content.services, source)) {
      file.note("name-taken", { name: source, kind: "service" }, ["sources", source], true);
    }
  }
}

/** Every call and every route must lead to an operation that exists. */
function checkTargets(content: SystemFile, services: readonly ServiceSpec[], file: YamlFile): void {
  const known = new Set(
    services.flatMap(({ name, operations }) =>
      operations.map((operation) => `${name}.${operation.name}`),
    ),
  );
  const check = (written: string, path: Path) => {
    if (known.has(written)) return;
    const suggestion = suggest(written, known);
    file.note("name-unknown", { kind: "operation", name: written, suggestion }, path);
  };
  const checkSteps = (steps: StepsFile, path: Path): void => {
    for (const [index, step] of steps.entries()) {
      const here = [...path, index];
      if (step.call !== undefined) check(step.call, [...here, "call"]);
      for (const [place, target] of (step.parallel ?? []).entries()) {
        check(target, [...here, "parallel", place]);
      }
      if (step.branch === undefined) continue;
      checkSteps(step.branch.then, [...here, "branch", "then"]);
      checkSteps(step.branch.otherwise, [...here, "branch", "otherwise"]);
    }
  };
  for (const [name, service] of Object.entries(content.services)) {
    for (const [operation, steps] of Object.entries(service.operations)) {
      checkSteps(steps, ["services", name, "operations", operation]);
    }
  }
  for (const [name, source] of Object.entries(content.sources)) {
    for (const [route, { to }] of Object.entries(source.mix)) {
      check(to, ["sources", name, "mix", route, "to"]);
    }
  }
}

/** Every arrow that an operation uses, in the order of the services, with its policy or the plain one. */
function buildCalls(
  content: SystemFile,
  services: readonly ServiceSpec[],
  flags: System["flags"],
  file: YamlFile,
): CallSpec[] {
  const calls = new Map<string, CallSpec>();
  for (const { name: from, operations } of services) {
    for (const { steps } of operations) {
      for (const { service: to } of targetsOf(steps)) {
        const arrow = `${from}->${to}`;
        const policy = Object.hasOwn(content.calls, arrow) ? readPolicy(content.calls[arrow]!) : {};
        if (!calls.has(arrow)) calls.set(arrow, { ...plainCallPolicy, ...policy, from, to });
      }
    }
  }
  for (const arrow of Object.keys(content.calls)) {
    const call = calls.get(arrow);
    if (call === undefined) {
      file.note("arrow-unused", { arrow }, ["calls", arrow], true);
    } else if (call.skip !== null && !flags.some(({ name }) => name === call.skip?.flag)) {
      const suggestion = suggest(
        call.skip.flag,
        flags.map(({ name }) => name),
      );
      file.note("name-unknown", { kind: "flag", name: call.skip.flag, suggestion }, [
        "calls",
        arrow,
        "skip",
        "flag",
      ]);
    }
  }
  if (calls.size > mostArrows) {
    file.note("too-many", { things: "calls", count: calls.size, limit: mostArrows }, ["services"]);
  }
  return [...calls.values()];
}

function targetsOf(steps: readonly Step[]): Target[] {
  const targets: Target[] = [];
  for (const step of steps) {
    if (step.step === "call") targets.push(step.target);
    if (step.step === "parallel") targets.push(...step.targets);
    if (step.step === "branch") targets.push(...targetsOf([...step.then, ...step.otherwise]));
  }
  return targets;
}

function checkCycles(services: readonly ServiceSpec[], file: YamlFile): void {
  const cycle = endlessCycle(services);
  const explosive = cycle === null ? explosiveOperation(services) : null;
  const [service, operation] = (cycle?.[0] ?? explosive ?? "").split(".");
  const path = ["services", service!, "operations", operation!];
  if (cycle !== null) {
    file.note("operations-endless", { cycle: cycle.join(" -> ") }, path, true);
  } else if (explosive !== null) {
    file.note(
      "operation-explodes",
      { operation: explosive, limit: mostCallsOfRequest },
      path,
      true,
    );
  }
}

function checkSite(
  content: SystemFile,
  services: readonly ServiceSpec[],
  sources: readonly SourceSpec[],
  file: YamlFile,
): void {
  if (content.site === undefined) return;
  const names = services.map(({ name }) => name);
  for (const [index, shared] of content.site.shared.entries()) {
    if (names.includes(shared)) continue;
    const suggestion = suggest(shared, names);
    file.note("name-unknown", { kind: "service", name: shared, suggestion }, [
      "site",
      "shared",
      index,
    ]);
  }
  const taken = [...names, ...sources.map(({ name }) => name)];
  if (taken.includes(content.site.name)) {
    file.note("name-taken", { name: content.site.name, kind: "service or source" }, [
      "site",
      "name",
    ]);
  }
}
