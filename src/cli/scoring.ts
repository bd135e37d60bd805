import { type Scorecard, scoreRun } from "../score/index.js";
import type { Openings, RunView, ScoreSeal } from "../session/index.js";
import { letOthersRun } from "./progress.js";

/** Scores a run that has ended against the same system left alone. */
export async function scoreOf(run: RunView, openings: Openings): Promise<Scorecard> {
  const { drill, seed } = run;
  const opening = await openings.opening(drill, seed);
  const { telemetry: unattended } = await openings.unattended(drill, seed);
  return scoreRun(run, { opening, unattended }, () => letOthersRun(run.nowUs));
}

/** What a journal's footer says about a score. */
export function sealOf(scorecard: Scorecard): ScoreSeal {
  return { hash: scorecard.hash, rubricVersion: scorecard.rubricVersion };
}
