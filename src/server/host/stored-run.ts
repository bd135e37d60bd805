import type { Drill } from "../../drill/drill.js";
import { problem } from "../../drill/problem.js";
import {
  type Breathe,
  decodeJournal,
  type Journal,
  type Openings,
  replay,
  type Session,
} from "../../session/index.js";
import type { Cache } from "./cache.js";
import type { StoredRun } from "./protocol.js";

/** The journal of a stored run. Throws a problem when it is not sound. */
export function journalOf({ header, entries }: Pick<StoredRun, "header" | "entries">): Journal {
  const decoded = decodeJournal(Buffer.from(header + entries.join("")));
  if (decoded.state === "sound") return decoded.journal;
  const { line, what } = decoded.problems[0]!;
  throw problem("journal-mismatch", { reason: what }, { where: `line ${line}` });
}

interface SessionSources {
  openings: Openings;
  breathe: Breathe;
  checkpoint: FoundCheckpoint | null;
}

/** A checkpoint that may fit, and the moment it must not be later than. */
interface FoundCheckpoint {
  checkpoint: Uint8Array;
  untilUs: number;
}

export function checkpointName(session: string): string {
  return `${session}.checkpoint`;
}

/** The run's own checkpoint, or that of the run from which it was forked. */
export async function findCheckpoint(
  { id, forkedFrom, atUs }: StoredRun,
  cache: Cache,
): Promise<FoundCheckpoint | null> {
  const own = await cache.read(checkpointName(id));
  if (own) return { checkpoint: own, untilUs: Number.POSITIVE_INFINITY };
  const origin = forkedFrom === null ? null : await cache.read(checkpointName(forkedFrom));
  // What it was forked from may have gone on beyond the moment of the fork.
  return origin && { checkpoint: origin, untilUs: atUs };
}

/**
 * A stored run as a session, from a checkpoint if it fits and by replaying the rest. Throws a problem when the journal
 * does not match its replay.
 */
export async function sessionOf(
  run: StoredRun,
  drill: Drill,
  { openings, breathe, checkpoint }: SessionSources,
): Promise<Session> {
  const journal = journalOf(run);
  let { session, problems } = await replay(journal, drill, { openings, breathe, ...checkpoint });
  if (problems.length > 0 && checkpoint) {
    ({ session, problems } = await replay(journal, drill, { openings, breathe }));
  }
  const [first] = problems;
  if (first) {
    throw problem("journal-mismatch", { reason: first.what }, { where: `line ${first.line}` });
  }
  if (session.nowUs < run.atUs && !session.ended) await session.catchUp(run.atUs);
  return session;
}
