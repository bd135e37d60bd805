import { type Journal, journalHash, type Openings, type Session } from "../session/index.js";
import type { Scorecard } from "./scorecard.js";
import { scoreOf, sealOf } from "./scoring.js";
import type { Breathe } from "./values.js";

/** One run in the form that `run --json` and `replay --json` print. */
export type RunDocument = ReturnType<typeof runDocument>;

/** A run that is over: its whole journal, its score, and the document about both. */
export interface FinishedRun {
  journal: Journal;
  document: RunDocument;
}

/** Scores and seals a run that has ended; see `scoreOf`. */
export async function finishRun(
  session: Session,
  openings: Openings,
  letOthersRun: Breathe,
): Promise<FinishedRun> {
  const scorecard = await scoreOf(session.view(), openings, letOthersRun);
  const journal = session.seal(sealOf(scorecard));
  return { journal, document: runDocument(journal, scorecard) };
}

function runDocument(journal: Journal, { verdict, score, outcome }: Scorecard) {
  const { header, footer } = journal;
  return {
    schema: "smokejumper.run/1",
    drill: header.drill.id,
    drillHash: header.drill.world,
    seed: header.seed,
    player: header.seats[0]!.player,
    verdict,
    score,
    outcome,
    journal: { entries: journal.entries.length, hash: journalHash(journal) },
    worldHash: footer!.worldHash,
  };
}
