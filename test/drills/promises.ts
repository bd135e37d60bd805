/**
 * What every shipped drill promises: understanding wins with full marks; doing nothing, restarting, luck and the right
 * words alone do not; every run gets its feedback; and seeds differ in their course, not in their verdict.
 */
import { expect, test } from "vitest";
import { findDrill } from "../../src/drill/load.js";
import { type Proof, prove, provedPlayers } from "../../src/players/prove.js";
import { noStrength, wordsOf } from "../../src/score/feedback.js";
import type { RunDocument } from "../../src/score/index.js";
import { MemoryOpenings } from "../../src/session/index.js";
import { play } from "./played.js";

const minutes = 60_000;
interface Proved {
  proofs: Proof[];
  documents: RunDocument[];
}

async function proved(
  id: string,
  seeds: readonly number[],
  playersOn: (seed: number) => readonly string[],
): Promise<Proved> {
  const drill = findDrill(id);
  const openings = new MemoryOpenings();
  const documents: RunDocument[] = [];
  const proofs: Proof[] = [];
  const proving = prove(
    drill,
    seeds,
    async (player, seed) => {
      const { document } = await play(drill, seed, player, openings);
      documents.push(document);
      const { points, max, dimensions } = document.score;
      return {
        verdict: document.verdict,
        points,
        max,
        dimensions: dimensions.flatMap(({ id, level, points, max }) =>
          points === null ? [] : [{ id, level, points, max }],
        ),
        journalHash: document.journal.hash,
        worldHash: document.worldHash,
      };
    },
    playersOn,
  );
  for await (const proof of proving) proofs.push(proof);
  return { proofs, documents };
}

/** Declares the tests of a drill on some seeds. `playersOn` can leave players out where computing is dear. */
export function testPromises(
  id: string,
  seeds: readonly number[],
  playersOn: (seed: number) => readonly string[] = () => provedPlayers,
): void {
  const { rubric } = findDrill(id);
  let runs: Promise<Proved> | undefined;
  const getRuns = () => {
    runs ??= proved(id, seeds, playersOn);
    return runs;
  };

  test("is won by the reference player alone", { timeout: 120 * minutes }, async () => {
    const { proofs } = await getRuns();
    expect(
      proofs.flatMap(({ player, seed, failures }) =>
        failures.map((failure) => `${player}, seed ${seed}: ${failure}`),
      ),
    ).toEqual([]);
    expect(proofs.filter(({ player }) => player === "reference")).toHaveLength(seeds.length);
  });

  test("every judged dimension is at its top for the reference player", async () => {
    const { documents } = await getRuns();
    for (const { player, score } of documents) {
      if (player !== "reference") continue;
      for (const { id, level } of score.dimensions) {
        const { judged, levels } = rubric.dimensions.find((dimension) => dimension.id === id)!;
        expect(level, id).toBe(judged === "words" ? "not-judged" : Object.keys(levels).at(-1));
      }
    }
  });

  test("without thought, no dimension is left above the bottom by restarting, waiting or the right words", async () => {
    const { documents } = await getRuns();
    for (const { player, seed, score } of documents) {
      if (!["bystander", "restarter", "stuffer"].includes(player)) continue;
      for (const { id, level, points } of score.dimensions) {
        if (points === null) continue;
        const [lowest] = Object.keys(rubric.dimensions.find((one) => one.id === id)!.levels);
        expect(level, `${player}, seed ${seed}, ${id}`).toBe(lowest);
      }
    }
  });

  test("every run gets three strengths or is told why not, three improvements, some resources", async () => {
    const { documents } = await getRuns();
    for (const { player, score } of documents) {
      const { strengths, improvements, resources } = score;
      expect(new Set(improvements).size).toBe(3);
      expect([2, 3]).toContain(new Set(resources).size);
      if (strengths.length === 3 && player === "reference") continue;
      const earned = score.dimensions.flatMap(({ criteria }) => criteria).filter(({ met }) => met);
      if (earned.length >= 3) expect(new Set(strengths).size).toBe(3);
      else {
        const parameters = { at: "", count: earned.length };
        expect(strengths).toHaveLength(earned.length + 1);
        expect(strengths.at(-1)).toBe(wordsOf(rubric, { id: noStrength, parameters }));
      }
    }
  });

  test("seeds differ in their course and not in their verdict", async () => {
    const { proofs } = await getRuns();
    for (const player of provedPlayers) {
      const own = proofs.filter((proof) => proof.player === player).map(({ run }) => run);
      expect(new Set(own.map(({ worldHash }) => worldHash)).size).toBe(own.length);
      expect(new Set(own.map(({ journalHash }) => journalHash)).size).toBe(own.length);
      expect(new Set(own.map(({ verdict }) => verdict)).size).toBe(1);
    }
  });
}
