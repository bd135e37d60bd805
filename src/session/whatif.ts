import type { Drill } from "../drill/drill.js";
import { problem } from "../drill/problem.js";
import type { Action } from "./act.js";
import type { Breathe } from "./clock.js";
import { headerProblem } from "./header.js";
import { canonical, type Entry, type Journal, understoodIn } from "./journal/index.js";
import type { Openings } from "./openings.js";
import { openSession, type Session } from "./session.js";
import type { Understanding } from "./understanding.js";

/** What is different in the other run. */
export type Alteration =
  | { kind: "add"; atUs: number; action: Pick<Action, "tool" | "input"> & { seat?: string } }
  | { kind: "drop"; entry: number };

export interface WhatIf {
  /** The run as it was, to the drill's end. */
  original: Session;
  /** The same run with the alteration, to the drill's end. */
  altered: Session;
}

/**
 * Runs a journal twice with the same luck: as it was, and with one action added or one entry left out. In both, every
 * other action is taken at its own recorded moment, so both sessions are on a wall clock and leave waiting out.
 *
 * Throws a problem for a moment outside the run, an entry that is not there, or an action that cannot be taken.
 */
export async function whatIf(
  journal: Journal,
  drill: Drill,
  alteration: Alteration,
  { openings, breathe }: { openings: Openings; breathe?: Breathe | undefined },
): Promise<WhatIf> {
  const { header } = journal;
  const foreign = headerProblem(header, drill);
  if (foreign) throw foreign;
  const entries = journal.entries.filter(({ tool }) => tool !== "wait");
  const fromUs = divergenceUs(journal, drill, alteration);

  const { seed, seats } = header;
  const original = await openSession({ drill, seed, seats, clock: "wall", openings, breathe });
  const before = entries.filter(({ atUs }) => atUs < fromUs);
  const after = entries.slice(before.length);
  for (const entry of before) await retake(original, entry);
  const altered = original.fork();

  if (alteration.kind === "add") await add(altered, alteration, seats[0]!.seat);
  for (const entry of after) {
    const same = canonical(heardIn(altered)) === canonical(heardIn(original));
    await retake(original, entry);
    if (alteration.kind === "drop" && entry.entry === alteration.entry) continue;
    await retake(altered, entry, same ? stillHolding(entry, drill) : []);
  }
  await original.runToEnd();
  await altered.runToEnd();
  return { original, altered };
}

/** The first moment at which the two runs may differ. */
function divergenceUs(journal: Journal, drill: Drill, alteration: Alteration): number {
  if (alteration.kind === "add") {
    if (alteration.atUs < drill.opensUs || alteration.atUs >= drill.endsUs) {
      const [value, from, to] = [alteration.atUs, drill.opensUs, drill.endsUs].map(String);
      throw problem("clock-outside", { value: value!, from: from!, to: to! });
    }
    return alteration.atUs;
  }
  const dropped = journal.entries[alteration.entry - 1];
  if (!dropped) {
    const last = journal.entries.length;
    throw problem("journal-entry-unknown", { entry: alteration.entry, first: 1, last });
  }
  return dropped.atUs;
}

async function add(
  session: Session,
  { atUs, action }: Extract<Alteration, { kind: "add" }>,
  seat: string,
): Promise<void> {
  const acted = await session.act({ seat, ...action, atUs });
  if (!acted.ok) throw acted.problem;
}

/** What the next words are read together with. */
function heardIn({ room: { phase, said } }: Session): [number, string[]] {
  return [phase, said];
}

/** What was understood of an action's words, without what was held against the run: that may be true in one alone. */
function stillHolding(entry: Entry, { claims, postmortem }: Drill): Understanding[] {
  const againstRun = [claims?.item, postmortem?.item];
  return understoodIn(entry).filter(({ item }) => !againstRun.includes(item));
}

/**
 * Takes a recorded action again. What was `understood` of its words holds; words for which nothing is given are read
 * anew. Once the run has ended there is nothing left to take it on.
 */
async function retake(
  session: Session,
  entry: Entry,
  understood: readonly Understanding[] = understoodIn(entry),
): Promise<void> {
  if (session.ended) return;
  const { seat, tool, input } = entry;
  const atUs = Math.max(entry.atUs, session.nowUs);
  const acted = await session.act({ seat, tool, input, atUs }, understood);
  if (!acted.ok && acted.problem.code !== "session-finished") throw acted.problem;
}
