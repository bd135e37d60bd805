import { problem } from "../../drill/problem.js";
import type { ServerMessage } from "../api/live.js";
import type { AnswerOf, ArgumentOf } from "./calls.js";
import type { LongCalls, LongEvent, WorkerSettings } from "./protocol.js";
import { Thread } from "./thread.js";

type Progress = Extract<ServerMessage, { type: "progress" }>;

/** Pieces of work that nobody plays on, waiting for their turn; each may take a minute. */
const maximumWaiting = 16;

/** The thread for long work, with its progress, and with a line for what can wait. */
export class LongThread {
  private readonly thread: Thread<LongCalls, LongEvent>;
  private readonly listeners = new Map<string, (message: Progress) => void>();
  private jobs = 0;
  private line: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  constructor(settings: WorkerSettings, now: () => number) {
    this.thread = new Thread({
      module: new URL("./long-worker.js", import.meta.url),
      settings,
      onEvent: ({ job, stage, share }) =>
        this.listeners.get(job)?.({ type: "progress", stage, share }),
      // Who waited for the thread has been told; there is nothing else to bring back.
      onLost: () => undefined,
      now,
    });
  }

  /** Work that a player waits for: it is begun at once, and its progress is told. */
  async urgent<Name extends "prepare" | "finish" | "score">(
    name: Name,
    argument: Omit<ArgumentOf<LongCalls, Name>, "job">,
    onProgress: (message: Progress) => void,
  ): Promise<AnswerOf<LongCalls, Name>> {
    const job = String(++this.jobs);
    this.listeners.set(job, onProgress);
    try {
      return await this.thread.call(name, { ...argument, job } as ArgumentOf<LongCalls, Name>);
    } finally {
      this.listeners.delete(job);
    }
  }

  /** Work that can wait: one piece after the other, and behind all that is urgent. */
  spare<Name extends "prepare" | "foresee" | "whatIf" | "reference">(
    name: Name,
    argument: ArgumentOf<LongCalls, Name>,
  ): Promise<AnswerOf<LongCalls, Name>> {
    if (this.waiting >= maximumWaiting) {
      return Promise.reject(problem("server-busy", { waiting: this.waiting }));
    }
    this.waiting++;
    const done = this.line.then(() => this.thread.call(name, argument));
    this.line = done.catch(() => undefined).finally(() => this.waiting--);
    return done;
  }

  close(): Promise<void> {
    return this.thread.close();
  }
}
