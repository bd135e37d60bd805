/** Changes of a running system. Faults of the timeline and acts of operators go the same way. */
import { LawTable } from "../random/laws.js";
import { log } from "../random/mathematics.js";
import type { CallPolicy, Change } from "../system.js";
import { Up } from "./arrays.js";
import { resetBreaker } from "./breaker.js";
import { admitFromPool } from "./call.js";
import { EventKind, payloadOf } from "./events.js";
import { BlockMode, compilePolicy } from "./policy.js";
import type { Box, Edge } from "./program.js";
import { changeLoad } from "./source.js";
import type { State } from "./state.js";
import { stop } from "./stop.js";

const blockModes = { none: BlockMode.none, reject: BlockMode.reject, drop: BlockMode.drop };

/** Applies a change now. Returns whether it changed anything; throws a RangeError for a name that does not exist. */
export function applyChange(state: State, change: Change): boolean {
  const changed = dispatch(state, change);
  state.changes.push({ atUs: state.queue.nowUs, change });
  return changed;
}

function dispatch(state: State, change: Change): boolean {
  switch (change.change) {
    case "call-policy":
      return some(edgesOf(state, change.from, change.to), (edge) =>
        setPolicy(state, edge, change.set),
      );
    case "block": {
      const mode = blockModes[change.mode];
      return some(edgesOf(state, change.from, change.to), (edge) => {
        if (state.edges.blocked[edge] === mode) return false;
        state.edges.blocked[edge] = mode;
        state.usePolicy(edge, compilePolicy(state.program, state.policies[edge].said, mode));
        return true;
      });
    }
    case "flag": {
      const flag = state.program.flags.indexOf(change.flag);
      if (flag < 0) throw new RangeError(`no flag ${change.flag}`);
      const differs = (state.flags[flag] === 1) !== change.on;
      state.flags[flag] = change.on ? 1 : 0;
      return differs;
    }
    case "shed":
      return setShares(state, state.sources.shedShare, change.source, change.route, change.share);
    case "shift":
      if (state.program.system.site?.name !== change.site)
        throw new RangeError(`no site ${change.site}`);
      return setShares(state, state.sources.shiftShare, change.source, change.route, change.share);
    case "restart":
      return some(boxesOf(state, change.service), (box) => {
        stop(state, box);
        const { firstInstance } = state.program.boxes[box];
        for (let i = 0; i < state.boxes.replicas[box]; i++)
          startLater(state, box, firstInstance + i);
        return true;
      });
    case "crash":
      return some(boxesOf(state, change.service), (box) => {
        stop(state, box);
        return true;
      });
    case "start":
      return some(boxesOf(state, change.service), (box) => startAll(state, box));
    case "scale":
      return some(boxesOf(state, change.service), (box) => scale(state, box, change.replicas));
    case "release":
      return some(boxesOf(state, change.service), (box) => roll(state, box, change.release));
    case "slow":
      return some(boxesOf(state, change.service), (box) => {
        const differs = state.boxes.slowFactor[box] !== change.factor;
        state.boxes.slowFactor[box] = change.factor;
        state.behave(box);
        return differs;
      });
    case "fail":
      return some(boxesOf(state, change.service), (box) => {
        const differs = state.boxes.errorShare[box] !== change.errorShare;
        state.boxes.errorShare[box] = change.errorShare;
        state.behave(box);
        return differs;
      });
    case "stall":
      return some(boxesOf(state, change.service), (box) => stall(state, box, change));
    case "load": {
      const source = state.program.sources.findIndex(({ name }) => name === change.source);
      if (source < 0) throw new RangeError(`no source ${change.source}`);
      const differs = state.sources.factor[source] !== change.factor;
      if (differs) changeLoad(state, source, change.factor);
      return differs;
    }
  }
}

/** An instance that was starting is up, unless it was stopped once more or taken away meanwhile. */
export function started(state: State, instance: number): void {
  const { up, upAtUs } = state.instances;
  if (upAtUs[instance] === state.queue.nowUs) up[instance] = Up.up;
}

/** Lets an instance that is down be up after the service's restart time. */
function startLater(state: State, box: number, instance: number): void {
  const { restartUs } = state.program.boxes[box].spec;
  const upAtUs = state.queue.nowUs + Math.max(1, restartUs);
  state.instances.upAtUs[instance] = upAtUs;
  state.queue.schedule(upAtUs, payloadOf(EventKind.started, instance));
}

/** Starts all replicas of a box at once. Returns whether any was down. */
function startAll(state: State, box: number): boolean {
  const { up } = state.instances;
  const { firstInstance } = state.program.boxes[box];
  let changed = false;
  for (let i = 0; i < state.boxes.replicas[box]; i++) {
    if (up[firstInstance + i] === Up.up) continue;
    up[firstInstance + i] = Up.up;
    changed = true;
  }
  return changed;
}

/** One instance takes over the release that was rolled out. */
export function rolledOut(state: State, instance: number): void {
  state.instances.release[instance] = state.instances.nextRelease[instance];
  state.behave(state.program.instanceBox[instance]);
}

function some(numbers: number[], change: (number: number) => boolean): boolean {
  let changed = false;
  for (const number of numbers) if (change(number)) changed = true;
  return changed;
}

function edgesOf(state: State, from: string, to: string): number[] {
  const matches = (edge: Edge) => edge.source < 0 && edge.fromName === from && edge.toName === to;
  const found = indexes(state.program.edges, matches);
  if (found.length === 0) throw new RangeError(`no call ${from}->${to}`);
  return found;
}

function boxesOf(state: State, service: string): number[] {
  const found = indexes(state.program.boxes, (box: Box) => box.spec.name === service);
  if (found.length === 0) throw new RangeError(`no service ${service}`);
  return found;
}

function indexes<T>(items: T[], matches: (item: T) => boolean): number[] {
  return items.flatMap((item, index) => (matches(item) ? [index] : []));
}

function setPolicy(state: State, edge: number, set: Partial<CallPolicy>): boolean {
  const before = state.policies[edge];
  const said: CallPolicy = { ...before.said, ...set };
  if (JSON.stringify(said) === JSON.stringify(before.said)) return false;
  state.usePolicy(edge, compilePolicy(state.program, said, state.edges.blocked[edge]));
  const { firstLane, lanes } = state.program.edges[edge];
  for (let lane = firstLane; lane < firstLane + lanes; lane++) {
    if (set.retries !== undefined) state.lanes.tokens[lane] = state.policies[edge].budgetCapacity;
    if (set.breaker !== undefined) resetBreaker(state, lane);
    admitFromPool(state, lane);
  }
  return true;
}

function setShares(
  state: State,
  shares: Float64Array,
  source: string,
  route: string | null,
  share: number,
): boolean {
  const edges = indexes(
    state.program.edges,
    (edge) =>
      edge.source >= 0 &&
      state.program.sources[edge.source].name === source &&
      (route === null || state.program.sources[edge.source].routes[edge.route].name === route),
  );
  if (edges.length === 0) throw new RangeError(`no route ${source}.${route ?? "*"}`);
  return some(edges, (edge) => {
    const flat = state.program.edgeRoute[edge];
    const differs = shares[flat] !== share;
    shares[flat] = share;
    return differs;
  });
}

/** New replicas need the service's start time; replicas taken away finish what they have. */
function scale(state: State, box: number, replicas: number): boolean {
  const { firstInstance, instances } = state.program.boxes[box];
  const before = state.boxes.replicas[box];
  const wanted = Math.max(1, Math.min(replicas, instances));
  if (wanted === before) return false;
  const { up, release, nextRelease } = state.instances;
  for (let i = wanted; i < before; i++) {
    up[firstInstance + i] = Up.draining;
    state.instances.upAtUs[firstInstance + i] = -1;
  }
  for (let i = before; i < wanted; i++) {
    up[firstInstance + i] = Up.down;
    release[firstInstance + i] = nextRelease[firstInstance];
    nextRelease[firstInstance + i] = nextRelease[firstInstance];
    startLater(state, box, firstInstance + i);
  }
  state.boxes.replicas[box] = wanted;
  state.behave(box);
  return true;
}

/** Rolls a release out instance by instance, spread over the service's restart time. */
function roll(state: State, box: number, release: string): boolean {
  const { firstInstance, spec } = state.program.boxes[box];
  const number = spec.releases.findIndex(({ name }) => name === release);
  if (number < 0) throw new RangeError(`no release ${release} of ${spec.name}`);
  const replicas = state.boxes.replicas[box];
  let changed = false;
  for (let i = 0; i < replicas; i++) {
    const instance = firstInstance + i;
    if (state.instances.nextRelease[instance] === number) continue;
    changed = true;
    state.instances.nextRelease[instance] = number;
    const afterUs = Math.max(1, Math.round((spec.restartUs * (i + 1)) / replicas));
    state.queue.schedule(state.queue.nowUs + afterUs, payloadOf(EventKind.rollout, instance));
  }
  return changed;
}

function stall(state: State, box: number, change: Extract<Change, { change: "stall" }>): boolean {
  const before = state.stalls[box];
  if (change.toShare === 0 && change.overUs === 0) {
    state.stalls[box] = null;
    return before !== null;
  }
  const laws = new LawTable();
  laws.add(change.law);
  const ramps = change.fromShare > 0 && change.toShare > 0 && change.overUs > 0;
  const logFrom = log(change.fromShare);
  state.stalls[box] = {
    change,
    laws,
    startUs: state.queue.nowUs,
    logFrom,
    logPerUs: ramps ? (log(change.toShare) - logFrom) / change.overUs : 0,
  };
  return true;
}
