/** The value of an act is what the same system with the same luck does with it and without it. */
import { describe, expect, test } from "vitest";
import { findDrill } from "../../src/drill/load.js";
import { findPlayer } from "../../src/players/find.js";
import { runPlayer } from "../../src/players/run.js";
import { type ActionValue, savedShare, valuesAlone, valuesOf } from "../../src/score/values.js";
import { changedBy, changesOf, MemoryOpenings } from "../../src/session/index.js";

const drill = findDrill("first-page");
const openings = new MemoryOpenings();
const seed = 1;
const windowUs = 60_000_000;

async function measured(name: string) {
  const player = findPlayer(name, drill, seed);
  const run = (await runPlayer({ drill, seed, player, openings })).view();
  const acts = run.journal.entries.filter(changedBy);
  const { telemetry: unattended } = await openings.unattended(drill, seed);
  const comparison = async () => ({ opening: await openings.opening(drill, seed), unattended });

  /** Failures in the window after an act, in a system with these acts and no others. */
  const failures = async (actUs: number, taken: typeof acts): Promise<number> => {
    const world = await openings.opening(drill, seed);
    const { intervalUs } = drill.system;
    const untilUs = Math.min(drill.endsUs, actUs + windowUs);
    for (const act of taken) {
      world.runUntil(act.atUs);
      for (const change of changesOf(act)) world.apply(change);
    }
    world.runUntil(untilUs);
    const fromUs = Math.floor(actUs / intervalUs) * intervalUs;
    const toUs = Math.floor(untilUs / intervalUs) * intervalUs;
    const { failed, abandoned } = world.telemetry.users("shoppers", null, fromUs, toUs);
    return failed + abandoned;
  };
  return { run, acts, comparison, failures };
}

describe.each(["reference", "restarter", "random"])("the acts of %s", (name) => {
  test("one after the other, each on top of those before it", async () => {
    const { run, acts, comparison, failures } = await measured(name);
    const values = await valuesOf(run, await comparison(), windowUs);
    expect(values.length).toBeGreaterThan(0);
    for (const [index, { atUs, failuresWith, failuresWithout, ...value }] of values.entries()) {
      expect(failuresWithout).toBe(await failures(atUs, acts.slice(0, index)));
      expect(failuresWith).toBe(await failures(atUs, acts.slice(0, index + 1)));
      expect(value.failuresUnattended).toBe(await failures(atUs, []));
    }
  });

  test("each by itself", async () => {
    const { run, acts, comparison, failures } = await measured(name);
    const values = await valuesAlone(run, await comparison(), windowUs);
    for (const [index, { atUs, failuresWith, failuresWithout }] of values.entries()) {
      expect(failuresWithout).toBe(await failures(atUs, []));
      expect(failuresWith).toBe(await failures(atUs, [acts[index]!]));
    }
  });
});

describe("the share that an act saved", () => {
  const value = (failuresWithout: number, failuresWith: number): ActionValue => ({
    entry: 1,
    atUs: 0,
    requests: 1_000,
    failuresWithout,
    failuresWith,
    failuresUnattended: 500,
  });

  test.each([
    [400, 100, 0.75],
    [400, 400, 0],
    [400, 500, -0.25],
    // Hardly anything failed before: five more are half of what would have been worth preventing.
    [0, 5, -0.5],
    [0, 0, 0],
    [1, 900, -1],
  ])("%d failures without it and %d with it: %d", (without, withAct, share) => {
    expect(savedShare(value(without, withAct))).toBe(share);
  });
});
