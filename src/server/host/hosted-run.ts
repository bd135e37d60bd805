import type { Speed } from "../../session/index.js";
import type { StoredSession } from "../../store/store.js";
import type { ServerMessage } from "../api/live.js";
import type { LiveCalls, LiveEvent } from "./protocol.js";
import type { Thread } from "./thread.js";

export type LiveThread = Thread<LiveCalls, LiveEvent>;

/** Somebody who watches; before the greeting only progress is of interest. */
export interface Watcher {
  listener: (message: ServerMessage) => void;
  greeted: boolean;
}

/** What the main thread knows of a session that somebody is interested in. */
export class HostedRun {
  readonly watchers = new Set<Watcher>();
  /** The thread in whose memory the session is, or is being brought. */
  thread: LiveThread | null = null;
  /** Settles when the session is in the thread's memory. */
  loading: Promise<void> | null = null;
  /** Whether it has been brought there. */
  ready = false;
  /** Settles when what is being written is in the store. */
  storing: Promise<unknown> = Promise.resolve();
  /** Settles when the session has its result. */
  scoring: Promise<void> | null = null;
  /** How many acts are under way. */
  acts = 0;
  /** Whether nobody has been there for so long that the clock stands. */
  resting = true;
  /** The speed with which a new session is to begin, until that is an entry of its journal. */
  firstSpeed: Speed | null = null;

  constructor(
    /** As the store has it. */
    public stored: StoredSession,
    /** When somebody last did something or left, on the pool's clock. */
    public touchedAt: number,
  ) {}

  get id(): string {
    return this.stored.id;
  }

  /** Whether nobody would miss it. */
  get idle(): boolean {
    return this.watchers.size === 0 && this.acts === 0 && this.scoring === null;
  }

  /** Tells those who have been greeted. */
  tell(message: ServerMessage): void {
    for (const { greeted, listener } of this.watchers) if (greeted) listener(message);
  }

  /** Tells everybody, also those who still wait for their greeting. */
  tellAll(message: ServerMessage): void {
    for (const { listener } of this.watchers) listener(message);
  }
}
