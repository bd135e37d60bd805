/** A point rests on the entries that it cites, equal deeds earn equal points, and nothing shown gives the cause away. */
import { beforeAll, describe, expect, test } from "vitest";
import type { Drill, PlayerStep } from "../../src/drill/drill.js";
import { findDrill } from "../../src/drill/load.js";
import { findPlayer } from "../../src/players/find.js";
import { script } from "../../src/players/script.js";
import type { RunDocument } from "../../src/score/index.js";
import { MemoryOpenings } from "../../src/session/index.js";
import { criteriaOf, type Played, play, playedWithout } from "./played.js";

const openings = new MemoryOpenings();
const timeout = 20 * 60_000;
const seed = 1;

const pointsOf = ({ score }: RunDocument, id: string) =>
  score.dimensions.find((dimension) => dimension.id === id)!.points!;
const levelOf = ({ score }: RunDocument, id: string) =>
  score.dimensions.find((dimension) => dimension.id === id)!.level;

/** What of the run is left of the points that these criteria earned, when the entries that they cite are taken out. */
async function pointsKeptWithoutEvidence(
  drill: Drill,
  { journal, document }: Played,
  wanted: (dimension: string) => boolean,
): Promise<string[]> {
  const kept: string[] = [];
  const without = new Map<string, RunDocument>();
  for (const { id, dimension, met, evidence } of criteriaOf(document)) {
    if (!wanted(dimension)) continue;
    expect(met, id).toBe(true);
    const key = evidence.join();
    const other = without.get(key) ?? (await playedWithout(journal, evidence, drill, openings));
    without.set(key, other);
    if (criteriaOf(other).some((criterion) => criterion.id === id && criterion.met)) kept.push(id);
  }
  return kept;
}

/** Everything that was sent to the player, as text. */
function shownIn({ session, observations }: Played): string {
  return JSON.stringify([session.opening, session.desk.describe(), observations]);
}

/** What base64 makes of a text wherever it begins, without the characters that its neighbours decide. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((padded.length * 8) / 6);
    return padded.toString("base64").slice(first, last);
  });
}

function goldIn(drill: Drill, shown: string): string[] {
  const plain = shown.toLowerCase().replace(/\s+/g, " ");
  return drill.gold.filter(
    (term) =>
      plain.includes(term.toLowerCase()) || base64Forms(term).some((form) => shown.includes(form)),
  );
}

test("gold is found in base64 wherever it begins", () => {
  const drill = findDrill("first-page");
  for (const before of ["", "x", "xy", "xyz"]) {
    const hidden = Buffer.from(`${before}canary-gold-first-page-7c41 and more`).toString("base64");
    expect(goldIn(drill, hidden)).toEqual(["canary-gold-first-page-7c41"]);
  }
});

describe("first-page", () => {
  const drill = findDrill("first-page");
  let reference: Played;
  beforeAll(async () => {
    reference = await play(drill, seed, findPlayer("reference", drill, seed), openings);
  });

  test("taken again entry by entry, the run earns the same", async () => {
    const { score } = await playedWithout(reference.journal, [], drill, openings);
    expect(score.points).toBe(reference.document.score.points);
  });

  test("each point is lost with the entries that it cites", async () => {
    expect(await pointsKeptWithoutEvidence(drill, reference, () => true)).toEqual([]);
  });

  test("nothing shown to the player gives the cause away", () => {
    expect(goldIn(drill, shownIn(reference))).toEqual([]);
  });
});

describe("bank-api-cascade", () => {
  const drill = findDrill("bank-api-cascade");
  const { steps } = drill.players.find(({ name }) => name === "reference")!;
  const measures = (step: PlayerStep) =>
    step.step === "act" && (step.tool === "set_flag" || step.tool === "set_call_policy");
  const [flag, budget, breaker] = steps.filter(measures) as [PlayerStep, PlayerStep, PlayerStep];
  const onCall = (step: PlayerStep, call: string, more: object = {}): PlayerStep => {
    if (step.step !== "act") throw new Error("only acts are made on calls");
    const { fallback: _, ...input } = step.input;
    return { ...step, input: { ...input, call, ...more } };
  };

  /** The reference player with other measures in the place of its own. */
  async function withMeasures(...own: PlayerStep[]): Promise<RunDocument> {
    const at = steps.findIndex(measures);
    const others = steps.filter((step) => !measures(step));
    const changed = [...others.slice(0, at), ...own, ...others.slice(at)];
    const player = script({ name: "changed", steps: changed }, drill);
    return (await play(drill, seed, player, openings)).document;
  }

  let reference: Played;
  beforeAll(async () => {
    reference = await play(drill, seed, findPlayer("reference", drill, seed), openings);
  }, timeout);

  test(
    "each point for mitigation is lost with the entries that it cites",
    async () => {
      const mitigation = (dimension: string) => dimension === "mitigation-speed";
      expect(await pointsKeptWithoutEvidence(drill, reference, mitigation)).toEqual([]);
    },
    timeout,
  );

  test("nothing shown to the player gives the cause away", () => {
    expect(goldIn(drill, shownIn(reference))).toEqual([]);
  });

  test(
    "one line of defence passes without being the best, whichever of the right ones it is",
    async () => {
      const one = await withMeasures(flag);
      const other = await withMeasures(breaker);
      const third = await withMeasures(onCall(breaker, "order->payment", { fallback: "pending" }));
      expect([one, other, third].map(({ verdict }) => verdict)).toEqual(Array(3).fill("passed"));
      expect(levelOf(one, "mitigation-speed")).toBe("intermediate");
      expect(other.score.points).toBe(one.score.points);
      expect(third.score.points).toBe(one.score.points);
    },
    timeout,
  );

  test(
    "the same lines of defence in another order earn the same",
    async () => {
      const swapped = await withMeasures(breaker, budget, flag);
      expect(swapped.score.points).toBe(reference.document.score.points);
    },
    timeout,
  );

  test(
    "the right mechanism on the wrong call is no line of defence",
    async () => {
      const layered = await withMeasures(flag, budget, onCall(breaker, "search->inventory"));
      expect(pointsOf(layered, "mitigation-speed")).toBeLessThan(
        pointsOf(reference.document, "mitigation-speed"),
      );
      const alone = await withMeasures(onCall(breaker, "frontend->account"));
      expect(pointsOf(alone, "mitigation-speed")).toBe(0);
      expect(alone.verdict).toBe("failed");
    },
    timeout,
  );
});
