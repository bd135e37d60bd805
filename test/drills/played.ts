/** Playing a shipped drill to its end and scoring it, and the same run once more without some of its entries. */
import { letOthersRun } from "../../src/cli/progress.js";
import type { Drill } from "../../src/drill/drill.js";
import type { Player } from "../../src/players/player.js";
import { runPlayer } from "../../src/players/run.js";
import { finishRun, type RunDocument } from "../../src/score/index.js";
import {
  type Journal,
  type Observation,
  type Openings,
  openSession,
  type Session,
} from "../../src/session/index.js";

export interface Played {
  session: Session;
  journal: Journal;
  document: RunDocument;
  observations: Observation[];
}

export async function play(
  drill: Drill,
  seed: number,
  player: Player,
  openings: Openings,
): Promise<Played> {
  const observations: Observation[] = [];
  const session = await runPlayer({
    drill,
    seed,
    player,
    openings,
    onEntry: (_entry, observation) => observations.push(observation),
  });
  return { session, observations, ...(await finishRun(session, openings, letOthersRun)) };
}

/** Every other entry is taken at its own recorded moment, so that nothing but their absence differs. */
export async function playedWithout(
  { header, entries }: Journal,
  dropped: readonly number[],
  drill: Drill,
  openings: Openings,
): Promise<RunDocument> {
  const { seed, seats } = header;
  const session = await openSession({ drill, seed, seats, clock: "wall", openings });
  for (const { entry, seat, tool, input, atUs } of entries) {
    if (tool === "wait" || dropped.includes(entry) || session.ended) continue;
    const acted = await session.act({ seat, tool, input, atUs });
    if (!acted.ok) throw acted.problem;
  }
  await session.runToEnd();
  return (await finishRun(session, openings, letOthersRun)).document;
}

/** All criteria that are judged, whatever their dimension. */
export function criteriaOf({ score }: RunDocument) {
  return score.dimensions.flatMap(({ id: dimension, criteria }) =>
    criteria.map((criterion) => ({ dimension, ...criterion })),
  );
}
