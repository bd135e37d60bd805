import { randomInt } from "node:crypto";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { shippedDrills } from "../../drill/load.js";
import { problem } from "../../drill/problem.js";
import { playerSeat } from "../../players/index.js";
import { encodeLine, headerOf } from "../../session/index.js";
import type { Store, StoredSession } from "../../store/store.js";
import type { Debrief, Reference } from "../api/debrief.js";
import type { SessionSummary, WhatIfDocument, WhatIfRequest } from "../api/documents.js";
import type { ServerMessage } from "../api/live.js";
import { Acting } from "./acting.js";
import { Cache, standardBounds } from "./cache.js";
import type { DebriefBody } from "./debrief.js";
import { DrillShelf } from "./drill-shelf.js";
import { Endings } from "./endings.js";
import { entriesUntil } from "./fork.js";
import type { HostedRun } from "./hosted-run.js";
import { LongThread } from "./long-thread.js";
import { problemDocument, problemFrom } from "./plain-problem.js";
import type { NewSession, Pool, PoolActed, PoolAction, PoolOptions } from "./pool-interface.js";
import type { LiveEvent, WorkerSettings } from "./protocol.js";
import { Registry } from "./registry.js";
import { checkpointName } from "./stored-run.js";
import { summaryOf } from "./summary.js";
import { Watching } from "./watching.js";

const standard = { maximumLive: 256, unattendedMilliseconds: 30_000, frameMilliseconds: 1_000 };

/** After so many times the unattended time, a session leaves the memory. */
const leaveAfter = 10;

/** Runs without a seed of their own share a few, since reaching an opening can take ten seconds of computing. */
const sharedSeeds = 5;

/** How often the cache is brought within its bounds. */
const trimMilliseconds = 10 * 60_000;

/** How long closing waits for the last checkpoints, which only spare a replay. */
const closeMilliseconds = 3_000;

/** The seed with which most runs begin. */
const firstSeed = 1;

export class SessionPool implements Pool {
  private readonly store: Store;
  private readonly shelf: DrillShelf;
  private readonly cache: Cache;
  private readonly long: LongThread;
  private readonly registry: Registry;
  private readonly acting: Acting;
  private readonly endings: Endings;
  private readonly watching: Watching;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly unattendedMilliseconds: number;
  private readonly now = () => performance.now();
  private readonly log: (line: string) => void;
  private closed = false;

  constructor(options: PoolOptions) {
    const { store, dataFolder, drillsFolder = shippedDrills } = options;
    const settings: WorkerSettings = {
      cacheFolder: join(dataFolder, "cache"),
      drillsFolder,
      frameMilliseconds: options.frameMilliseconds ?? standard.frameMilliseconds,
    };
    const { now } = this;
    this.store = store;
    this.log = options.log ?? (() => undefined);
    this.unattendedMilliseconds = options.unattendedMilliseconds ?? standard.unattendedMilliseconds;
    const shelf = new DrillShelf(drillsFolder);
    const cache = new Cache(settings.cacheFolder);
    const long = new LongThread(settings, now);
    const registry = new Registry({
      store,
      settings,
      long,
      workers: options.workers ?? Math.min(4, availableParallelism()),
      maximumLive: options.maximumLive ?? standard.maximumLive,
      now,
      onEvent: (run, event) => this.take(run, event),
      onLost: (run) => this.watching.greetAgain(run),
      rest: (run) => this.acting.rest(run),
    });
    const endings = new Endings({ store, cache, registry, long });
    const onDiscarded = (run: HostedRun) => this.watching.greetAgain(run);
    const acting = new Acting({ store, shelf, registry, long, endings, now, onDiscarded });
    this.shelf = shelf;
    this.cache = cache;
    this.long = long;
    this.registry = registry;
    this.endings = endings;
    this.acting = acting;
    this.watching = new Watching({ shelf, registry, acting, endings, now });
    this.every(Math.min(1_000, this.unattendedMilliseconds / 2), () => this.sweep());
    this.every(trimMilliseconds, () => this.cache.trim(standardBounds, Date.now()));
    void this.cache.trim(standardBounds, Date.now());
    if (options.warm) this.warm();
  }

  async open({ id, player, drill: name, seed, speed }: NewSession): Promise<StoredSession> {
    const drill = this.shelf.drill(name);
    const luck = seed ?? 1 + randomInt(sharedSeeds);
    const seats = [{ seat: playerSeat, player: "person" }];
    const header = encodeLine(headerOf(drill, luck, seats, "wall"));
    await this.registry.makeRoom(1);
    const session = { id, player, drill: drill.id, seed: luck, header, atUs: drill.opensUs };
    const stored = await this.store.createSession({ ...session, forkedFrom: null }, []);
    const run = this.registry.add(stored);
    run.firstSpeed = speed === "1x" ? null : speed;
    this.prepare(run);
    return stored;
  }

  async fork(id: string, atUs: number, newId: string): Promise<StoredSession> {
    const { stored: origin } = await this.registry.find(id);
    const drill = this.shelf.drill(origin.drill);
    if (atUs < drill.opensUs || atUs >= drill.endsUs) {
      const [value, from, to] = [atUs, drill.opensUs, drill.endsUs].map(String);
      throw problem("clock-outside", { value: value!, from: from!, to: to! });
    }
    await this.registry.makeRoom(1);
    const { entries, untilUs } = entriesUntil(await this.store.entries(id), atUs);
    const { player, seed, header } = origin;
    const session = { id: newId, player, drill: origin.drill, seed, header, atUs: untilUs };
    const forkedFrom = { session: id, atUs: untilUs };
    const stored = await this.store.createSession({ ...session, forkedFrom }, entries);
    this.prepare(this.registry.add(stored));
    return stored;
  }

  async act(
    id: string,
    action: PoolAction,
    { proof = false }: { proof?: boolean } = {},
  ): Promise<PoolActed> {
    return this.acting.act(await this.registry.find(id), action, proof);
  }

  watch(id: string, listener: (message: ServerMessage) => void): () => void {
    return this.watching.watch(id, listener);
  }

  summary(session: StoredSession): SessionSummary {
    return summaryOf(session, this.shelf.drill(session.drill));
  }

  async debrief(id: string): Promise<Debrief> {
    const run = await this.registry.find(id);
    const result = await this.store.result(id);
    if (!result) {
      if (run.stored.status === "scoring") this.endings.begin(run, null);
      throw problem("session-unfinished", {});
    }
    const body = JSON.parse(result.debrief) as DebriefBody;
    const rating = await this.store.rating(id);
    return {
      ...body,
      session: this.summary(run.stored),
      rating: rating && { overall: rating.overall, ...(rating.note && { note: rating.note }) },
      readOnly: false,
    };
  }

  async whatIf(id: string, request: WhatIfRequest): Promise<WhatIfDocument> {
    const run = await this.registry.find(id);
    const { outcome, score } = await this.debrief(id);
    const { userRequests, userFailures, mitigatedAt, recoveredAt } = outcome;
    const { points, max, verdict } = score;
    return this.long.spare("whatIf", {
      run: await this.registry.storedRun(run),
      request,
      original: { userRequests, userFailures, mitigatedAt, recoveredAt, points, max, verdict },
    });
  }

  async reference(id: string): Promise<Reference> {
    const { stored } = await this.registry.find(id);
    // It shows what helps, so it is for those who are through.
    if (stored.status !== "done") throw problem("session-unfinished", {});
    return this.long.spare("reference", { drill: stored.drill, seed: stored.seed });
  }

  async forget(id: string): Promise<void> {
    const run = await this.registry.find(id);
    this.registry.remove(run);
    run.watchers.clear();
    await this.registry.leave(run, false);
    await this.cache.remove(checkpointName(id));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
    const left = [...this.registry.all()].map(async (run) => {
      await run.storing.catch(() => undefined);
      await this.registry.leave(run, true);
    });
    const enough = new AbortController();
    await Promise.race([
      Promise.all(left),
      pause(closeMilliseconds, undefined, { signal: enough.signal }).catch(() => undefined),
    ]);
    enough.abort();
    await Promise.all([this.registry.close(), this.long.close()]);
  }

  /** Brings a new run into the memory before anybody watches it, and what its score will be compared with. */
  private prepare(run: HostedRun): void {
    const { drill, seed } = run.stored;
    this.acting.ready(run).then(
      () => this.long.spare("foresee", { drill, seed }).catch(() => undefined),
      // Whoever comes to watch or to act will be told.
      () => undefined,
    );
  }

  private warm(): void {
    for (const drill of this.shelf.ids()) {
      const request = { job: "", drill, seed: firstSeed, urgent: false };
      this.long.spare("prepare", request).catch(() => undefined);
    }
  }

  private take(run: HostedRun, event: LiveEvent): void {
    switch (event.event) {
      case "frame":
        run.tell(event.frame);
        break;
      case "progress":
        run.tellAll({ type: "progress", stage: event.stage, share: event.share });
        break;
      case "ended":
        this.endings.begin(run, event.checkpoint);
        break;
      case "broken": {
        const problem = problemDocument(problemFrom(event.problem));
        if (problem.code === "fault") this.log(`fault: session ${run.id}: ${problem.message}`);
        run.tellAll({ type: "refused", id: null, problem });
      }
    }
  }

  /** Pauses runs that nobody attends, and lets go of those to which nobody has come back. */
  private sweep(): void {
    for (const run of this.registry.all()) {
      const idleFor = this.now() - run.touchedAt;
      if (!run.idle || idleFor < this.unattendedMilliseconds) continue;
      if (!run.resting) this.acting.rest(run).catch(() => undefined);
      else if (idleFor < leaveAfter * this.unattendedMilliseconds) continue;
      else if (run.ready) void this.registry.leave(run, true);
      else if (!run.thread) this.registry.remove(run);
    }
  }

  private every(milliseconds: number, work: () => unknown): void {
    this.timers.push(setInterval(work, milliseconds).unref());
  }
}
