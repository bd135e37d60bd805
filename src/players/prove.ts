import type { Drill } from "../drill/drill.js";
import { findPlayer } from "./find.js";
import type { Player } from "./player.js";

/** What a proof needs to know of a scored run. */
export interface ProvedRun {
  verdict: string;
  points: number;
  max: number;
  /** Judged dimensions only. */
  dimensions: { id: string; level: string; points: number; max: number }[];
  journalHash: string;
  worldHash: string;
}

export interface Proof {
  player: string;
  seed: number;
  run: ProvedRun;
  /** What the drill promises and this run does not keep; empty when all is well. */
  failures: string[];
}

/** What a run of a player must be like, in any drill worth playing; says what it is not. */
const promises: Record<string, (run: ProvedRun, drill: Drill) => string[]> = {
  reference: ({ verdict, dimensions }) => [
    ...(verdict === "passed" ? [] : [`the verdict is ${verdict}, not passed`]),
    ...dimensions
      .filter(({ points, max }) => points < max)
      .map(({ id, points, max }) => `${id} earns ${points} of ${max} points`),
  ],
  bystander: ({ verdict, dimensions }) => [
    ...(verdict === "failed" ? [] : [`the verdict is ${verdict}, not failed`]),
    ...dimensions
      .filter(({ points }) => points > 0)
      .map(({ id, points }) => `${id} earns ${points} points for doing nothing`),
  ],
  restarter: ({ verdict }) =>
    verdict === "failed" ? [] : [`the verdict is ${verdict}, not failed`],
  stuffer: ({ verdict, dimensions }, { rubric }) => [
    ...(verdict === "failed" ? [] : [`the verdict is ${verdict}, not failed`]),
    ...dimensions
      .filter(({ id, level }) => level !== lowestLevel(rubric, id))
      .map(({ id, level }) => `${id} is ${level} for words without sense`),
  ],
  random: ({ verdict }) => (verdict === "passed" ? ["luck alone passes"] : []),
};

function lowestLevel({ dimensions }: Drill["rubric"], id: string): string | undefined {
  return Object.keys(dimensions.find((one) => one.id === id)?.levels ?? {})[0];
}

export const provedPlayers: readonly string[] = Object.keys(promises);

/**
 * Proves a drill on several seeds: the reference player wins with full marks; doing nothing, restarting everything,
 * the right words without sense and luck do not; and the first seed played twice is the same run. Goes seed by seed, so that what the runs of a seed
 * share need be computed only once. `playersOn` can leave players out where computing is dear. Yields each proof as it
 * is made.
 */
export async function* prove(
  drill: Drill,
  seeds: readonly number[],
  play: (player: Player, seed: number) => Promise<ProvedRun>,
  playersOn: (seed: number) => readonly string[] = () => provedPlayers,
): AsyncGenerator<Proof> {
  for (const [index, seed] of seeds.entries()) {
    for (const player of playersOn(seed)) {
      const run = await play(findPlayer(player, drill, seed), seed);
      const failures = promises[player]!(run, drill);
      if (player === "reference" && index === 0) {
        const again = await play(findPlayer(player, drill, seed), seed);
        if (again.journalHash !== run.journalHash || again.worldHash !== run.worldHash) {
          failures.push("played twice, it is not the same run");
        }
      }
      yield { player, seed, run, failures };
    }
  }
}
