/** What rival products get wrong about scoring, evidence, story and time, as checks on the drills we ship. */

import { describe, expect, test } from "vitest";
import { letOthersRun } from "../../src/cli/progress.js";
import type { Drill, PlayerStep } from "../../src/drill/drill.js";
import { findDrill } from "../../src/drill/load.js";
import { findPlayer } from "../../src/players/find.js";
import type { Player } from "../../src/players/player.js";
import { runPlayer } from "../../src/players/run.js";
import { script } from "../../src/players/script.js";
import type { Scorecard } from "../../src/score/index.js";
import { scoreOf } from "../../src/score/index.js";
import { MemoryOpenings, type Observation } from "../../src/session/index.js";
import { createWorld, type Subject } from "../../src/world/index.js";
import { clickAll, openAll } from "./cheap-players.js";

const firstPage = findDrill("first-page");
const openings = new MemoryOpenings();

async function play(player: Player, seed: number, drill: Drill = firstPage) {
  const observations: Observation[] = [];
  const session = await runPlayer({
    drill,
    seed,
    player,
    openings,
    onEntry: (_entry, observation) => observations.push(observation),
  });
  return {
    session,
    observations,
    scorecard: await scoreOf(session.view(), openings, letOthersRun),
  };
}

/** The reference player with some of its steps changed. */
function changed(change: (step: PlayerStep) => PlayerStep): Player {
  const reference = firstPage.players.find(({ name }) => name === "reference")!;
  return script({ name: "changed", steps: reference.steps.map(change) }, firstPage);
}

const pointsOf = (scorecard: Scorecard, id: string) =>
  scorecard.score.dimensions.find((dimension) => dimension.id === id)!.points;

describe.each([1, 2, 3])("first-page on seed %i", (seed) => {
  test("the reference beats idle, random, open-all and click-all by half of all points", async () => {
    const { scorecard } = await play(findPlayer("reference", firstPage, seed), seed);
    for (const cheap of [
      findPlayer("bystander", firstPage, seed),
      findPlayer("random", firstPage, seed),
      openAll(seed),
      clickAll(seed),
    ]) {
      const other = await play(cheap, seed);
      const margin = scorecard.score.points - other.scorecard.score.points;
      expect(margin, cheap.name).toBeGreaterThanOrEqual(scorecard.score.max / 2);
      expect(other.scorecard.verdict, cheap.name).toBe("failed");
    }
  });

  test("every item of the rubric is earned by a recorded run, and cites what earned it", async () => {
    const { session, scorecard } = await play(findPlayer("reference", firstPage, seed), seed);
    const entries = session.journal.entries.length;
    for (const { criteria } of scorecard.score.dimensions)
      for (const { id, met, evidence } of criteria) {
        expect(met, id).toBe(true);
        expect(evidence.length, id).toBeGreaterThan(0);
        for (const entry of evidence) expect(entry).toBeLessThanOrEqual(entries);
      }
  });

  test("the right act on the wrong service loses the points for it", async () => {
    const wrong = changed((step) =>
      step.step === "act" && step.tool === "roll_back"
        ? { ...step, input: { service: "search" } }
        : step,
    );
    const { scorecard } = await play(wrong, seed);
    expect(pointsOf(scorecard, "fixed")).toBe(0);
    expect(scorecard.verdict).toBe("failed");
    expect(scorecard.outcome.recoveredAt).toBeNull();
  });

  test("an idle run escalates at least three times and ends by itself with a loss", async () => {
    const { session, scorecard } = await play(findPlayer("bystander", firstPage, seed), seed);
    const view = session.view();
    expect(view.ended).toBe(true);
    expect(view.nowUs).toBe(firstPage.endsUs);
    expect(view.deliveries.filter(({ escalation }) => escalation).length).toBeGreaterThanOrEqual(3);
    expect(view.telemetry.alertLog[0]!.atUs).toBeGreaterThan(firstPage.opensUs);
    expect(scorecard.verdict).toBe("failed");
    expect(scorecard.outcome.userFailures).toBe(scorecard.outcome.baselineFailures);
  });

  test("the right act brings the indicator back within a minute of taking effect", async () => {
    const { session } = await play(findPlayer("reference", firstPage, seed), seed);
    const { telemetry, journal } = session.view();
    const act = journal.entries.find(({ tool }) => tool === "roll_back")!;
    const indicator = firstPage.indicators.find(({ name }) => name === "checkout")!;
    const at = (us: number) =>
      telemetry.query(indicator.metric, indicator.subject, us - 30e6, us) ?? 0;
    const before = Math.floor(act.atUs / 5e6) * 5e6;
    expect(at(before)).toBeLessThan(0.96);
    expect(at(before + 65e6)).toBeGreaterThanOrEqual(0.98);
  });

  test("nothing that is shown comes from the future", async () => {
    const { session, observations } = await play(findPlayer("reference", firstPage, seed), seed);
    const times = /"(?:at|since|clock|from|to)":"(\d\d:\d\d:\d\d)"/g;
    session.journal.entries.forEach(({ entry }, index) => {
      const { clock } = observations[index]!;
      for (const [, time] of JSON.stringify(observations[index]).matchAll(times))
        expect(time! <= clock, `entry ${entry}: ${time} at ${clock}`).toBe(true);
    });
  });
});

describe("what is measured tells one story", () => {
  test.each([
    ["first-page", 26 * 60e6],
    ["bank-api-cascade", 11 * 60e6],
  ])("%s: percentiles are in order, shares add up", (id, untilUs) => {
    const { system } = findDrill(id);
    const world = createWorld(system, 1);
    world.runUntil(untilUs);
    const { telemetry } = world;
    const subjects: Subject[] = [
      ...system.services.map(({ name }): Subject => ({ of: "service", service: name })),
      ...system.calls.map(({ from, to }): Subject => ({ of: "call", from, to })),
      ...system.sources.map(({ name }): Subject => ({ of: "source", source: name, route: null })),
    ];
    let compared = 0;
    for (const subject of subjects) {
      const series = (metric: "p50" | "p95" | "p99" | "error_share" | "success_share") =>
        telemetry.series(metric, subject, 0, untilUs).map(({ value }) => value);
      const [p50, p95, p99] = [series("p50"), series("p95"), series("p99")];
      const [failed, succeeded] = [series("error_share"), series("success_share")];
      p50.forEach((value, i) => {
        if (value !== null) {
          expect(value).toBeLessThanOrEqual(p95[i]!);
          expect(p95[i]!).toBeLessThanOrEqual(p99[i]!);
          compared++;
        }
        if (failed[i] !== null) expect(failed[i]! + succeeded[i]!).toBeCloseTo(1, 12);
      });
    }
    expect(compared).toBeGreaterThan(100);
  });
});
