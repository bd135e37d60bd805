/** A simulated production system: advance it, change it, read it, fork it. */
import { applyChange } from "./kernel/changes.js";
import { runReady, runUntil } from "./kernel/dispatch.js";
import { EventKind, payloadOf } from "./kernel/events.js";
import { compile, type Program } from "./kernel/program.js";
import { beginSources } from "./kernel/source.js";
import { State } from "./kernel/state.js";
import { readGauges, scheduleTick } from "./kernel/tick.js";
import { hashState, restoreState, saveState } from "./persistence.js";
import type { Change, System } from "./system.js";
import { Telemetry } from "./telemetry/telemetry.js";
import { type Totals, totals } from "./telemetry/totals.js";

export class World {
  readonly telemetry: Telemetry;

  private constructor(
    private readonly program: Program,
    private readonly state: State,
  ) {
    this.telemetry = new Telemetry(program, state);
  }

  /** A system at time 0, with all randomness determined by the seed (an integer). */
  static create(system: System, seed: number): World {
    const program = compile(system);
    const state = new State(program, seed);
    system.timeline.forEach(({ atUs }, index) => {
      state.queue.schedule(atUs, payloadOf(EventKind.change, index));
    });
    beginSources(state);
    scheduleTick(state);
    return new World(program, state);
  }

  /** A world from the bytes of `save`. The system must be the same; RangeError for bytes that are no checkpoint. */
  static restore(system: System, bytes: Uint8Array): World {
    const program = compile(system);
    return new World(program, restoreState(program, bytes));
  }

  get system(): System {
    return this.program.system;
  }

  get seed(): number {
    return this.state.seed;
  }

  /** Simulated microseconds since the system began. */
  get nowUs(): number {
    return this.state.queue.nowUs;
  }

  /** Events handled so far. */
  get eventCount(): number {
    return this.state.eventCount;
  }

  /** Everything that happens up to and including a time. RangeError for a time that has passed. */
  runUntil(timeUs: number): void {
    if (!Number.isSafeInteger(timeUs) || timeUs < this.nowUs)
      throw new RangeError(`cannot run until ${timeUs} us: it is ${this.nowUs} us`);
    runUntil(this.state, timeUs);
  }

  /** Changes the system now. Returns whether anything changed; RangeError for a name that does not exist. */
  apply(change: Change): boolean {
    const changed = applyChange(this.state, change);
    runReady(this.state);
    return changed;
  }

  /** A second world in the same state; what happens to one does not touch the other. */
  fork(): World {
    return new World(this.program, this.state.clone());
  }

  /** Gives the memory of a world that nobody needs any more to the next fork. Do not use the world afterwards. */
  release(): void {
    this.state.records.giveBack();
  }

  /** 32 hexadecimal digits over the whole state. */
  hash(): string {
    return hashState(this.state);
  }

  save(): Uint8Array {
    return saveState(this.state);
  }

  /** Sums from a time (an interval's start) until now; from the start when left out. */
  totals(fromUs = 0): Totals {
    // Reading the open interval brings its integrals up to now, which must not happen to the run itself.
    const copy = this.state.clone();
    readGauges(copy);
    const { recorder } = copy;
    copy.records.giveBack();
    const intervals = [...recorder.closed];
    if (recorder.fromUs < this.nowUs) intervals.push(recorder.view(this.nowUs));
    return totals(
      this.program,
      intervals.filter((interval) => interval.fromUs >= fromUs),
    );
  }
}
