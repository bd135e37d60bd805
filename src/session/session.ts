import type { Drill } from "../drill/drill.js";
import { Problem, problem } from "../drill/problem.js";
import type { Telemetry, World } from "../world/index.js";
import { type Acted, type Action, refuse, takeAction } from "./act.js";
import { saveState } from "./checkpoint.js";
import type { Desk } from "./desk.js";
import { deepFreeze } from "./freeze.js";
import { chained, type Footer, type Header, type Journal } from "./journal/index.js";
import type { Delivery } from "./mailbox.js";
import type { OpeningObservation } from "./observation.js";
import { draftTimeline, type TimelineRow } from "./postmortem.js";
import type { HintTaken, Room } from "./room.js";
import { forkState, hasEnded, openState, runTo, type SessionOptions, type State } from "./state.js";
import { type Topology, topologyOf } from "./tools/observe/topology.js";
import { registry } from "./tools/registry.js";
import type { Understanding } from "./understanding.js";

/** What the score may read of a run. Nothing here can change it. */
export interface RunView {
  readonly drill: Drill;
  readonly seed: number;
  readonly journal: Journal;
  readonly nowUs: number;
  readonly ended: boolean;
  readonly telemetry: Telemetry;
  /** Phases that the players passed over. */
  readonly skipped: readonly string[];
  /** All hints that were taken, in order. */
  readonly hints: readonly HintTaken[];
  /** All messages that came, in order. */
  readonly deliveries: readonly Delivery[];
  /** The world's state as one hash. */
  worldHash(): string;
  /** A world of one's own to try things on. */
  forkWorld(): World;
}

/** What the footer says about the score. */
export interface ScoreSeal {
  hash: string;
  rubricVersion: string;
}

/** Opens a run of a drill: the world at the moment the player enters. Throws a problem for a broken drill. */
export async function openSession(options: SessionOptions): Promise<Session> {
  return new Session(await openState(options));
}

/**
 * One run of one drill. `act` is the only way anything changes: the system changes through it alone, and each action
 * becomes one entry of the journal.
 */
export class Session {
  private footer: Footer | null = null;
  /** Actions are taken one after the other, whoever calls. */
  private turn: Promise<unknown> = Promise.resolve();

  /** Use `openSession`. */
  constructor(private readonly state: State) {}

  get desk(): Desk {
    return this.state.desk;
  }

  get drill(): Drill {
    return this.state.desk.drill;
  }

  get header(): Header {
    return this.state.header;
  }

  /** Microseconds since the drill's epoch. */
  get nowUs(): number {
    return this.state.world.nowUs;
  }

  /** True once the world has reached the drill's end. */
  get ended(): boolean {
    return hasEnded(this.state);
  }

  /** What the players have said and agreed so far; to be read only. */
  get room(): Readonly<Room> {
    return this.state.room;
  }

  get journal(): Journal {
    return { header: this.state.header, entries: [...this.state.entries], footer: this.footer };
  }

  /** What a seat sees on entering, before its first action. */
  get opening(): OpeningObservation {
    return this.state.opening;
  }

  /**
   * Takes an action: its cost passes (or the time up to `atUs`), it has its effect, and the entry and the observation
   * come back. An action that cannot be taken leaves the session as it was, unless it overloads the world: then the
   * session can still be read, and nothing more can be done in it.
   *
   * `recorded` is for an action that was taken before: what was understood of its words then holds again.
   */
  act(action: Action, recorded: readonly Understanding[] = []): Promise<Acted> {
    return this.inTurn(async () =>
      this.footer
        ? refuse(this.state, problem("session-finished", {}))
        : takeAction(this.state, action, recorded),
    ).catch((thrown) => {
      if (thrown !== this.state.overload) throw thrown;
      return refuse(this.state, thrown);
    });
  }

  /** Lets time pass on a wall clock without an action, so that what is shown is of now. */
  catchUp(toUs: number): Promise<void> {
    if (this.state.header.clock.mode !== "wall") {
      throw new RangeError("only actions move a stepped clock");
    }
    return this.inTurn(() => runTo(this.state, toUs));
  }

  /**
   * The session as it is now, as bytes from which `replay` goes on without simulating what came before. A checkpoint
   * holds no entries and proves nothing: the journal does, and without a checkpoint it gives the same.
   */
  checkpoint(): Promise<Uint8Array> {
    return this.inTurn(async () => saveState(this.state));
  }

  /** Leaves the system alone until the drill's end. */
  runToEnd(): Promise<void> {
    return this.inTurn(() => runTo(this.state, this.drill.endsUs));
  }

  /** Writes the footer of a run that has ended; null for a run that is not scored. */
  seal(score: ScoreSeal | null): Journal {
    if (!this.ended) throw new RangeError("a run is sealed once it has ended");
    const { header, entries, world } = this.state;
    this.footer = deepFreeze(
      chained((entries.at(-1) ?? header).chain, {
        entries: entries.length,
        worldHash: world.hash(),
        scoreHash: score?.hash ?? null,
        rubricVersion: score?.rubricVersion ?? null,
      }),
    );
    return this.journal;
  }

  /** A session that goes on from here by itself and leaves this one alone. */
  fork(): Session {
    return new Session(forkState(this.state));
  }

  /** The run as it is at a later moment if nobody acts until then; a fork, for looking at. */
  async lookAt(atUs: number): Promise<Session> {
    const there = this.fork();
    await there.inTurn(() => runTo(there.state, atUs));
    return there;
  }

  view(): RunView {
    const { header, world, mailbox, room } = this.state;
    return {
      drill: this.drill,
      seed: header.seed,
      journal: this.journal,
      nowUs: this.nowUs,
      ended: this.ended,
      telemetry: world.telemetry,
      skipped: room.skipped,
      hints: room.hints,
      deliveries: mailbox.deliveries,
      worldHash: () => world.hash(),
      forkWorld: () => world.fork(),
    };
  }

  /** The topology as `show_topology` tells it, for displays that keep it in view. */
  topology(): Topology {
    const { world, room } = this.state;
    return topologyOf({ drill: this.drill, telemetry: world.telemetry, room, nowUs: world.nowUs });
  }

  /** The timeline of a postmortem to begin with, as the journal tells it so far. */
  draftTimeline(): TimelineRow[] {
    const { world, entries } = this.state;
    const run = { drill: this.drill, telemetry: world.telemetry, entries };
    return draftTimeline(run, (name) => registry.find((tool) => tool.name === name)?.title ?? name);
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.turn.then(async () => {
      if (this.state.overload) throw this.state.overload;
      try {
        return await work();
      } catch (thrown) {
        const overloaded = thrown instanceof Problem && thrown.code === "world-overloaded";
        if (overloaded) this.state.overload = thrown;
        throw thrown;
      }
    });
    this.turn = done.catch(() => undefined);
    return done;
  }
}
