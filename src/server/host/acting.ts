import { asProblem, problem } from "../../drill/problem.js";
import { canonical, type Entry, type Speed, setSpeed, unattended } from "../../session/index.js";
import type { Store } from "../../store/store.js";
import type { DrillShelf } from "./drill-shelf.js";
import type { Endings } from "./endings.js";
import { entryViewOf } from "./entry-view.js";
import type { HostedRun, LiveThread } from "./hosted-run.js";
import type { LongThread } from "./long-thread.js";
import type { PoolActed, PoolAction } from "./pool-interface.js";
import type { ActAnswer, ActRequest, NewEntry } from "./protocol.js";
import type { Registry } from "./registry.js";

/** Acts of one session that may be under way; a page sends one after the other. */
const maximumActs = 32;

export interface ActingOptions {
  store: Store;
  shelf: DrillShelf;
  registry: Registry;
  long: LongThread;
  endings: Endings;
  now: () => number;
  /** The run's memory was not the truth and is gone; those who watch need it anew. */
  onDiscarded: (run: HostedRun) => void;
}

/**
 * Takes actions. A thread computes the entry, the store keeps it, and only then is it told to anybody. If the store
 * refuses, what the thread has in its memory is not the run any more, and is read from the store again.
 */
export class Acting {
  constructor(private readonly options: ActingOptions) {}

  async act(run: HostedRun, action: PoolAction, proof: boolean): Promise<PoolActed> {
    if (run.acts >= maximumActs) throw problem("server-busy", { waiting: run.acts });
    run.acts++;
    try {
      const { entry: wanted = null } = action;
      if (wanted !== null && wanted <= run.stored.entries)
        return await this.known(run, action, wanted);
      if (run.stored.status !== "live") throw problem("session-finished", {});
      const thread = await this.ready(run);
      run.resting = false;
      const { tool, input } = action;
      const request = { id: run.id, tool, input, entry: wanted, proof, origin: "player" } as const;
      return await this.taken(run, thread, request);
    } finally {
      run.acts--;
      run.touchedAt = this.options.now();
    }
  }

  /** The thread in which the run can go on, after a new run has got the speed that it was opened with. */
  async ready(run: HostedRun): Promise<LiveThread> {
    const thread = await this.options.registry.loaded(run);
    const { firstSpeed: speed, id } = run;
    if (speed === null) return thread;
    run.firstSpeed = null;
    const answer = await thread.call("act", { ...clockAct(id, { speed }), origin: "first" });
    if (answer.kind === "new") await this.commit(run, thread, answer);
    return thread;
  }

  /** Pauses a run that nobody attends, as an entry of its journal; nothing if its clock stands anyway. */
  async rest(run: HostedRun): Promise<void> {
    const { id, thread } = run;
    if (!thread || run.resting) return;
    run.resting = true;
    await run.loading;
    const pause = clockAct(id, { speed: "paused", reason: unattended });
    const answer = await thread.call("act", { ...pause, origin: "rest" });
    if (answer.kind === "new") await this.commit(run, thread, answer);
  }

  private async taken(run: HostedRun, thread: LiveThread, request: ActRequest): Promise<PoolActed> {
    const answer = await thread.call("act", request);
    switch (answer.kind) {
      case "new":
        await this.commit(run, thread, answer);
        return acted(answer);
      case "known":
        return this.known(run, request, answer.entry);
      case "finish":
        return this.finish(run, thread, answer, request.proof);
      case "unneeded":
        throw problem("session-finished", {});
    }
  }

  /** Answers again for an entry that is there, if it is of the same act. */
  private async known(
    run: HostedRun,
    { tool, input }: Pick<PoolAction, "tool" | "input">,
    number: number,
  ): Promise<PoolActed> {
    await run.storing.catch(() => undefined);
    const stored = await this.options.store.entry(run.id, number);
    const entry = stored && (JSON.parse(stored.line) as Entry);
    if (!stored || !entry || entry.tool !== tool || !sameJson(entry.input, input)) {
      throw problem("entry-taken", { entry: number });
    }
    return {
      entry: entryViewOf(this.options.shelf.desk(run.stored.drill), entry),
      chain: entry.chain,
      observation: JSON.parse(stored.observation),
      worldHash: null,
    };
  }

  private async finish(
    run: HostedRun,
    thread: LiveThread,
    { atUs, checkpoint }: Extract<ActAnswer, { kind: "finish" }>,
    proof: boolean,
  ): Promise<PoolActed> {
    const { registry, long, endings } = this.options;
    const ending = registry.storedRun(run).then((stored) => {
      const request = { run: stored, atUs, checkpoint, proof };
      return long.urgent("finish", request, (message) => run.tellAll(message));
    });
    // The thread waits for what becomes of the act; without it, the run goes on as it was before.
    ending.catch(() => this.discard(run, thread));
    const end = await ending;
    await this.commit(run, thread, end);
    endings.begin(run, end.checkpoint);
    return acted(end);
  }

  private async commit(run: HostedRun, thread: LiveThread, { stored }: NewEntry): Promise<void> {
    const { store } = this.options;
    const { id } = run;
    const storing = store.append(id, [stored]);
    run.storing = storing;
    try {
      await storing;
    } catch (thrown) {
      this.discard(run, thread);
      throw asProblem(thrown);
    }
    const { entry: entries, atUs } = stored;
    run.stored = { ...run.stored, entries, atUs, updatedAt: new Date().toISOString() };
    // A thread that has failed meanwhile will read the entry from the store.
    thread.call("settle", { id, stored: true }).catch(() => undefined);
  }

  private discard(run: HostedRun, thread: LiveThread): void {
    thread.call("settle", { id: run.id, stored: false }).catch(() => undefined);
    if (run.thread !== thread) return;
    this.options.registry.unload(run);
    this.options.onDiscarded(run);
  }
}

/** An act on the clock that no player has asked for. */
function clockAct(id: string, input: { speed: Speed; reason?: string }) {
  return { id, tool: setSpeed.name, input, entry: null, proof: false };
}

function acted({ stored, view, chain, worldHash }: NewEntry): PoolActed {
  return { entry: view, chain, observation: JSON.parse(stored.observation), worldHash };
}

function sameJson(one: unknown, other: unknown): boolean {
  try {
    return canonical(one) === canonical(other);
  } catch {
    // What JSON cannot say is no input of an entry.
    return false;
  }
}
