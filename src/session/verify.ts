import type { Drill } from "../drill/drill.js";
import { Problem } from "../drill/problem.js";
import type { Breathe } from "./clock.js";
import { decodeJournal, type Journal, type LineProblem, understoodIn } from "./journal/index.js";
import type { Openings } from "./openings.js";
import { replay } from "./replay.js";
import type { RunView, ScoreSeal } from "./session.js";
import { isOfToday } from "./understanding.js";

/**
 * - match: every line is as the simulation gives it.
 * - unfinished: so far as it goes it matches, but the run was not finished.
 * - mismatch: a journal of ours that was changed, or that belongs to another edition of its drill.
 * - foreign: not a journal of ours.
 */
export type Verdict = "match" | "unfinished" | "mismatch" | "foreign";

export interface Verification {
  verdict: Verdict;
  problems: LineProblem[];
  /** Null when the file is no sound journal. */
  journal: Journal | null;
  /**
   * Other versions of the judge by which words in the journal were understood. What they understood cannot be checked
   * and is taken as it is recorded.
   */
  otherJudges: string[];
}

export const verdictExitCodes: Record<Verdict, 0 | 1 | 2> = {
  match: 0,
  unfinished: 1,
  mismatch: 1,
  foreign: 2,
};

export interface VerifyOptions {
  /** The drill of that id; throws a problem when there is none. */
  drillOf: (id: string) => Drill | Promise<Drill>;
  openings: Openings;
  /** Scores a finished run, as it was scored when it was sealed; the score room sits above this one. */
  score: (run: RunView) => Promise<ScoreSeal>;
  breathe?: Breathe | undefined;
}

/**
 * Proves a journal: its bytes are the only ones this content can have, its chain holds, and simulating it again gives
 * each effect, each observation, the world and the score. An edit is found even if the chain was made anew after it;
 * only what another version of the judge understood is taken at its word, and `otherJudges` says so.
 *
 * Throws a problem when nothing can be said: an unknown drill, or a journal of another engine version.
 */
export async function verify(bytes: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const decoded = decodeJournal(bytes);
  if (decoded.state === "foreign")
    return { verdict: "foreign", ...decoded, journal: null, otherJudges: [] };
  if (decoded.state === "broken") {
    return { verdict: "mismatch", problems: decoded.problems, journal: null, otherJudges: [] };
  }
  const { journal } = decoded;
  const otherJudges = otherJudgesOf(journal);
  const problems = await compare(journal, options);
  if (problems.length > 0) return { verdict: "mismatch", problems, journal, otherJudges };
  if (journal.footer) return { verdict: "match", problems, journal, otherJudges };
  const what = "the journal has no footer: the run was not finished";
  const line = journal.entries.length + 1;
  return { verdict: "unfinished", problems: [{ line, what }], journal, otherJudges };
}

/** The versions of the judge, other than this one, by which a journal's words were understood. */
export function otherJudgesOf({ entries }: Journal): string[] {
  const others = entries.flatMap(understoodIn).filter((one) => !isOfToday(one));
  return [...new Set(others.map(({ judge }) => judge))].sort();
}

async function compare(journal: Journal, options: VerifyOptions): Promise<LineProblem[]> {
  const { openings, breathe, score } = options;
  const drill = await options.drillOf(journal.header.drill.id);
  let replayed: Awaited<ReturnType<typeof replay>>;
  try {
    replayed = await replay(journal, drill, { openings, breathe, reread: "own" });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "journal-drill") throw error;
    return [{ line: 1, what: error.message }];
  }
  const { session, problems } = replayed;
  const { footer } = journal;
  if (problems.length > 0 || !footer) return problems;

  await session.runToEnd();
  const expected = session.seal(await score(session.view())).footer!;
  const parts = {
    worldHash: "world hash",
    scoreHash: "score hash",
    rubricVersion: "rubric version",
  };
  for (const part of ["worldHash", "scoreHash", "rubricVersion"] as const) {
    if (footer[part] !== expected[part]) {
      const what = `the ${parts[part]} is not what the simulation gives`;
      problems.push({ line: journal.entries.length + 2, what });
    }
  }
  return problems;
}
