/**
 * Words and deeds in the war room, on one seed: neither alone is enough, and a point for words rests on the message that
 * it cites.
 */
import { beforeAll, describe, expect, test } from "vitest";
import type { PlayerStep } from "../../src/drill/drill.js";
import { findDrill } from "../../src/drill/load.js";
import { findPlayer } from "../../src/players/find.js";
import { runPlayer } from "../../src/players/run.js";
import { script } from "../../src/players/script.js";
import type { RunDocument } from "../../src/score/index.js";
import { understoodBy } from "../../src/score/words.js";
import {
  type Entry,
  type JsonObject,
  MemoryOpenings,
  openSession,
  registry,
} from "../../src/session/index.js";
import { play } from "./played.js";

const drill = findDrill("bank-api-cascade");
const openings = new MemoryOpenings();
const seed = 1;
const timeout = 10 * 60_000;
const { steps } = drill.players.find(({ name }) => name === "reference")!;

const worded = ["send_message", "post_status", "write_postmortem"];
const groupOf = (tool: string) => registry.find(({ name }) => name === tool)!.group;

/** The reference player without some of its acts. */
async function without(name: string, left: (tool: string) => boolean): Promise<RunDocument> {
  const kept = steps.filter((step) => step.step === "wait" || !left(step.tool));
  return (await play(drill, seed, script({ name, steps: kept }, drill), openings)).document;
}

const levelsOf = ({ score }: RunDocument) =>
  Object.fromEntries(score.dimensions.map(({ id, level }) => [id, level]));

describe("neither words nor deeds alone", () => {
  test(
    "whoever talks well and does nothing fails, and is told what was not done",
    async () => {
      const talker = await without("talker", (tool) => groupOf(tool) === "operate");
      expect(talker.verdict).toBe("failed");
      expect(levelsOf(talker)).toMatchObject({
        "mitigation-speed": "novice",
        "system-thinking": "expert",
      });
      const told = talker.score.untrue.map(({ phrase }) => phrase).join();
      expect(told).toContain("flag");
      expect(told).toContain("breaker");
      const earned = talker.score.dimensions.flatMap(({ criteria }) =>
        criteria.filter(({ met }) => met),
      );
      expect(earned.map(({ id }) => id)).not.toContain("told-the-course");
    },
    timeout,
  );

  test(
    "whoever does everything and says nothing passes mitigation and nothing else",
    async () => {
      const silent = await without("silent", (tool) => worded.includes(tool));
      expect(silent.verdict).toBe("failed");
      expect(levelsOf(silent)).toEqual({
        "incident-response": "novice",
        "system-thinking": "novice",
        "mitigation-speed": "expert",
        "postmortem-quality": "novice",
      });
      expect(silent.score.understood).toEqual([]);
    },
    timeout,
  );
});

/** What was understood of these acts, taken one after the other at the opening, where no time passes. */
async function understoodOf(acts: readonly { tool: string; input: JsonObject }[]) {
  const session = await openSession({
    drill,
    seed,
    seats: [{ seat: "player", player: "test" }],
    clock: "wall",
    openings,
  });
  for (const act of acts) {
    const acted = await session.act({ seat: "player", ...act, atUs: drill.opensUs });
    if (!acted.ok) throw acted.problem;
  }
  const items = drill.phases.map(({ item }) => item);
  return understoodBy(session.journal.entries as Entry[], new Set(items));
}

describe("a point for words", () => {
  const acts = steps.flatMap((step: PlayerStep) =>
    step.step === "act" && (step.tool === "next_phase" || worded.includes(step.tool))
      ? [{ tool: step.tool, input: step.input as JsonObject }]
      : [],
  );
  let whole: Awaited<ReturnType<typeof understoodOf>>;
  beforeAll(async () => {
    whole = await understoodOf(acts);
  });

  const wanted = drill.rubric.dimensions.flatMap(({ criteria }) =>
    criteria.flatMap(({ when }) =>
      "said" in when && /phase/.test(when.said.item) ? [when.said.criterion] : [],
    ),
  );

  test("of the first two phases is earned by the reference player", () => {
    expect(wanted.length).toBeGreaterThan(10);
    const met = whole.map(({ criterion }) => criterion);
    for (const criterion of wanted) expect(met).toContain(criterion);
  });

  test("is lost with the message that it cites", async () => {
    const kept: string[] = [];
    for (const { item, criterion, entry } of whole) {
      if (!wanted.includes(criterion)) continue;
      const other = await understoodOf(acts.toSpliced(entry - 1, 1));
      if (other.some((one) => one.item === item && one.criterion === criterion))
        kept.push(`${item} ${criterion}`);
    }
    expect(kept).toEqual([]);
  });
});

test("keywords, the exercise and words to the grader are understood as nothing that counts", async () => {
  const session = await runPlayer({
    drill: { ...drill, endsUs: drill.opensUs + 20 * 60_000_000 },
    seed,
    player: findPlayer("stuffer", drill, seed),
    openings,
  });
  const counting = drill.phases
    .map(({ item }) => item)
    .filter((item) => !/phase-3/.test(item ?? ""));
  const items = new Set([...counting, drill.postmortem?.item]);
  expect(session.journal.entries.length).toBeGreaterThan(20);
  expect(understoodBy(session.journal.entries, items)).toEqual([]);
});
