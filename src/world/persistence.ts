/** The state of a run as bytes: for its hash, and for checkpoints that another process can go on from. */
import type { Arrays } from "./kernel/arrays.js";
import { Line } from "./kernel/line.js";
import { compilePolicy } from "./kernel/policy.js";
import type { Program } from "./kernel/program.js";
import { State } from "./kernel/state.js";
import { mix } from "./random/keyed.js";
import { LawTable } from "./random/laws.js";
import type { CallPolicy, Change } from "./system.js";
import type { AlertEvent } from "./telemetry/alerts.js";
import { type Interval, Recorder } from "./telemetry/recorder.js";

type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

const magic = "smokejumper-world/2";

/** What is not an array of numbers. */
interface Plain {
  seed: number;
  queue: number[];
  records: number[];
  lines: number;
  lineDelays: number[];
  policies: CallPolicy[];
  stalls: ({ change: Change; startUs: number; logFrom: number; logPerUs: number } | null)[];
  spans: number;
  alertLog: AlertEvent[];
  changes: { atUs: number; change: Change }[];
  recorderFromUs: number;
  intervals: [fromUs: number, toUs: number][];
  eventCount: number;
}

/** Everything that makes up a state, in a fixed order. */
function take(state: State): { plain: Plain; parts: Numbers[] } {
  const queue = state.queue.snapshot();
  const records = state.records.snapshot();
  const lines = queue.lines.map((line) => line.toArrays());
  const parts: Numbers[] = [
    queue.keys,
    queue.payloads,
    ...lines.flatMap((line) => [line.keys, line.payloads]),
    records.ints,
    ...fixed(state).flatMap((arrays) => arrays.parts()),
    state.flags,
    state.acceptorLines,
    state.spans.snapshot(),
    state.alerts.states,
    state.alerts.sinceUs,
    state.recorder.boxes,
    state.recorder.edges,
    state.recorder.histograms,
    ...state.recorder.closed.flatMap((interval) => [
      interval.boxes,
      interval.edges,
      interval.offsets,
      interval.cells,
    ]),
  ];
  const plain: Plain = {
    seed: state.seed,
    queue: queue.scalars,
    records: records.scalars,
    lines: lines.length,
    lineDelays: state.lineDelays,
    policies: state.policies.map((policy) => policy.said),
    stalls: state.stalls.map(
      (stall) => stall && { ...stall, laws: undefined, logFrom: finite(stall.logFrom) },
    ),
    spans: state.spans.next,
    alertLog: state.alerts.log,
    changes: state.changes,
    recorderFromUs: state.recorder.fromUs,
    intervals: state.recorder.closed.map((interval) => [interval.fromUs, interval.toUs]),
    eventCount: state.eventCount,
  };
  return { plain, parts };
}

/** JSON has no infinities; the logarithm of a share of 0 is as good as this. */
function finite(x: number): number {
  return Math.max(x, -1e6);
}

function fixed(state: State): Arrays[] {
  return [state.boxes, state.instances, state.lanes, state.sources, state.edges];
}

/** A hash of the whole state: 32 hexadecimal digits. Equal states of equal systems have equal hashes. */
export function hashState(state: State): string {
  const { plain, parts } = take(state);
  const lanes = Int32Array.of(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344);
  const text = JSON.stringify(plain);
  for (let i = 0; i < text.length; i++) absorb(lanes, text.charCodeAt(i));
  for (const part of parts) {
    absorb(lanes, part.length);
    const words = new Int32Array(wholeWords(part));
    absorbAll(lanes, words);
  }
  return Array.from(lanes, (lane) => (mix(lane) >>> 0).toString(16).padStart(8, "0")).join("");
}

/** A copy of an array's bytes, padded with zeros to whole 32-bit words. */
function wholeWords(part: Numbers): ArrayBuffer {
  const padded = new Uint8Array((part.byteLength + 3) & ~3);
  padded.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return padded.buffer;
}

function absorb(lanes: Int32Array, word: number): void {
  lanes[0] = Math.imul(lanes[0] ^ word, 0x9e3779b1);
  lanes[1] = Math.imul(lanes[1] + word, 0x85ebca77) ^ (lanes[0] >>> 15);
  lanes[2] = Math.imul(lanes[2] ^ (word << 7) ^ (word >>> 25), 0xc2b2ae3d) + (lanes[1] >>> 13);
  lanes[3] = Math.imul(lanes[3] + lanes[2], 0x27d4eb2f) ^ word ^ (lanes[3] >>> 16);
}

/** The same as `absorb` for each word, with the lanes in registers. */
function absorbAll(lanes: Int32Array, words: Int32Array): void {
  let [a, b, c, d] = lanes;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    a = Math.imul(a ^ word, 0x9e3779b1);
    b = Math.imul(b + word, 0x85ebca77) ^ (a >>> 15);
    c = (Math.imul(c ^ (word << 7) ^ (word >>> 25), 0xc2b2ae3d) + (b >>> 13)) | 0;
    d = Math.imul(d + c, 0x27d4eb2f) ^ word ^ (d >>> 16);
  }
  lanes[0] = a;
  lanes[1] = b;
  lanes[2] = c;
  lanes[3] = d;
}

/** The state as bytes: a line of JSON with the plain part and the arrays' types and lengths, then the arrays. */
export function saveState(state: State): Uint8Array {
  const { plain, parts } = take(state);
  const layout = parts.map((part) => [part.constructor.name, part.length]);
  const header = new TextEncoder().encode(`${JSON.stringify({ magic, plain, layout })}\n`);
  const start = aligned(header.length);
  const total = parts.reduce((sum, part) => sum + aligned(part.byteLength), start);
  const bytes = new Uint8Array(total);
  bytes.set(header);
  let offset = start;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += aligned(part.byteLength);
  }
  return bytes;
}

function aligned(length: number): number {
  return (length + 7) & ~7;
}

/** Rebuilds a state from its bytes; throws a RangeError for bytes that are not a checkpoint of this version. */
export function restoreState(program: Program, bytes: Uint8Array): State {
  const end = bytes.indexOf(10);
  const text = end < 0 ? "" : new TextDecoder().decode(bytes.subarray(0, end));
  if (!text.startsWith(`{"magic":"${magic}"`)) throw new RangeError("not a checkpoint of a world");
  const { plain, layout } = JSON.parse(text) as { plain: Plain; layout: [string, number][] };
  const parts = readParts(bytes, aligned(end + 1), layout);
  const next = <T extends Numbers>() => parts.shift() as T;

  const state = new State(program, plain.seed);
  const keys = next<Float64Array>();
  const payloads = next<Int32Array>();
  const lines = Array.from({ length: plain.lines }, () =>
    Line.fromArrays(next<Float64Array>(), next<Int32Array>()),
  );
  state.queue.restore({ scalars: plain.queue, keys, payloads, lines });
  state.records.restore({ scalars: plain.records, ints: next<Int32Array>() });
  state.lineDelays = plain.lineDelays;
  for (const arrays of fixed(state)) for (const part of arrays.parts()) part.set(next() as never);
  state.flags = next<Uint8Array>();
  state.acceptorLines = next<Int32Array>();
  state.spans.restore(next<Float64Array>(), plain.spans);
  state.alerts.states.set(next<Uint8Array>());
  state.alerts.sinceUs.set(next<Float64Array>());
  state.alerts.log = plain.alertLog;
  const recorder = new Recorder(program.boxes.length, program.edges.length);
  recorder.boxes.set(next<Float64Array>());
  recorder.edges.set(next<Float64Array>());
  recorder.histograms.set(next<Int32Array>());
  recorder.fromUs = plain.recorderFromUs;
  recorder.closed = plain.intervals.map(
    ([fromUs, toUs]): Interval => ({
      fromUs,
      toUs,
      boxes: next<Float64Array>(),
      edges: next<Float64Array>(),
      offsets: next<Uint32Array>(),
      cells: next<Uint32Array>(),
    }),
  );
  state.recorder = recorder;
  state.policies = plain.policies.map((policy, edge) =>
    compilePolicy(program, policy, state.edges.blocked[edge]),
  );
  state.stalls = plain.stalls.map((stall) => {
    if (stall === null || stall.change.change !== "stall") return null;
    const laws = new LawTable();
    laws.add(stall.change.law);
    return { ...stall, change: stall.change, laws };
  });
  state.changes = plain.changes;
  state.eventCount = plain.eventCount;
  return state;
}

function readParts(bytes: Uint8Array, start: number, layout: [string, number][]): Numbers[] {
  const kinds = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array };
  let offset = start;
  return layout.map(([kind, length]) => {
    const Kind = kinds[kind as keyof typeof kinds];
    if (Kind === undefined) throw new RangeError("not a checkpoint of a world");
    const size = length * Kind.BYTES_PER_ELEMENT;
    if (offset + size > bytes.length) throw new RangeError("a checkpoint that was cut short");
    const copy = bytes.slice(offset, offset + size);
    offset += aligned(size);
    return new Kind(copy.buffer);
  });
}
