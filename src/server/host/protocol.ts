/** What the main thread and its workers say to each other; everything survives a structured clone. */
import type { StoredEntry, StoredResult } from "../../store/store.js";
import type { Reference } from "../api/debrief.js";
import type { EntryView, WhatIfDocument, WhatIfRequest } from "../api/documents.js";
import type { Frame, Hello } from "../api/live.js";

/** A session as the store has it: the lines of its journal, and how far it had come without leaving an entry. */
export interface StoredRun {
  id: string;
  drill: string;
  seed: number;
  header: string;
  entries: string[];
  atUs: number;
  /** The session that it was forked from, whose checkpoint may fit as well. */
  forkedFrom: string | null;
}

export interface ActRequest {
  id: string;
  tool: string;
  input: unknown;
  /** The number that the entry is to get. */
  entry: number | null;
  proof: boolean;
  /**
   * player: the clock goes from now on. first: what a new run begins with, before anybody is there. rest: a pause that
   * nobody asked for, needed only if time passes by itself.
   */
  origin: "player" | "first" | "rest";
}

/** An act that was taken and is not stored yet. */
export interface NewEntry {
  stored: StoredEntry;
  view: EntryView;
  chain: string;
  worldHash: string | null;
}

export type ActAnswer =
  | ({ kind: "new" } & NewEntry)
  /** The entry was there before; the store knows what came of it. */
  | { kind: "known"; entry: number }
  | { kind: "unneeded" }
  /** Ending the run is long work, which is not done here; the checkpoint is of the moment before. */
  | { kind: "finish"; atUs: number; checkpoint: Uint8Array };

/** What a thread with live sessions can be asked to do. */
export interface LiveCalls {
  load(run: StoredRun): Promise<void>;
  act(request: ActRequest): Promise<ActAnswer>;
  /** Says what has become of a new entry: without it in the store, the session here is not the true one. */
  settle(request: { id: string; stored: boolean }): Promise<void>;
  /** Says whether anybody watches. */
  attend(request: { id: string; attended: boolean }): Promise<void>;
  /** Everything that a page needs; those who watch already get a frame first. */
  greet(request: { id: string }): Promise<Omit<Hello, "session">>;
  /** Forgets a session, with a checkpoint unless it is to be gone for good. */
  drop(request: { id: string; keep: boolean }): Promise<void>;
}

export type LiveEvent =
  | { event: "frame"; id: string; frame: Frame }
  | { event: "progress"; id: string; stage: string; share: number }
  /** The run has come to its end by itself. */
  | { event: "ended"; id: string; checkpoint: Uint8Array }
  /** The run cannot go on; nothing more can be done in it. */
  | { event: "broken"; id: string; problem: PlainProblem };

/** What the thread for long work can be asked to do; `job` names the work in its progress. */
export interface LongCalls {
  /** Makes sure that an opening is on disk. */
  prepare(request: { job: string; drill: string; seed: number; urgent: boolean }): Promise<void>;
  /** Computes what scoring will need, ahead of time. */
  foresee(request: { drill: string; seed: number }): Promise<void>;
  /** Takes the act `finish` and runs to the end. */
  finish(request: {
    job: string;
    run: StoredRun;
    atUs: number;
    checkpoint: Uint8Array;
    proof: boolean;
  }): Promise<NewEntry & { checkpoint: Uint8Array }>;
  score(request: {
    job: string;
    run: StoredRun;
    checkpoint: Uint8Array | null;
  }): Promise<StoredResult>;
  whatIf(request: {
    run: StoredRun;
    request: WhatIfRequest;
    original: WhatIfDocument["original"];
  }): Promise<WhatIfDocument>;
  reference(request: { drill: string; seed: number }): Promise<Reference>;
}

export type LongEvent = { event: "progress"; job: string; stage: string; share: number };

/** A problem without its class, which does not survive the way between threads. */
export interface PlainProblem {
  code: string;
  message: string;
  where: string | null;
  remedy: string;
}

/** What every worker is started with. */
export interface WorkerSettings {
  cacheFolder: string;
  drillsFolder: string;
  frameMilliseconds: number;
}
