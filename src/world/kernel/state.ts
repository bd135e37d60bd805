/** Everything that varies during a run. A fork is a copy of this; the program is shared. */

import { draw, Mixing, mix } from "../random/keyed.js";
import type { LawTable } from "../random/laws.js";
import type { Change } from "../system.js";
import { AlertBook } from "../telemetry/alerts.js";
import { Recorder } from "../telemetry/recorder.js";
import { SpanBook } from "../telemetry/spans.js";
import { Arena, RecordSize } from "./arena.js";
import { BoxArrays, EdgeArrays, InstanceArrays, LaneArrays, SourceArrays, Up } from "./arrays.js";
import { EventQueue } from "./event-queue.js";
import { EventKind, payloadOf } from "./events.js";
import { BlockMode, compilePolicy, type EdgePolicy } from "./policy.js";
import type { Program } from "./program.js";
import { ReadyRing } from "./ready-ring.js";
import { Call, CallBits, CallState, Status } from "./records.js";

/** A share of a box's work follows another law; the logarithm of the share moves on a straight line. */
export interface Stall {
  readonly change: Extract<Change, { change: "stall" }>;
  readonly laws: LawTable;
  readonly startUs: number;
  readonly logFrom: number;
  readonly logPerUs: number;
}

/** Distinct constant delays that get a line of their own; more than these share the heap. */
const maximumDelayLines = 64;

export class State {
  records = new Arena();
  queue = new EventQueue(EventKind.line);
  ready = new ReadyRing();
  recorder: Recorder;
  spans: SpanBook;
  alerts: AlertBook;
  boxes: BoxArrays;
  instances: InstanceArrays;
  lanes: LaneArrays;
  sources: SourceArrays;
  edges: EdgeArrays;
  policies: EdgePolicy[];
  stalls: (Stall | null)[];
  flags: Uint8Array;
  /** The delay of each line, -1 for an acceptor's line. */
  lineDelays: number[] = [];
  /** The line of each instance's acceptor, -1 before its first refusal. */
  acceptorLines: Int32Array;
  sourceKeys: Int32Array;
  changes: { atUs: number; change: Change }[] = [];
  eventCount = 0;

  constructor(
    readonly program: Program,
    readonly seed: number,
  ) {
    const { boxes, edges, sources, system } = program;
    const routes = sources.reduce((sum, source) => sum + source.routes.length, 0);
    this.recorder = new Recorder(boxes.length, edges.length);
    this.spans = new SpanBook();
    this.alerts = new AlertBook(system.alerts.length);
    this.boxes = new BoxArrays(boxes.length);
    this.instances = new InstanceArrays(program.instanceBox.length);
    this.lanes = new LaneArrays(program.laneEdge.length);
    this.sources = new SourceArrays(sources.length, routes);
    this.edges = new EdgeArrays(edges.length);
    this.policies = edges.map((edge) => compilePolicy(program, edge.policy, BlockMode.none));
    this.stalls = boxes.map(() => null);
    this.flags = Uint8Array.from(system.flags.map((flag) => (flag.on ? 1 : 0)));
    this.acceptorLines = new Int32Array(program.instanceBox.length).fill(-1);
    this.sourceKeys = Int32Array.from(sources, (_, index) => draw(mix(seed | 0), index));
    boxes.forEach((box, number) => {
      this.boxes.replicas[number] = box.spec.replicas;
      for (let i = 0; i < box.spec.replicas; i++) this.instances.up[box.firstInstance + i] = Up.up;
      this.behave(number);
    });
    sources.forEach(({ meanGapUs }, source) => {
      this.sources.meanGapUs[source] = meanGapUs;
    });
    edges.forEach((_, edge) => {
      this.usePolicy(edge, this.policies[edge]);
      const { firstLane, lanes } = program.edges[edge];
      this.lanes.tokens.fill(this.policies[edge].budgetCapacity, firstLane, firstLane + lanes);
    });
  }

  get nowUs(): number {
    return this.queue.nowUs;
  }

  /** The line of a constant delay, or -1 when it has to go through the heap. */
  lineFor(delayUs: number): number {
    const known = this.lineDelays.indexOf(delayUs);
    if (known >= 0) return known;
    if (this.lineDelays.length >= maximumDelayLines || delayUs < 0) return -1;
    this.lineDelays.push(delayUs);
    return this.queue.addLine();
  }

  /** Schedules an event after a delay that comes up again and again. */
  after(line: number, delayUs: number, kind: number, number: number): void {
    const timeUs = this.queue.nowUs + delayUs;
    if (line >= 0) this.queue.scheduleInLine(line, timeUs, payloadOf(kind, number));
    else this.queue.schedule(timeUs, payloadOf(kind, number));
  }

  /** Works out how the instances of a box behave, from their release and the state of the box. */
  behave(box: number): void {
    const { firstInstance, instances, spec } = this.program.boxes[box];
    for (let instance = firstInstance; instance < firstInstance + instances; instance++) {
      const release = spec.releases[this.instances.release[instance]];
      this.instances.workFactor[instance] = release.latencyFactor * this.boxes.slowFactor[box];
      this.instances.errorShare[instance] = release.errorShare + this.boxes.errorShare[box];
    }
  }

  /** Puts a policy into force for attempts made from now on. */
  usePolicy(edge: number, policy: EdgePolicy): void {
    this.policies[edge] = policy;
    this.edges.timeoutLine[edge] = policy.timeoutUs >= 0 ? this.lineFor(policy.timeoutUs) : -1;
    this.edges.poolLine[edge] = policy.poolWaitUs >= 0 ? this.lineFor(policy.poolWaitUs) : -1;
    if (policy.counted) this.countInFlight(edge);
  }

  /** Counts the attempts under way over an arrow, which nobody counts while nothing limits them. */
  private countInFlight(edge: number): void {
    const { ints, used } = this.records;
    const { firstLane, lanes } = this.program.edges[edge];
    this.lanes.inFlight.fill(0, firstLane, firstLane + lanes);
    for (let call = 0; call < used; call += RecordSize.words) {
      if ((ints[call + Status.word] & Status.stateMask) !== CallState.attempt) continue;
      if ((ints[call + Call.place] & CallBits.edgeMask) === edge)
        this.lanes.inFlight[ints[call + Call.lane]]++;
    }
  }

  /** The key of a source's request, by its number. */
  requestKey(source: number, number: number): number {
    return mix((this.sourceKeys[source] + Math.imul(number, Mixing.stride)) | 0);
  }

  clone(): State {
    // Made by the constructor, so that the engine sees one shape of object and keeps its compiled code.
    const copy = new State(this.program, this.seed);
    copy.records = this.records.clone();
    copy.queue = this.queue.clone();
    copy.recorder = this.recorder.clone();
    copy.spans = this.spans.clone();
    copy.alerts = this.alerts.clone();
    copy.boxes = this.boxes.clone();
    copy.instances = this.instances.clone();
    copy.lanes = this.lanes.clone();
    copy.sources = this.sources.clone();
    copy.edges = this.edges.clone();
    copy.policies = this.policies.slice();
    copy.stalls = this.stalls.slice();
    copy.flags = this.flags.slice();
    copy.lineDelays = this.lineDelays.slice();
    copy.acceptorLines = this.acceptorLines.slice();
    copy.changes = this.changes.slice();
    copy.eventCount = this.eventCount;
    return copy;
  }
}
