import { Worker } from "node:worker_threads";
import { problem } from "../../drill/problem.js";
import { storeBounds } from "../bounds.js";
import type { Backend } from "../client.js";
import type { Ask } from "../queries/index.js";
import type { SqliteOptions } from "../sqlite/open.js";
import { type Answer, errorOf, type Question, type ThreadData } from "./wire.js";

export interface ThreadOptions extends SqliteOptions {
  /** The memory that the thread may take for itself; it dies when that does not do. */
  heapMegabytes?: number;
}

const defaultHeapMegabytes = 512;

interface Waiting {
  characters: number;
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** SQLite in a thread of its own. What is asked waits in a bounded line; when the thread dies, so does all that waits. */
export class StoreThread implements Backend {
  private readonly waiting = new Map<number, Waiting>();
  private characters = 0;
  private lastId = 0;
  private death: string | null = null;
  private readonly worker: Worker;
  private readonly exited: Promise<void>;

  private constructor(
    private readonly file: string,
    { heapMegabytes = defaultHeapMegabytes, ...options }: ThreadOptions,
  ) {
    const workerData: ThreadData = { file, options };
    this.worker = new Worker(new URL("./main.js", import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
      execArgv: [],
    });
    this.worker.on("message", (answer: Answer) => this.settle(answer));
    this.worker.on("error", ({ message }) => this.die(`its thread died: ${message}`));
    this.exited = new Promise((resolve) => {
      this.worker.on("exit", () => {
        this.die("its thread has ended");
        resolve();
      });
    });
  }

  static async open(file: string, options: ThreadOptions): Promise<StoreThread> {
    const thread = new StoreThread(file, options);
    try {
      await thread.wait(0, 0);
      return thread;
    } catch (thrown) {
      await thread.exited;
      throw thrown;
    }
  }

  readonly ask: Ask = (name, ...parameters) => this.send(name, parameters) as Promise<never>;

  backup(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const workerData = { file: this.file, path };
      const worker = new Worker(new URL("./backup.js", import.meta.url), {
        workerData,
        execArgv: [],
      });
      const end = (reason: string) => reject(problem("store-failed", { reason }));
      worker.on("message", (answer: Answer) => {
        if ("failure" in answer) reject(errorOf(answer.failure));
        else resolve();
      });
      worker.on("error", ({ message }) => end(`its backup died: ${message}`));
      worker.on("exit", () => end("its backup ended early"));
    });
  }

  async close(): Promise<void> {
    // A thread that is dead has nothing left to close.
    if (this.death === null) await this.send("close", []);
    await this.exited;
  }

  private async send(name: Question["name"], parameters: readonly unknown[]): Promise<unknown> {
    if (this.death !== null) throw this.failed(this.death);
    const characters = weigh(parameters);
    const tooMuch = this.characters + characters > storeBounds.pendingCharacters;
    if (this.waiting.size >= storeBounds.pendingCalls || (tooMuch && this.waiting.size > 0)) {
      throw problem("store-busy", { pending: this.waiting.size }, { where: this.file });
    }
    this.lastId += 1;
    const id = this.lastId;
    const question: Question = { id, name, parameters };
    this.worker.postMessage(question);
    return this.wait(id, characters);
  }

  private wait(id: number, characters: number): Promise<unknown> {
    this.characters += characters;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { characters, resolve, reject });
    });
  }

  private settle(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    if (waiting === undefined) return;
    this.waiting.delete(answer.id);
    this.characters -= waiting.characters;
    if ("failure" in answer) waiting.reject(errorOf(answer.failure));
    else waiting.resolve(answer.value);
  }

  private die(reason: string): void {
    this.death ??= reason;
    for (const { reject } of this.waiting.values()) reject(this.failed(this.death));
    this.waiting.clear();
    this.characters = 0;
  }

  private failed(reason: string) {
    return problem("store-failed", { reason }, { where: this.file });
  }
}

/** The characters of all texts in what is handed over. */
function weigh(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + weigh(part), 0);
}
