/** What is kept of players and their sessions, wherever it is kept. */

export interface StoredPlayer {
  id: string;
  createdAt: string;
}

export interface StoredSession {
  id: string;
  player: string;
  drill: string;
  seed: number;
  /** live: it can go on; scoring: it is over and its score is not there yet; done: it has a result. */
  status: "live" | "scoring" | "done";
  createdAt: string;
  updatedAt: string;
  /** The journal's header line, with its line feed. */
  header: string;
  entries: number;
  /** The moment of the last entry, or of the opening; microseconds since the drill's epoch. */
  atUs: number;
  forkedFrom: { session: string; atUs: number } | null;
  points: number | null;
  max: number | null;
  verdict: string | null;
}

/** What a session begins with. `atUs` is the opening's moment, or that of the fork. */
export type NewSession = Pick<
  StoredSession,
  "id" | "player" | "drill" | "seed" | "header" | "atUs" | "forkedFrom"
>;

/** A journal entry as it is kept: its canonical line, and what the seat got to see. */
export interface StoredEntry {
  entry: number;
  atUs: number;
  /** With its line feed. */
  line: string;
  /** JSON. */
  observation: string;
}

export interface StoredResult {
  /** The journal's footer line, with its line feed. */
  footer: string;
  verdict: string;
  points: number;
  max: number;
  /** The debrief as JSON. */
  debrief: string;
}

export interface StoredRating {
  overall: number;
  note: string | null;
}

/** Everything about one player, as the export gives it: a line of JSON at a time, so that no size is too large. */
export type ExportLine =
  | { kind: "player"; player: StoredPlayer }
  | { kind: "session"; session: Omit<StoredSession, "header">; rating: StoredRating | null }
  | { kind: "journal"; session: string; line: string }
  | { kind: "debrief"; session: string; debrief: unknown };

/**
 * Every promise that resolves has its change on disk: it survives the death of the process and of the machine. Calls
 * take effect in the order in which they are made, each whole or not at all.
 *
 * A RangeError says that the call does not suit what is stored or is out of bounds; that, `store-full` and `store-busy`
 * have changed nothing. After `store-failed` a broken disk or the store's death has left it open whether the change is
 * there: read it before going on.
 */
export interface Store {
  /** A player known by the hash of a secret token; `null` when there is none. */
  playerByToken(tokenHash: string): Promise<StoredPlayer | null>;
  /** RangeError when the id or the token is taken. */
  createPlayer(id: string, tokenHash: string): Promise<StoredPlayer>;
  /** Removes a player with everything that was theirs. Resolves to the number of sessions removed. */
  deletePlayer(player: string): Promise<number>;

  /** With entries 1 and on, as a fork has them. RangeError when the id is taken or there is no such player. */
  createSession(session: NewSession, entries: readonly StoredEntry[]): Promise<StoredSession>;
  session(id: string): Promise<StoredSession | null>;
  /** Newest first; `limit` is at most 1,000. */
  sessionsOf(player: string, limit: number): Promise<StoredSession[]>;
  /** Removes a session with everything that is its own; none is no error. */
  deleteSession(id: string): Promise<void>;

  /** Appends entries that follow the last one; RangeError when they do not, or when the session has a result. */
  append(session: string, entries: readonly StoredEntry[]): Promise<void>;
  entries(session: string, from?: number): Promise<StoredEntry[]>;
  entry(session: string, number: number): Promise<StoredEntry | null>;

  /** RangeError when the session has a result, which is final. */
  setStatus(session: string, status: "live" | "scoring"): Promise<void>;
  finish(session: string, result: StoredResult): Promise<void>;
  result(session: string): Promise<StoredResult | null>;

  /** 1 to 5; a new rating replaces the old one. */
  rate(session: string, rating: StoredRating): Promise<void>;
  rating(session: string): Promise<StoredRating | null>;

  /** Makes the debrief readable by whoever knows the token, until `unshare` or the next `share`. */
  share(session: string, tokenHash: string): Promise<void>;
  unshare(session: string): Promise<void>;
  sharedSession(tokenHash: string): Promise<StoredSession | null>;

  export(player: string): AsyncIterable<ExportLine>;
  /** A consistent copy while the store is in use, whole or not at all. Refuses a path that exists. */
  backup(path: string): Promise<void>;
  /** Waits for what was asked before. Later calls are rejected with `store-failed`. */
  close(): Promise<void>;
}
