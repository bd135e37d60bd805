import { Problem } from "../../drill/problem.js";
import type { Store, StoredResult } from "../../store/store.js";
import type { Cache } from "./cache.js";
import type { HostedRun } from "./hosted-run.js";
import type { LongThread } from "./long-thread.js";
import { problemDocument } from "./plain-problem.js";
import type { Registry } from "./registry.js";
import { checkpointName } from "./stored-run.js";

export interface EndingsOptions {
  store: Store;
  cache: Cache;
  registry: Registry;
  long: LongThread;
}

/** Gives runs that have ended their score and their debrief. What a restart interrupts can be begun again. */
export class Endings {
  constructor(private readonly options: EndingsOptions) {}

  /** Begins, unless that is under way; the checkpoint is of the end, and spares running to it. */
  begin(run: HostedRun, checkpoint: Uint8Array | null): void {
    if (run.scoring || run.stored.status === "done") return;
    run.stored = { ...run.stored, status: "scoring" };
    const scoring = this.score(run, checkpoint).finally(() => {
      run.scoring = null;
    });
    run.scoring = scoring;
    scoring.then(
      () => run.tellAll({ type: "done" }),
      (thrown) => run.tellAll({ type: "refused", id: null, problem: problemDocument(thrown) }),
    );
  }

  private async score(run: HostedRun, checkpoint: Uint8Array | null): Promise<void> {
    const { store, cache, registry } = this.options;
    await registry.leave(run, true);
    await store.setStatus(run.id, "scoring");
    const result = await this.result(run, checkpoint);
    await store.finish(run.id, result);
    run.stored = (await store.session(run.id)) ?? run.stored;
    await cache.remove(checkpointName(run.id));
  }

  /** Tries once more when the thread has failed, since that need not have been because of this run. */
  private async result(run: HostedRun, checkpoint: Uint8Array | null): Promise<StoredResult> {
    const { registry, long } = this.options;
    const stored = await registry.storedRun(run);
    const score = (from: Uint8Array | null) =>
      long.urgent("score", { run: stored, checkpoint: from }, (message) => run.tellAll(message));
    try {
      return await score(checkpoint);
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== "worker-lost") throw thrown;
      return score(null);
    }
  }
}
