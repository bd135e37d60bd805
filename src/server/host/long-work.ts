/** Work of many seconds: openings, ends of runs, scores, runs that might have been. */
import { setImmediate as nextTurn, setTimeout as pause } from "node:timers/promises";
import type { Drill } from "../../drill/drill.js";
import { playerSeat } from "../../players/index.js";
import { finishRun } from "../../score/index.js";
import { type Breathe, changedBy, encodeLine, hashOf, type Session } from "../../session/index.js";
import type { StoredResult } from "../../store/store.js";
import { engineVersion } from "../../world/index.js";
import { type Reference, referenceSchema } from "../api/debrief.js";
import type { WhatIfDocument } from "../api/documents.js";
import { Cache } from "./cache.js";
import { CachedOpenings, type Making } from "./cached-openings.js";
import { debriefOf } from "./debrief.js";
import { DrillShelf } from "./drill-shelf.js";
import { newEntryOf } from "./entry-view.js";
import { ProgressTeller } from "./progress-teller.js";
import type { LongCalls, LongEvent, NewEntry, StoredRun, WorkerSettings } from "./protocol.js";
import { referenceOf } from "./reference.js";
import { findCheckpoint, journalOf, sessionOf } from "./stored-run.js";
import { whatIfDocument } from "./what-if.js";

/** While a player waits for something, what can wait rests so long between two slices, which take some milliseconds. */
const patienceMilliseconds = 100;

type Argument<Name extends keyof LongCalls> = Parameters<LongCalls[Name]>[0];

export class LongWork implements LongCalls {
  private readonly cache: Cache;
  private readonly shelf: DrillShelf;
  private readonly making: Making = new Map();
  /** How many pieces of work there are that a player waits for. */
  private urgent = 0;

  constructor(
    settings: WorkerSettings,
    private readonly tell: (event: LongEvent) => void,
    private readonly now: () => number,
  ) {
    this.cache = new Cache(settings.cacheFolder);
    this.shelf = new DrillShelf(settings.drillsFolder);
  }

  prepare({ job, drill: name, seed, urgent }: Argument<"prepare">): Promise<void> {
    const drill = this.drill(name);
    const work = async (breathe: Breathe): Promise<void> => {
      await this.openings(breathe).opening(drill, seed);
    };
    if (!urgent) return work(this.patientBreathe);
    return this.urgently(() => work(this.telling(job, "Setting up the system", 0, drill.opensUs)));
  }

  async foresee({ drill, seed }: Argument<"foresee">): Promise<void> {
    await this.openings(this.patientBreathe).unattended(this.drill(drill), seed);
  }

  finish(request: Argument<"finish">): Promise<NewEntry & { checkpoint: Uint8Array }> {
    const { job, run, atUs, checkpoint, proof } = request;
    const drill = this.drill(run.drill);
    return this.urgently(async () => {
      const breathe = this.telling(job, "Running to the end", atUs, drill.endsUs);
      const session = await this.session(run, drill, breathe, checkpoint);
      const acted = await session.act({ seat: playerSeat, tool: "finish", input: {}, atUs });
      if (!acted.ok) throw acted.problem;
      const { entry, observation } = acted;
      const taken = newEntryOf(session, entry, observation, proof);
      return { ...taken, checkpoint: await session.checkpoint() };
    });
  }

  score({ job, run, checkpoint }: Argument<"score">): Promise<StoredResult> {
    const drill = this.drill(run.drill);
    return this.urgently(async () => {
      const toEnd = this.telling(job, "Running to the end", drill.opensUs, drill.endsUs);
      const session = await this.session(run, drill, toEnd, checkpoint);
      await session.runToEnd();
      const openings = this.openings(this.telling(job, "Scoring", drill.opensUs, drill.endsUs));
      const unattended = await openings.unattended(drill, run.seed);
      const finished = await finishRun(session, openings, this.tellingSlices(job, session));
      const { journal, document } = finished;
      const debrief = debriefOf(session, finished, unattended.telemetry);
      return {
        footer: encodeLine(journal.footer!),
        verdict: document.verdict,
        points: document.score.points,
        max: document.score.max,
        debrief: JSON.stringify(debrief),
      };
    });
  }

  async whatIf({ run, request, original }: Argument<"whatIf">): Promise<WhatIfDocument> {
    const drill = this.drill(run.drill);
    const breathe = this.patientBreathe;
    const openings = this.openings(breathe);
    const journal = journalOf(run);
    return whatIfDocument({ journal, drill, request, original, openings, breathe });
  }

  async reference({ drill: name, seed }: Argument<"reference">): Promise<Reference> {
    const drill = this.drill(name);
    // Players belong to none of the drill's hashes.
    const edition = hashOf(JSON.stringify([drill.hashes, drill.players])).slice(0, 32);
    const file = `reference-${edition}-${engineVersion}-${seed}.json`;
    const kept = await this.cache.read(file);
    if (kept) {
      const parsed = referenceSchema.safeParse(JSON.parse(Buffer.from(kept).toString()));
      if (parsed.success) return parsed.data;
    }
    const breathe = this.patientBreathe;
    const reference = await referenceOf(drill, seed, { openings: this.openings(breathe), breathe });
    await this.cache.write(file, Buffer.from(JSON.stringify(reference)));
    return reference;
  }

  private drill(name: string): Drill {
    return this.shelf.drill(name);
  }

  private openings(breathe: Breathe): CachedOpenings {
    return new CachedOpenings(this.cache, breathe, this.making);
  }

  /** The run as a session; the checkpoint at hand is newer than any on disk. */
  private async session(
    run: StoredRun,
    drill: Drill,
    breathe: Breathe,
    checkpoint: Uint8Array | null,
  ): Promise<Session> {
    const found = checkpoint
      ? { checkpoint, untilUs: Number.POSITIVE_INFINITY }
      : await findCheckpoint(run, this.cache);
    return sessionOf(run, drill, { openings: this.openings(breathe), breathe, checkpoint: found });
  }

  private async urgently<Result>(work: () => Promise<Result>): Promise<Result> {
    this.urgent++;
    try {
      return await work();
    } finally {
      this.urgent--;
    }
  }

  private telling(job: string, stage: string, fromUs: number, toUs: number): Breathe {
    const teller = new ProgressTeller(this.now, (share) =>
      this.tell({ event: "progress", job, stage, share }),
    );
    return (nowUs) => {
      teller.tell((nowUs - fromUs) / (toUs - fromUs));
      return nextTurn();
    };
  }

  /** Scoring simulates the run anew without each of its acts; how many seconds that will be is known in advance. */
  private tellingSlices(job: string, { drill, journal }: Session): () => Promise<void> {
    const acts = journal.entries.filter(changedBy);
    const runUs = (acts.at(-1)?.atUs ?? drill.opensUs) - drill.opensUs;
    const wholeUs = 2 * (runUs + acts.length * drill.rubric.valueWindow);
    const breathe = this.telling(job, "Scoring", 0, wholeUs);
    let passedUs = 0;
    return () => {
      passedUs += 1_000_000;
      return breathe(passedUs);
    };
  }

  private readonly patientBreathe: Breathe = async () => {
    await nextTurn();
    if (this.urgent > 0) await pause(patienceMilliseconds);
  };
}
