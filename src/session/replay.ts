import type { Drill } from "../drill/drill.js";
import { isForeignCheckpoint, restoreState } from "./checkpoint.js";
import type { Breathe } from "./clock.js";
import { headerProblem } from "./header.js";
import {
  canonical,
  type Entry,
  type Journal,
  type LineProblem,
  understoodIn,
} from "./journal/index.js";
import type { Openings } from "./openings.js";
import { openSession, Session } from "./session.js";
import { isOfToday, type Understanding } from "./understanding.js";

export interface ReplayOptions {
  openings: Openings;
  breathe?: Breathe | undefined;
  /** Take only the entries up to this moment, in microseconds since the drill's epoch. */
  untilUs?: number;
  /** A checkpoint of this run, to begin from if it fits and is not of a later moment. */
  checkpoint?: Uint8Array | null | undefined;
  /**
   * Which words are read again instead of taking what is recorded. `own` are those that this version of the judge
   * understood: of them it must understand the same. With `all` the run is one as this version understands it, and
   * whether it agrees with the journal is not asked.
   */
  reread?: "own" | "all";
}

export interface Replayed {
  /** The run after the last entry that was taken. */
  session: Session;
  /** Where the journal and the simulation differ; empty when they agree. Nothing is replayed beyond the first. */
  problems: LineProblem[];
}

/**
 * Simulates a journal again, entry by entry, and compares everything that can be computed: times, effects,
 * observations, chain. Throws a problem when the journal belongs to another engine or another edition of the drill.
 */
export async function replay(
  journal: Journal,
  drill: Drill,
  { openings, breathe, untilUs = Number.POSITIVE_INFINITY, checkpoint, reread }: ReplayOptions,
): Promise<Replayed> {
  const { header, entries } = journal;
  const foreign = headerProblem(header, drill);
  if (foreign) throw foreign;
  const { seed, seats, clock } = header;
  const restored = checkpoint ? restore(checkpoint, journal, drill, breathe) : null;
  const session =
    restored && restored.nowUs <= untilUs
      ? restored
      : await openSession({ drill, seed, seats, clock: clock.mode, openings, breathe });
  for (const entry of entries.slice(session.journal.entries.length)) {
    if (entry.atUs > untilUs) break;
    const what = await retake(session, entry, reread);
    // The header is line 1, so entry n stands on line n + 1.
    if (what !== null) return { session, problems: [{ line: entry.entry + 1, what }] };
  }
  return { session, problems: [] };
}

/** The session of a checkpoint, or null when the checkpoint is of no use. */
function restore(
  checkpoint: Uint8Array,
  journal: Journal,
  drill: Drill,
  breathe: Breathe | undefined,
): Session | null {
  try {
    return new Session(restoreState(checkpoint, journal, drill, breathe));
  } catch (thrown) {
    if (isForeignCheckpoint(thrown)) return null;
    throw thrown;
  }
}

/** Takes an entry's action again; what differs, or null. */
async function retake(
  session: Session,
  entry: Entry,
  reread: ReplayOptions["reread"],
): Promise<string | null> {
  const { seat, tool, input, atUs } = entry;
  const isRead = (one: Understanding) => reread === "all" || (reread === "own" && isOfToday(one));
  const recorded = understoodIn(entry).filter((one) => !isRead(one));
  const acted = await session.act({ seat, tool, input, atUs }, recorded);
  if (!acted.ok) return `${tool} could not be taken again: ${acted.problem.message}`;
  if (reread === "all") return null;
  for (const part of ["atUs", "effect", "observation", "chain"] as const) {
    if (canonical(acted.entry[part]) !== canonical(entry[part])) {
      if (part === "effect" && understoodIn(entry).length > 0) {
        return `what was understood of ${tool} is not what its words say`;
      }
      return `the ${partNames[part]} of ${tool} is not what the simulation gives`;
    }
  }
  return null;
}

const partNames = {
  atUs: "time",
  effect: "effect",
  observation: "observation",
  chain: "chain hash",
};
