/**
 * The pending events, in order of time and, at the same microsecond, in the order in which they were scheduled.
 *
 * An event's key is one float64: microseconds since a base, times 2^21, plus a schedule sequence number; what it is
 * for lies in a parallel array. When the sequence numbers run out, all pending events are renumbered from a new base.
 * Events more than 2^32 us (71 min) after the base wait in a list of their own until the base has moved.
 *
 * Delays that are always the same (timeouts, round trips) fall due in the order in which they were scheduled, so each
 * such delay has a line: a ring of which only the head is in the heap. A timeout that is never needed then costs no
 * heap operation.
 *
 * Taking an event leaves its place at the root open: what is scheduled next sinks from there, which is one pass through
 * the heap instead of two, and a short one for the next head of a line, since that is due soon.
 */
import { Line } from "./line.js";
import { mergeRuns, rankFrom } from "./ranks.js";

const enum Key {
  sequenceSpan = 2097152,
  /** 1 / sequenceSpan, exactly. */
  perSequence = 4.76837158203125e-7,
  horizonUs = 4294967296,
}
/** Beyond this many pending events a simulation is refused; renumbering needs room for new ones. */
export const maximumPending = 1_500_000;

export class TooManyEvents extends RangeError {}

export class EventQueue {
  /** The time of the event taken last. */
  nowUs = 0;
  private baseUs = 0;
  private sequence = 0;
  private keys = new Float64Array(256);
  private payloads = new Int32Array(256);
  /** Events in the heap, and the open root if there is one. */
  private size = 0;
  private isRootOpen = false;
  readonly lines: Line[] = [];
  private farTimes: number[] = [];
  private farPayloads: number[] = [];

  /** `lineKind` is the payload kind (low 4 bits) that stands for "the head of a line is due". */
  constructor(private readonly lineKind: number) {}

  /** Puts an event at a time, not before now. The payload's low 4 bits are its kind, the rest is the kind's own. */
  schedule(timeUs: number, payload: number): void {
    this.scheduleAfter(timeUs - this.nowUs, payload);
  }

  /** Puts an event so long after now. */
  scheduleAfter(delayUs: number, payload: number): void {
    const offset = this.nowUs - this.baseUs + delayUs;
    if (this.sequence >= Key.sequenceSpan - 1 || offset >= Key.horizonUs)
      this.scheduleWithRoom(delayUs, payload);
    else this.insert(offset * Key.sequenceSpan + this.sequence++, payload);
  }

  /** Adds a line; returns its number. Times given to one line must never go back. */
  addLine(): number {
    this.lines.push(new Line());
    return this.lines.length - 1;
  }

  /** Puts an event into a line. Falls back to the heap for a time beyond the horizon. */
  scheduleInLine(lineNumber: number, timeUs: number, payload: number): void {
    if (this.sequence >= Key.sequenceSpan - 1 || timeUs - this.baseUs >= Key.horizonUs) {
      this.makeRoom(timeUs);
      if (timeUs - this.baseUs >= Key.horizonUs) {
        this.putFar(timeUs, payload);
        return;
      }
    }
    const line = this.lines[lineNumber];
    const key = (timeUs - this.baseUs) * Key.sequenceSpan + this.sequence++;
    line.push(key, payload);
    if (line.count === 1) this.insert(key, (lineNumber << 4) | this.lineKind);
  }

  /** Takes the next event up to a time, moves `nowUs` to it and returns its payload; -1 when there is none. */
  takeUntil(timeUs: number): number {
    this.closeRoot();
    if (this.size === 0 && !this.bringFarUntil(timeUs)) return -1;
    const nextUs = this.baseUs + Math.floor(this.keys[0] * Key.perSequence);
    if (nextUs > timeUs) return -1;
    this.nowUs = nextUs;
    this.isRootOpen = true;
    return this.payloads[0];
  }

  /** The time of the head of a line that is not empty. */
  lineHeadTimeUs(lineNumber: number): number {
    return this.baseUs + Math.floor(this.lines[lineNumber].headKey() * Key.perSequence);
  }

  /** Puts the head of a line, if any, into the heap. */
  exposeLine(lineNumber: number): void {
    const line = this.lines[lineNumber];
    if (line.count > 0) this.insert(line.headKey(), (lineNumber << 4) | this.lineKind);
  }

  get pending(): number {
    this.closeRoot();
    let pending = this.size + this.farTimes.length;
    for (const line of this.lines) pending += line.count === 0 ? 0 : line.count - 1;
    return pending;
  }

  clone(): EventQueue {
    this.closeRoot();
    const copy = new EventQueue(this.lineKind);
    copy.nowUs = this.nowUs;
    copy.baseUs = this.baseUs;
    copy.sequence = this.sequence;
    copy.keys = this.keys.slice();
    copy.payloads = this.payloads.slice();
    copy.size = this.size;
    for (const line of this.lines) copy.lines.push(line.clone());
    copy.farTimes = this.farTimes.slice();
    copy.farPayloads = this.farPayloads.slice();
    return copy;
  }

  /** All pending events as (time, payload) pairs in order, for the state hash and checkpoints. */
  snapshot(): { scalars: number[]; keys: Float64Array; payloads: Int32Array; lines: Line[] } {
    this.closeRoot();
    const scalars = [this.nowUs, this.baseUs, this.sequence, this.size, this.farTimes.length];
    for (let i = 0; i < this.farTimes.length; i++)
      scalars.push(this.farTimes[i], this.farPayloads[i]);
    return {
      scalars,
      keys: this.keys.subarray(0, this.size),
      payloads: this.payloads.subarray(0, this.size),
      lines: this.lines,
    };
  }

  /** Takes over a snapshot. */
  restore(snapshot: ReturnType<EventQueue["snapshot"]>): void {
    const [nowUs, baseUs, sequence, size, far] = snapshot.scalars;
    this.nowUs = nowUs;
    this.baseUs = baseUs;
    this.sequence = sequence;
    this.size = size;
    this.keys = new Float64Array(Math.max(256, size * 2));
    this.payloads = new Int32Array(this.keys.length);
    this.keys.set(snapshot.keys);
    this.payloads.set(snapshot.payloads);
    this.lines.length = 0;
    this.lines.push(...snapshot.lines);
    this.farTimes = [];
    this.farPayloads = [];
    for (let i = 0; i < far; i++) {
      this.farTimes.push(snapshot.scalars[5 + 2 * i]);
      this.farPayloads.push(snapshot.scalars[6 + 2 * i]);
    }
  }

  private insert(key: number, payload: number): void {
    if (this.isRootOpen) {
      this.isRootOpen = false;
      this.sink(key, payload);
      return;
    }
    let index = this.size++;
    if (index === this.keys.length) this.grow();
    const keys = this.keys;
    const payloads = this.payloads;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const parentKey = keys[parent];
      if (parentKey <= key) break;
      keys[index] = parentKey;
      payloads[index] = payloads[parent];
      index = parent;
    }
    keys[index] = key;
    payloads[index] = payload;
  }

  /** Puts an event into the open root and lets it sink to its place. */
  private sink(key: number, payload: number): void {
    const keys = this.keys;
    const payloads = this.payloads;
    const size = this.size;
    let index = 0;
    for (let child = 1; child < size; child = 2 * index + 1) {
      let childKey = keys[child];
      const right = child + 1;
      if (right < size) {
        const rightKey = keys[right];
        if (rightKey < childKey) {
          child = right;
          childKey = rightKey;
        }
      }
      if (childKey >= key) break;
      keys[index] = childKey;
      payloads[index] = payloads[child];
      index = child;
    }
    keys[index] = key;
    payloads[index] = payload;
  }

  /** If nothing was scheduled since an event was taken, the last one of the heap takes the open place. */
  private closeRoot(): void {
    if (!this.isRootOpen) return;
    this.isRootOpen = false;
    const last = --this.size;
    if (last > 0) this.sink(this.keys[last], this.payloads[last]);
  }

  private grow(): void {
    const keys = new Float64Array(this.keys.length * 2);
    keys.set(this.keys);
    this.keys = keys;
    const payloads = new Int32Array(this.payloads.length * 2);
    payloads.set(this.payloads);
    this.payloads = payloads;
  }

  /** With nothing else pending, brings the next far event into reach if it is due by a time. */
  private bringFarUntil(timeUs: number): boolean {
    if (this.farTimes.length === 0 || this.farTimes[0] > timeUs) return false;
    this.renumber(this.farTimes[0]);
    return true;
  }

  /** Schedules after the numbers have run out or beyond the horizon, for good or until the base has moved. */
  private scheduleWithRoom(delayUs: number, payload: number): void {
    const timeUs = this.nowUs + delayUs;
    this.makeRoom(timeUs);
    if (timeUs - this.baseUs >= Key.horizonUs) this.putFar(timeUs, payload);
    else this.scheduleAfter(delayUs, payload);
  }

  /** Keeps far events sorted by time, and by schedule order at the same time. */
  private putFar(timeUs: number, payload: number): void {
    let index = this.farTimes.length;
    while (index > 0 && this.farTimes[index - 1] > timeUs) index--;
    this.farTimes.splice(index, 0, timeUs);
    this.farPayloads.splice(index, 0, payload);
  }

  /** Renumbers when sequence numbers have run out, or when moving the base brings the time into reach. */
  private makeRoom(timeUs: number): void {
    const reachable = timeUs - this.nowUs < Key.horizonUs;
    if (this.sequence >= Key.sequenceSpan - 1 || reachable) this.renumber(this.nowUs);
  }

  private renumber(newBaseUs: number): void {
    this.closeRoot();
    const all = this.collect();
    const renumbered = (key: number, rank: number) =>
      (this.baseUs + Math.floor(key * Key.perSequence) - newBaseUs) * Key.sequenceSpan + rank;
    for (let i = 0; i < this.size; i++)
      this.keys[i] = renumbered(this.keys[i], rankFrom(all, this.keys[i], 0));
    for (const line of this.lines) {
      let rank = 0;
      line.mapKeys((key) => {
        rank = rankFrom(all, key, rank);
        return renumbered(key, rank);
      });
    }
    this.baseUs = newBaseUs;
    this.sequence = all.length;
    let near = 0;
    while (near < this.farTimes.length && this.farTimes[near] - newBaseUs < Key.horizonUs) near++;
    const times = this.farTimes.splice(0, near);
    const payloads = this.farPayloads.splice(0, near);
    for (let i = 0; i < near; i++) this.schedule(times[i], payloads[i]);
  }

  /** All keys in ascending order. */
  private collect(): Float64Array {
    let count = this.size;
    for (const line of this.lines) count += line.count;
    if (count > maximumPending) throw new TooManyEvents(`${count} pending events`);
    const runs = [this.keys.slice(0, this.size).sort()];
    for (const line of this.lines) {
      const run = new Float64Array(line.count);
      line.copyKeys(run);
      runs.push(run);
    }
    return mergeRuns(runs);
  }
}
