import type { Drill } from "../../drill/drill.js";
import { findPlayer, runPlayer } from "../../players/index.js";
import { finishRun } from "../../score/index.js";
import { type Breathe, Desk, type Openings } from "../../session/index.js";
import type { Reference } from "../api/debrief.js";
import { entryViewOf } from "./entry-view.js";

/** The run of the drill's reference player with the same luck; its waits are left out. */
export async function referenceOf(
  drill: Drill,
  seed: number,
  { openings, breathe }: { openings: Openings; breathe: Breathe },
): Promise<Reference> {
  const player = findPlayer("reference", drill, seed);
  const session = await runPlayer({ drill, seed, player, openings, breathe });
  const { document, journal } = await finishRun(session, openings, () => breathe(drill.endsUs));
  const { score, outcome } = document;
  const desk = new Desk(drill, "stepped");
  return {
    schema: "smokejumper.reference/1",
    points: score.points,
    max: score.max,
    userFailures: outcome.userFailures,
    mitigatedAt: outcome.mitigatedAt,
    recoveredAt: outcome.recoveredAt,
    entries: journal.entries
      .filter(({ tool }) => tool !== "wait")
      .map((entry) => entryViewOf(desk, entry)),
  };
}
