import { Worker } from "node:worker_threads";
import { type Problem, problem } from "../../drill/problem.js";
import {
  type AnswerOf,
  type ArgumentOf,
  buffersIn,
  type Callable,
  type CallMessage,
  type WorkerMessage,
} from "./calls.js";
import { problemFrom } from "./plain-problem.js";
import type { WorkerSettings } from "./protocol.js";

/** A thread that fails is started anew at once so many times in a while, and after a pause from then on. */
const quickRestarts = 5;
const whileMilliseconds = 60_000;
const restartPauseMilliseconds = 10_000;

interface Waiting {
  resolve: (value: never) => void;
  reject: (problem: Problem) => void;
}

export interface ThreadOptions<Event> {
  /** The thread's module. */
  module: URL;
  settings: WorkerSettings;
  onEvent: (event: Event) => void;
  /** Called when the thread has failed, after all that waited for it was told so; calls start a new one. */
  onLost: () => void;
  now: () => number;
}

/** A worker thread that answers calls, and is replaced when it fails. */
export class Thread<Calls extends Callable<Calls>, Event extends { event: string }> {
  private worker: Worker | null = null;
  private waiting = new Map<number, Waiting>();
  private lastCall = 0;
  private failures: number[] = [];
  private closed = false;

  constructor(private readonly options: ThreadOptions<Event>) {}

  /** Asks the thread to do something; rejects with a `Problem`, `worker-lost` when the thread failed meanwhile. */
  call<Name extends keyof Calls & string>(
    name: Name,
    argument: ArgumentOf<Calls, Name>,
  ): Promise<AnswerOf<Calls, Name>> {
    return new Promise((resolve, reject) => {
      const worker = this.started();
      if (!worker) return reject(problem("worker-lost", {}));
      const call = ++this.lastCall;
      this.waiting.set(call, { resolve, reject });
      const message: CallMessage = { call, name, argument };
      try {
        worker.postMessage(message, buffersIn(argument));
      } catch (thrown) {
        this.waiting.delete(call);
        reject(problem("fault", { reason: String(thrown) }, { cause: thrown }));
      }
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.worker?.terminate();
  }

  /** The running thread, or null while a pause is due. */
  private started(): Worker | null {
    if (this.worker || this.closed) return this.worker;
    const { module, settings, now } = this.options;
    this.failures = this.failures.filter((at) => now() - at < whileMilliseconds);
    const last = this.failures.at(-1);
    const many = this.failures.length >= quickRestarts;
    if (many && last !== undefined && now() - last < restartPauseMilliseconds) return null;
    const worker = new Worker(module, { workerData: settings });
    worker.on("message", (message: WorkerMessage<Event>) => this.take(message));
    // Whatever went wrong is followed by the thread's end.
    worker.on("error", (error) => {
      this.lastError = error;
    });
    worker.on("exit", () => this.lost(worker));
    this.worker = worker;
    return worker;
  }

  private lastError: unknown = null;

  private take(message: WorkerMessage<Event>): void {
    if ("event" in message) {
      this.options.onEvent(message);
      return;
    }
    const waiting = this.waiting.get(message.call);
    this.waiting.delete(message.call);
    if ("problem" in message) waiting?.reject(problemFrom(message.problem));
    else waiting?.resolve(message.value as never);
  }

  private lost(worker: Worker): void {
    if (this.worker !== worker) return;
    this.worker = null;
    this.failures.push(this.options.now());
    const { waiting } = this;
    this.waiting = new Map();
    const cause = this.lastError;
    for (const { reject } of waiting.values()) reject(problem("worker-lost", {}, { cause }));
    if (!this.closed) this.options.onLost();
  }
}
