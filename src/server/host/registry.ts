import { problem } from "../../drill/problem.js";
import type { Store, StoredEntry, StoredSession } from "../../store/store.js";
import { HostedRun, type LiveThread } from "./hosted-run.js";
import type { LongThread } from "./long-thread.js";
import type { LiveEvent, StoredRun, WorkerSettings } from "./protocol.js";
import { Thread } from "./thread.js";

export interface RegistryOptions {
  store: Store;
  settings: WorkerSettings;
  long: LongThread;
  workers: number;
  maximumLive: number;
  now: () => number;
  onEvent: (run: HostedRun, event: LiveEvent) => void;
  /** A thread has failed, and the run with it; it can be loaded again. */
  onLost: (run: HostedRun) => void;
  /** Makes a run's clock stand and its state safe before it leaves the memory. */
  rest: (run: HostedRun) => Promise<void>;
}

/** Which sessions there are, and which thread each is in. */
export class Registry {
  private readonly runs = new Map<string, HostedRun>();
  private readonly threads: LiveThread[];
  /** Runs that are on their way out of the memory. */
  private readonly leaving = new Set<HostedRun>();

  constructor(private readonly options: RegistryOptions) {
    this.threads = Array.from({ length: options.workers }, () => this.liveThread());
  }

  all(): Iterable<HostedRun> {
    return this.runs.values();
  }

  /** A session by its id; `session-unknown` when the store has none. */
  async find(id: string): Promise<HostedRun> {
    const known = this.runs.get(id);
    if (known) return known;
    const stored = await this.options.store.session(id);
    if (!stored) throw problem("session-unknown", {});
    return this.runs.get(id) ?? this.add(stored);
  }

  add(stored: StoredSession): HostedRun {
    const run = new HostedRun(stored, this.options.now());
    this.runs.set(stored.id, run);
    return run;
  }

  remove(run: HostedRun): void {
    this.runs.delete(run.id);
  }

  /** The thread that has the session in its memory, once it has. */
  async loaded(run: HostedRun): Promise<LiveThread> {
    if (!run.loading) {
      const loading = this.load(run);
      run.loading = loading;
      loading.catch(() => {
        if (run.loading === loading) this.unload(run);
      });
    }
    await run.loading;
    if (!run.thread) {
      throw problem(run.stored.status === "live" ? "worker-lost" : "session-finished", {});
    }
    return run.thread;
  }

  /** Forgets where the session is; the next who needs it has it loaded from the store. */
  unload(run: HostedRun): void {
    run.thread = null;
    run.loading = null;
    run.ready = false;
    run.resting = true;
  }

  /** Lets a session out of the memory, with a checkpoint unless it is to be gone for good. */
  async leave(run: HostedRun, keep: boolean): Promise<void> {
    const { id, thread, ready, loading } = run;
    this.unload(run);
    if (!ready) await loading?.catch(() => undefined);
    await thread?.call("drop", { id, keep }).catch(() => undefined);
  }

  /** The run as the store has it, for a thread to bring it back. */
  async storedRun({ id }: HostedRun): Promise<StoredRun> {
    const { store } = this.options;
    const [stored, entries] = await Promise.all([store.session(id), store.entries(id)]);
    if (!stored) throw problem("session-unknown", {});
    return storedRunOf(stored, entries);
  }

  /** Makes sure that so many more sessions fit into the memory. `server-full` when none of the others can leave. */
  async makeRoom(more: number): Promise<void> {
    for (;;) {
      const inMemory = [...this.runs.values()].filter(
        (run) => run.thread !== null && !this.leaving.has(run),
      );
      if (inMemory.length + more <= this.options.maximumLive) return;
      const [longest] = inMemory
        .filter(({ idle, ready }) => idle && ready)
        .sort((one, other) => one.touchedAt - other.touchedAt);
      if (!longest) throw problem("server-full", { limit: this.options.maximumLive });
      this.leaving.add(longest);
      try {
        await this.options.rest(longest);
        await this.leave(longest, true);
      } finally {
        this.leaving.delete(longest);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }

  private async load(run: HostedRun): Promise<void> {
    const { long } = this.options;
    const thread = this.leastLoaded();
    // It counts from now on, so that two who come at once do not both take the last place.
    run.thread = thread;
    await this.makeRoom(0);
    const { drill, seed, entries, forkedFrom } = run.stored;
    if (entries === 0 && forkedFrom === null) {
      await long.urgent("prepare", { drill, seed, urgent: true }, (message) =>
        run.tellAll(message),
      );
    }
    // What is on its way into the store belongs to the run.
    await run.storing.catch(() => undefined);
    const stored = await this.storedRun(run);
    if (run.thread !== thread) throw problem("worker-lost", {});
    await thread.call("load", stored);
    run.ready = run.thread === thread;
  }

  private leastLoaded(): LiveThread {
    const counts = new Map(this.threads.map((thread) => [thread, 0]));
    for (const { thread } of this.runs.values()) {
      if (thread) counts.set(thread, counts.get(thread)! + 1);
    }
    return this.threads.reduce((best, thread) =>
      counts.get(thread)! < counts.get(best)! ? thread : best,
    );
  }

  private liveThread(): LiveThread {
    const { settings, now, onEvent, onLost } = this.options;
    const thread: LiveThread = new Thread({
      module: new URL("./live-worker.js", import.meta.url),
      settings,
      onEvent: (event: LiveEvent) => {
        const run = this.runs.get(event.id);
        if (run) onEvent(run, event);
      },
      onLost: () => {
        for (const run of this.runs.values()) {
          if (run.thread !== thread) continue;
          this.unload(run);
          onLost(run);
        }
      },
      now,
    });
    return thread;
  }
}

export function storedRunOf(stored: StoredSession, entries: readonly StoredEntry[]): StoredRun {
  const { id, drill, seed, header, atUs, forkedFrom } = stored;
  return {
    id,
    drill,
    seed,
    header,
    entries: entries.map(({ line }) => line),
    atUs,
    forkedFrom: forkedFrom?.session ?? null,
  };
}
