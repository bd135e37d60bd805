import { asProblem } from "../../drill/problem.js";
import type { ServerMessage } from "../api/live.js";
import type { Acting } from "./acting.js";
import type { DrillShelf } from "./drill-shelf.js";
import type { Endings } from "./endings.js";
import type { HostedRun, Watcher } from "./hosted-run.js";
import { problemDocument } from "./plain-problem.js";
import type { Registry } from "./registry.js";
import { summaryOf } from "./summary.js";

/** A thread that has failed is back after so long, or after some more of it. */
const retryMilliseconds = 500;

export interface WatchingOptions {
  shelf: DrillShelf;
  registry: Registry;
  acting: Acting;
  endings: Endings;
  now: () => number;
}

/** Tells those who watch: a greeting with everything, and from then on what is new. */
export class Watching {
  constructor(private readonly options: WatchingOptions) {}

  watch(id: string, listener: (message: ServerMessage) => void): () => void {
    const watcher: Watcher = { listener, greeted: false };
    const { registry } = this.options;
    let left = false;
    let watched: HostedRun | null = null;
    registry.find(id).then(
      (run) => {
        if (left) return;
        watched = run;
        run.watchers.add(watcher);
        void this.greet(run, watcher);
      },
      (thrown) => listener(refused(thrown)),
    );
    return () => {
      left = true;
      if (watched) this.unwatch(watched, watcher);
    };
  }

  /** Greets all once more, when what they were told before does not hold any longer. */
  greetAgain(run: HostedRun): void {
    for (const watcher of run.watchers) {
      // The others wait for their first greeting anyway.
      if (!watcher.greeted) continue;
      watcher.greeted = false;
      void this.greet(run, watcher);
    }
  }

  private async greet(run: HostedRun, watcher: Watcher): Promise<void> {
    const { shelf, acting, endings } = this.options;
    const { id, watchers } = run;
    try {
      if (run.stored.status === "done") return watcher.listener({ type: "done" });
      if (run.stored.status === "scoring") return endings.begin(run, null);
      const thread = await acting.ready(run);
      run.resting = false;
      const hello = await thread.call("greet", { id });
      if (!watchers.has(watcher)) return this.attend(run);
      watcher.greeted = true;
      const session = summaryOf(run.stored, shelf.drill(run.stored.drill));
      watcher.listener({ ...hello, session });
    } catch (thrown) {
      if (!watchers.has(watcher)) return;
      const lost = asProblem(thrown).code === "worker-lost";
      if (lost) setTimeout(() => void this.retry(run, watcher), retryMilliseconds).unref();
      else watcher.listener(refused(thrown));
    }
  }

  private async retry(run: HostedRun, watcher: Watcher): Promise<void> {
    if (run.watchers.has(watcher) && !watcher.greeted) await this.greet(run, watcher);
  }

  private unwatch(run: HostedRun, watcher: Watcher): void {
    if (!run.watchers.delete(watcher)) return;
    run.touchedAt = this.options.now();
    this.attend(run);
  }

  /** Tells the thread whether there is anybody to make frames for. */
  private attend({ id, thread, watchers }: HostedRun): void {
    thread?.call("attend", { id, attended: watchers.size > 0 }).catch(() => undefined);
  }
}

function refused(thrown: unknown): ServerMessage {
  return { type: "refused", id: null, problem: problemDocument(thrown) };
}
