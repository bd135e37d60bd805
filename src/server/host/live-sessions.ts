/** The sessions of one worker thread: each is advanced, acted in and shown, one thing at a time. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { itemsOf } from "../../drill/drill.js";
import { asProblem, Problem, problem } from "../../drill/problem.js";
import { playerSeat } from "../../players/index.js";
import { loadReading } from "../../session/index.js";
import type { Hello } from "../api/live.js";
import { Cache } from "./cache.js";
import { CachedOpenings } from "./cached-openings.js";
import { DrillShelf } from "./drill-shelf.js";
import { newEntryOf } from "./entry-view.js";
import { LiveSession } from "./live-session.js";
import { plainProblem } from "./plain-problem.js";
import { ProgressTeller } from "./progress-teller.js";
import type {
  ActAnswer,
  ActRequest,
  LiveCalls,
  LiveEvent,
  StoredRun,
  WorkerSettings,
} from "./protocol.js";
import { checkpointName, findCheckpoint, sessionOf } from "./stored-run.js";

/** A checkpoint is due after so much that would have to be replayed. */
const checkpointEveryUs = 120_000_000;
const checkpointEveryEntries = 20;

/** What reading words takes is loaded so long after a session is there. */
const readingMilliseconds = 3_000;

interface Hosted {
  id: string;
  live: LiveSession;
  attended: boolean;
  /** Whoever comes next waits for this. */
  turn: Promise<unknown>;
  /** How many wait or are at work. */
  busy: number;
  /** How many players wait for what is being done, or for their turn after it. */
  awaited: number;
  /** Says what has become of the entry that is being stored. */
  settle: ((stored: boolean) => void) | null;
  checkpointed: { atUs: number; entries: number };
  writing: Promise<void> | null;
  /** Set once the run has ended or broken: nothing more is done in it. */
  over: Problem | null;
}

export class LiveSessions implements LiveCalls {
  private readonly hosted = new Map<string, Hosted>();
  private readonly cache: Cache;
  private readonly openings: CachedOpenings;
  private readonly shelf: DrillShelf;
  /** How many players wait in all sessions. */
  private awaited = 0;
  private showing = false;
  /** Work that stands back while players wait for something else. */
  private readonly patient: (() => void)[] = [];

  constructor(
    settings: WorkerSettings,
    private readonly tell: (event: LiveEvent) => void,
    private readonly now: () => number,
  ) {
    this.cache = new Cache(settings.cacheFolder);
    this.shelf = new DrillShelf(settings.drillsFolder);
    this.openings = new CachedOpenings(this.cache, () => nextTurn());
    setInterval(() => void this.showAll(), settings.frameMilliseconds);
  }

  async load(run: StoredRun): Promise<void> {
    const { id, drill: name } = run;
    const drill = this.shelf.drill(name);
    const progress = new ProgressTeller(this.now, (share) =>
      this.tell({ event: "progress", id, stage: "Bringing the session back", share }),
    );
    let hosted: Hosted | null = null;
    const session = await sessionOf(run, drill, {
      openings: this.openings,
      breathe: (nowUs) => {
        if (hosted) return this.breathe(hosted);
        progress.tell((nowUs - drill.opensUs) / (run.atUs - drill.opensUs));
        return nextTurn();
      },
      checkpoint: await findCheckpoint(run, this.cache),
    });
    hosted = {
      id,
      live: new LiveSession(session, this.now),
      attended: false,
      turn: Promise.resolve(),
      busy: 0,
      awaited: 0,
      settle: null,
      // A checkpoint is due at once: the one that this came from may be old, and would be older with each crash.
      checkpointed: { atUs: Number.NEGATIVE_INFINITY, entries: 0 },
      writing: null,
      over: null,
    };
    this.hosted.set(id, hosted);
    await this.inTurn(hosted, async () => this.endIfOver(hosted));
    // Whoever comes back waits for the run first; nobody writes in the first seconds.
    setTimeout(() => void loadReading(itemsOf(drill)), readingMilliseconds);
  }

  act(request: ActRequest): Promise<ActAnswer> {
    const hosted = this.find(request.id);
    const answered = this.await(hosted);
    return new Promise((resolve, reject) => {
      // The turn lasts until the entry is stored: before that, nobody may see it and nothing may follow it.
      const turn = this.inTurn(hosted, async () => {
        const answer = await this.take(hosted, request).finally(answered);
        if (answer.kind === "known" || answer.kind === "unneeded") return resolve(answer);
        const settled = new Promise<boolean>((settle) => {
          hosted.settle = settle;
        });
        resolve(answer);
        const stored = await settled;
        hosted.settle = null;
        if (stored && answer.kind === "new") return this.show(hosted);
        // Whoever is in line behind this must find nothing here that is not in the store.
        hosted.over = problem(stored ? "session-finished" : "worker-lost", {});
        if (this.hosted.get(hosted.id) === hosted) this.hosted.delete(hosted.id);
      });
      turn.catch((thrown) => {
        reject(thrown);
        return this.inTurn(hosted, () => this.endIfOver(hosted)).catch(() => undefined);
      });
    });
  }

  async settle({ id, stored }: { id: string; stored: boolean }): Promise<void> {
    this.find(id).settle?.(stored);
  }

  async attend({ id, attended }: { id: string; attended: boolean }): Promise<void> {
    const hosted = this.hosted.get(id);
    if (hosted) hosted.attended = attended;
  }

  greet({ id }: { id: string }): Promise<Omit<Hello, "session">> {
    const hosted = this.find(id);
    const answered = this.await(hosted);
    return this.inTurn(hosted, async () => {
      if (hosted.over && hosted.over.code !== "session-finished") throw hosted.over;
      if (hosted.over === null) {
        hosted.live.start();
        hosted.attended = true;
        await hosted.live.catchUp();
        await this.show(hosted);
      }
      return hosted.live.hello();
    }).finally(answered);
  }

  async drop({ id, keep }: { id: string; keep: boolean }): Promise<void> {
    const hosted = this.hosted.get(id);
    if (!hosted) return;
    await this.inTurn(hosted, async () => {
      this.hosted.delete(id);
      if (keep && hosted.over === null) await this.checkpoint(hosted);
    });
    await hosted.writing;
    if (!keep) await this.cache.remove(checkpointName(id));
  }

  private async take(hosted: Hosted, request: ActRequest): Promise<ActAnswer> {
    const { live } = hosted;
    const { session } = live;
    const next = session.journal.entries.length + 1;
    const { entry: wanted, tool, input, proof, origin } = request;
    if (hosted.over) throw hosted.over;
    if (origin === "rest" && !live.moving) return { kind: "unneeded" };
    if (wanted !== null && wanted < next) return { kind: "known", entry: wanted };
    if (wanted !== null && wanted > next) {
      throw problem("entry-ahead", { entry: wanted, entries: next - 1 });
    }
    if (origin === "player") live.start();
    if (tool === "finish") return this.handOver(live, input);
    const { entry, observation } = await live.act(playerSeat, tool, input);
    return { kind: "new", ...newEntryOf(session, entry, observation, proof) };
  }

  /** Everything up to the act that ends the run; what comes then is for another thread. */
  private async handOver(live: LiveSession, input: unknown): Promise<ActAnswer> {
    const checked = live.session.desk.check("finish", input);
    if (checked instanceof Problem) throw checked;
    await live.catchUp();
    if (live.session.ended) throw problem("session-finished", {});
    const checkpoint = await live.session.checkpoint();
    return { kind: "finish", atUs: live.session.nowUs, checkpoint };
  }

  /**
   * Shows those who watch what is new, one session after the other: whoever acts in one then waits for the work of one
   * at most. A session in which somebody is at work is shown after that anyway.
   */
  private async showAll(): Promise<void> {
    if (this.showing) return;
    this.showing = true;
    for (const hosted of this.hosted.values()) {
      if (!hosted.attended || hosted.busy > 0 || hosted.over) continue;
      await this.inTurn(hosted, async () => {
        await hosted.live.catchUp();
        await this.show(hosted);
      }).catch((thrown) => {
        // A run that cannot be shown must not stand there as if nothing happened.
        if (!(thrown instanceof Problem)) this.breakOff(hosted, asProblem(thrown));
      });
    }
    this.showing = false;
  }

  private async show(hosted: Hosted): Promise<void> {
    const { id, live, attended } = hosted;
    if (attended) this.tell({ event: "frame", id, frame: live.frame() });
    await this.endIfOver(hosted);
    if (!hosted.over && this.checkpointDue(hosted)) await this.checkpoint(hosted);
  }

  private async endIfOver(hosted: Hosted): Promise<void> {
    const { id, live } = hosted;
    if (!live.session.ended || hosted.over) return;
    hosted.over = problem("session-finished", {});
    this.tell({ event: "ended", id, checkpoint: await live.session.checkpoint() });
  }

  private checkpointDue({ live, checkpointed, writing }: Hosted): boolean {
    const { nowUs, journal } = live.session;
    if (writing) return false;
    return (
      nowUs - checkpointed.atUs > checkpointEveryUs ||
      journal.entries.length - checkpointed.entries > checkpointEveryEntries
    );
  }

  /** Takes a checkpoint; it is written while the session goes on. */
  private async checkpoint(hosted: Hosted): Promise<void> {
    const { id, live, writing } = hosted;
    const { session } = live;
    hosted.checkpointed = { atUs: session.nowUs, entries: session.journal.entries.length };
    const checkpoint = await session.checkpoint();
    await writing;
    hosted.writing = this.cache.write(checkpointName(id), checkpoint).finally(() => {
      hosted.writing = null;
    });
  }

  private find(id: string): Hosted {
    const hosted = this.hosted.get(id);
    if (hosted) return hosted;
    throw problem("worker-lost", {});
  }

  /** Does one thing after the other in a session. One whose run cannot go on says so once. */
  private async inTurn<Result>(hosted: Hosted, work: () => Promise<Result>): Promise<Result> {
    hosted.busy++;
    const done = hosted.turn.then(work);
    hosted.turn = done.catch(() => undefined);
    try {
      return await done;
    } catch (thrown) {
      if (thrown instanceof Problem && thrown.code === "world-overloaded") {
        this.breakOff(hosted, thrown);
      }
      throw thrown;
    } finally {
      hosted.busy--;
    }
  }

  private breakOff(hosted: Hosted, reason: Problem): void {
    if (hosted.over) return;
    hosted.over = reason;
    this.tell({ event: "broken", id: hosted.id, problem: plainProblem(reason) });
  }

  /** Says that a player waits for a session, until the returned function is called. */
  private await(hosted: Hosted): () => void {
    const change = (by: number) => {
      hosted.awaited += by;
      this.awaited += by;
      // Work that stood back may be what is waited for now, or have nobody before it any more.
      for (const lookAgain of this.patient.splice(0)) lookAgain();
    };
    change(1);
    return () => change(-1);
  }

  /** Lets others run; what a player waits for goes before what is only to be shown. */
  private async breathe(hosted: Hosted): Promise<void> {
    await nextTurn();
    while (hosted.awaited === 0 && this.awaited > 0) {
      await new Promise<void>((lookAgain) => this.patient.push(lookAgain));
    }
  }
}
