/**
 * A system compiled to tables of numbers, which never change during a run and are shared by all forks.
 *
 * With a second site, every service that is not shared exists twice, and so do the arrows between them; what varies
 * during a run (policies, replicas, shares) lives in the state.
 */
import { LawTable } from "../random/laws.js";
import type { CallPolicy, ServiceSpec, Step, System, Target } from "../system.js";
import { plainCallPolicy } from "../system.js";

export const enum StepKind {
  work = 0,
  call = 1,
  parallel = 2,
  branch = 3,
  jump = 4,
  end = 5,
}

/** Bits of `boxQueue`. */
export const enum QueueTrait {
  lifo = 1,
  limited = 2,
  dropsExpired = 4,
  silentWhenFull = 8,
}

/** A service of one site. */
export interface Box {
  name: string;
  site: string | null;
  spec: ServiceSpec;
  firstInstance: number;
  instances: number;
  threads: number;
  queueLength: number;
}

/** A call of one service to another, or of a source's users to their entry. */
export interface Edge {
  /** The calling box, -1 for a source. */
  from: number;
  to: number;
  fromName: string;
  toName: string;
  site: string | null;
  source: number;
  route: number;
  firstLane: number;
  lanes: number;
  policy: CallPolicy;
}

export interface Route {
  name: string;
  /** The route is taken when 32 random bits are below this. */
  threshold: number;
  /** Arrow and first step at the main site and, where there is one, at the second site. */
  edges: number[];
  entries: number[];
}

export interface Source {
  name: string;
  routes: Route[];
  /** The law of a closed source's pauses; -1 for an open source. */
  thinkLaw: number;
  /** Mean gap of an open source's requests. */
  meanGapUs: number;
  poisson: boolean;
}

export interface Program {
  system: System;
  boxes: Box[];
  edges: Edge[];
  sources: Source[];
  laws: LawTable;
  instanceBox: Uint16Array;
  /** Threads and places in the queue of each instance: `limits[2 * i]`, `limits[2 * i + 1]`. */
  limits: Int32Array;
  laneEdge: Uint16Array;
  /** The box each arrow leads to. */
  edgeTo: Uint16Array;
  /** The closed source that an arrow belongs to, -1 for all other arrows. */
  closedSource: Int32Array;
  /** The first instance of each box, and what of its queue is looked at for each request. */
  boxFirst: Int32Array;
  boxQueue: Uint8Array;
  /** What a refusal costs the acceptor of each box, and how long its answer travels: at 2 * box and 2 * box + 1. */
  refusalUs: Float64Array;
  /** What added to a calling instance's number gives the lane of an arrow. */
  edgeLane: Int32Array;
  /** Operation steps, four columns; see `StepKind`. */
  stepKind: Uint8Array;
  stepA: Int32Array;
  stepB: Int32Array;
  /** Pairs (arrow, first step) of parallel calls. */
  fan: Int32Array;
  flags: string[];
  /** Labels of lesser service, at most 8. */
  marks: string[];
  /** For each source arrow the flat number of its route over all sources, for counting; -1 otherwise. */
  edgeRoute: Int32Array;
}

export function compile(system: System): Program {
  return new Compiler(system).program();
}

class Compiler {
  private readonly boxes: Box[] = [];
  private readonly edges: Edge[] = [];
  private readonly edgeNumbers = new Map<string, number>();
  private readonly entries = new Map<string, number>();
  private readonly laws = new LawTable();
  private readonly kinds: number[] = [];
  private readonly a: number[] = [];
  private readonly b: number[] = [];
  private readonly fan: number[] = [];
  private readonly marks: string[] = [];
  private instances = 0;
  private lanes = 0;

  constructor(private readonly system: System) {}

  program(): Program {
    const { system } = this;
    const sites = system.site ? [null, system.site.name] : [null];
    for (const site of sites) for (const spec of system.services) this.addBox(spec, site);
    for (const edge of system.calls) this.noteMark(edge);
    // Entries are known before bodies are written, since operations call each other in any order.
    const bodies = this.boxes.flatMap((box, number) =>
      box.spec.operations.map((operation) => ({ box, number, operation })),
    );
    for (const { box, operation } of bodies)
      this.entries.set(`${box.name}.${operation.name}`, this.placeholder());
    for (const { box, number, operation } of bodies) {
      this.a[this.entries.get(`${box.name}.${operation.name}`) as number] = this.kinds.length;
      this.writeSteps(operation.steps, number, box.site);
      this.emit(StepKind.end, 0, 0);
    }
    this.resolveEntries();
    const sources = system.sources.map((spec, source): Source => {
      const total = spec.routes.reduce((sum, route) => sum + route.weight, 0);
      let below = 0;
      const routes = spec.routes.map((route, index): Route => {
        below += route.weight;
        const targets = sites.map((site) => this.boxNumber(route.target, site));
        return {
          name: route.name,
          threshold: (below / total) * 4294967296,
          edges: targets.map((to, siteIndex) =>
            this.addEdge({
              from: -1,
              to,
              fromName: `${spec.name}.${route.name}`,
              toName: this.boxes[to].spec.name,
              site: sites[siteIndex],
              source,
              route: index,
              policy: { ...plainCallPolicy, timeoutUs: spec.patienceUs, retries: spec.retries },
            }),
          ),
          entries: targets.map((to) => this.entry(to, route.target.operation)),
        };
      });
      return {
        name: spec.name,
        routes,
        thinkLaw: spec.load.kind === "closed" ? this.laws.add(spec.load.think) : -1,
        meanGapUs: spec.load.kind === "open" ? 1e6 / spec.load.ratePerSecond : -1,
        poisson: spec.load.kind === "open" && spec.load.law === "poisson",
      };
    });
    let flatRoute = 0;
    const edgeRoute = new Int32Array(this.edges.length).fill(-1);
    for (const source of sources)
      for (const route of source.routes) {
        for (const edge of route.edges) edgeRoute[edge] = flatRoute;
        flatRoute++;
      }
    return {
      system,
      boxes: this.boxes,
      edges: this.edges,
      sources,
      laws: this.laws,
      instanceBox: this.owners(this.boxes.map((box) => box.instances)),
      limits: Int32Array.from(
        this.boxes.flatMap((box) =>
          Array.from({ length: box.instances }, () => [box.threads, box.queueLength]).flat(),
        ),
      ),
      laneEdge: this.owners(this.edges.map((edge) => edge.lanes)),
      edgeTo: Uint16Array.from(this.edges, (edge) => edge.to),
      closedSource: Int32Array.from(this.edges, ({ source }) =>
        source >= 0 && sources[source].thinkLaw >= 0 ? source : -1,
      ),
      boxFirst: Int32Array.from(this.boxes, (box) => box.firstInstance),
      boxQueue: Uint8Array.from(
        this.boxes,
        ({ spec: { queue } }) =>
          (queue.order === "lifo" ? QueueTrait.lifo : 0) |
          (queue.maximumWaitUs !== null ? QueueTrait.limited : 0) |
          (queue.dropExpired ? QueueTrait.dropsExpired : 0) |
          (queue.whenFull === "drop" ? QueueTrait.silentWhenFull : 0),
      ),
      refusalUs: Float64Array.from(
        this.boxes.flatMap(({ spec: { refusal } }) => [refusal.costUs, refusal.roundTripUs]),
      ),
      edgeLane: Int32Array.from(this.edges, (edge) =>
        edge.from < 0 ? edge.firstLane : edge.firstLane - this.boxes[edge.from].firstInstance,
      ),
      stepKind: Uint8Array.from(this.kinds),
      stepA: Int32Array.from(this.a),
      stepB: Int32Array.from(this.b),
      fan: Int32Array.from(this.fan),
      flags: system.flags.map((flag) => flag.name),
      marks: this.marks,
      edgeRoute,
    };
  }

  private owners(widths: number[]): Uint16Array {
    return Uint16Array.from(widths.flatMap((width, owner) => Array<number>(width).fill(owner)));
  }

  private addBox(spec: ServiceSpec, site: string | null): void {
    const { site: second } = this.system;
    if (site !== null && second?.shared.includes(spec.name)) return;
    const share = site === null ? 1 : (second?.capacityShare ?? 1);
    this.boxes.push({
      name: site === null ? spec.name : `${spec.name}@${site}`,
      site,
      spec,
      firstInstance: this.instances,
      instances: spec.maximumReplicas,
      threads: Math.max(1, Math.round(Math.min(spec.threads, 2147483647) * share)),
      queueLength: Math.round(Math.min(spec.queue.length, 2147483647) * share),
    });
    this.instances += spec.maximumReplicas;
  }

  private boxNumber(target: Target, site: string | null): number {
    const own = this.boxes.findIndex(
      (box) => box.spec.name === target.service && box.site === site,
    );
    if (own >= 0) return own;
    return this.boxes.findIndex((box) => box.spec.name === target.service && box.site === null);
  }

  private entry(box: number, operation: string): number {
    return this.entries.get(`${this.boxes[box].name}.${operation}`) as number;
  }

  /** Lets every call point at the body of its operation instead of at the jump that stood for it. */
  private resolveEntries(): void {
    for (let step = 0; step < this.kinds.length; step++)
      if (this.kinds[step] === StepKind.call) this.b[step] = this.a[this.b[step]];
    for (let index = 1; index < this.fan.length; index += 2)
      this.fan[index] = this.a[this.fan[index]];
    for (const [name, placeholder] of this.entries) this.entries.set(name, this.a[placeholder]);
  }

  private addEdge(edge: Omit<Edge, "firstLane" | "lanes">): number {
    const lanes = edge.from < 0 ? 1 : this.boxes[edge.from].instances;
    this.edges.push({ ...edge, firstLane: this.lanes, lanes });
    this.lanes += lanes;
    return this.edges.length - 1;
  }

  private edge(from: number, target: Target, site: string | null): { edge: number; entry: number } {
    const to = this.boxNumber(target, site);
    const key = `${from} ${to}`;
    let edge = this.edgeNumbers.get(key);
    if (edge === undefined) {
      const fromName = this.boxes[from].spec.name;
      const toName = this.boxes[to].spec.name;
      const spec = this.system.calls.find((call) => call.from === fromName && call.to === toName);
      const { from: _from, to: _to, ...policy } = spec ?? { ...plainCallPolicy, from: "", to: "" };
      edge = this.addEdge({ from, to, fromName, toName, site, source: -1, route: -1, policy });
      this.edgeNumbers.set(key, edge);
    }
    return { edge, entry: this.entry(to, target.operation) };
  }

  private noteMark(policy: CallPolicy): void {
    for (const mark of [policy.fallback?.mark, policy.skip?.mark])
      if (mark && !this.marks.includes(mark)) this.marks.push(mark);
  }

  private emit(kind: number, a: number, b: number): number {
    this.kinds.push(kind);
    this.a.push(a);
    this.b.push(b);
    return this.kinds.length - 1;
  }

  /** An operation's entry is a jump to its body. */
  private placeholder(): number {
    return this.emit(StepKind.jump, 0, 0);
  }

  private writeSteps(steps: Step[], box: number, site: string | null): void {
    for (const step of steps) {
      switch (step.step) {
        case "work":
          this.emit(StepKind.work, this.laws.add(step.duration), 0);
          break;
        case "call": {
          const { edge, entry } = this.edge(box, step.target, site);
          this.emit(StepKind.call, edge, entry);
          break;
        }
        case "parallel": {
          const first = this.fan.length;
          for (const target of step.targets) {
            const { edge, entry } = this.edge(box, target, site);
            this.fan.push(edge, entry);
          }
          this.emit(StepKind.parallel, first, step.targets.length);
          break;
        }
        case "branch": {
          // Below the share: go on with `then`; otherwise jump behind it.
          const branch = this.emit(StepKind.branch, Math.floor(step.share * 2147483647), 0);
          this.writeSteps(step.then, box, site);
          const jump = this.emit(StepKind.jump, 0, 0);
          this.b[branch] = this.kinds.length;
          this.writeSteps(step.otherwise, box, site);
          this.a[jump] = this.kinds.length;
          break;
        }
      }
    }
  }
}
