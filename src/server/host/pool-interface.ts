import type { Speed } from "../../session/index.js";
import type { Store, StoredSession } from "../../store/store.js";
import type { Debrief, Reference } from "../api/debrief.js";
import type { EntryView, SessionSummary, WhatIfDocument, WhatIfRequest } from "../api/documents.js";
import type { ServerMessage } from "../api/live.js";

export interface PoolOptions {
  store: Store;
  /** Where the cache is kept, in a folder of its own; losing it costs time only. */
  dataFolder: string;
  /** The folder of all drills; the shipped ones unless said. */
  drillsFolder?: string;
  /** Threads for live sessions; as many as there are cores unless said, at most 4. */
  workers?: number;
  /** Sessions in memory at once. */
  maximumLive?: number;
  /** How long a run goes on when nobody watches it and nobody acts. */
  unattendedMilliseconds?: number;
  /** How often those who watch get a frame. */
  frameMilliseconds?: number;
  /** Whether openings are prepared before somebody asks for them. */
  warm?: boolean;
  /** Takes a line about each fault of ours. */
  log?: (line: string) => void;
}

export interface NewSession {
  id: string;
  player: string;
  drill: string;
  /** Null lets the server draw one. */
  seed: number | null;
  /** Null for real time. */
  speed: Speed | null;
}

export interface PoolAction {
  tool: string;
  input: unknown;
  /** The number that the entry is to get. */
  entry?: number | undefined;
}

export interface PoolActed {
  entry: EntryView;
  chain: string;
  observation: unknown;
  /** The world's hash at the entry, when asked for. */
  worldHash: string | null;
}

/**
 * All running sessions. Whoever calls has made sure that the session belongs to the player; every method rejects with
 * a `Problem`: `session-unknown` for an id that the store does not have, `server-full`, or one of the store's.
 */
export interface Pool {
  /** Stores a new session and begins to prepare its opening; resolves before that is done. */
  open(session: NewSession): Promise<StoredSession>;
  /** The same for one that goes on from a moment of another, with the same player and luck. */
  fork(id: string, atUs: number, newId: string): Promise<StoredSession>;
  /** Takes an action; resolves once its entry is stored, and to the same if that very entry was stored before. */
  act(id: string, action: PoolAction, options?: { proof?: boolean }): Promise<PoolActed>;
  /**
   * Tells a listener about a session until the returned function is called: `progress` while it is prepared, then
   * `hello`, then frames. A second `hello` means that everything before is to be forgotten. `refused` with a null id
   * says why there is nothing to watch.
   */
  watch(id: string, listener: (message: ServerMessage) => void): () => void;
  summary(session: StoredSession): SessionSummary;
  /** `session-unfinished` while there is none; scoring that a restart interrupted is taken up again. */
  debrief(id: string): Promise<Debrief>;
  whatIf(id: string, request: WhatIfRequest): Promise<WhatIfDocument>;
  /** What the drill's reference player does with the same luck. */
  reference(id: string): Promise<Reference>;
  /** Lets go of a session that is about to be deleted: memory, checkpoint, watchers. */
  forget(id: string): Promise<void>;
  /** Stops all threads; what was acknowledged is stored. */
  close(): Promise<void>;
}
