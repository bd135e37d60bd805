import type { Openings, RunView, ScoreSeal } from "../session/index.js";
import { scoreRun } from "./score.js";
import type { Scorecard } from "./scorecard.js";
import type { Breathe } from "./values.js";

/**
 * Scores a run that has ended against the same system left alone. `letOthersRun` is called between pieces of work; this
 * room knows no timers.
 */
export async function scoreOf(
  run: RunView,
  openings: Openings,
  letOthersRun: Breathe,
): Promise<Scorecard> {
  const { drill, seed } = run;
  const opening = await openings.opening(drill, seed);
  const { telemetry: unattended } = await openings.unattended(drill, seed);
  return scoreRun(run, { opening, unattended }, letOthersRun);
}

/** What a journal's footer says about a score. */
export function sealOf(scorecard: Scorecard): ScoreSeal {
  return { hash: scorecard.hash, rubricVersion: scorecard.rubricVersion };
}
