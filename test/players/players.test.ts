import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PlayerStep } from "../../src/drill/drill.js";
import { findPlayer, type Player, runPlayer, script } from "../../src/players/index.js";
import { encodeJournal, type Session } from "../../src/session/index.js";
import { drill, openings, sealed, verifyText } from "../session/support.js";

const play = (player: Player, seed = 1) => runPlayer({ drill, seed, player, openings });
const playNamed = (name: string, seed = 1) => play(findPlayer(name, drill, seed), seed);
const toolsOf = (session: Session) => session.journal.entries.map(({ tool }) => tool);

const failures = (session: Session) => {
  const { telemetry } = session.view();
  const { failed, abandoned } = telemetry.users(null, null, drill.opensUs, drill.endsUs);
  return failed + abandoned;
};

describe("the reference player", () => {
  test("waits for the page, mends, sees that it helped, tells, and leaves", async () => {
    const session = await playNamed("reference");
    expect(toolsOf(session).filter((tool) => tool !== "wait")).toEqual([
      "acknowledge_page",
      "list_deploys",
      "roll_back",
      "query_metrics",
      "query_metrics",
      "post_status",
      "finish",
    ]);
    const rollBack = session.journal.entries.find(({ tool }) => tool === "roll_back")!;
    // The script says 12:05:00, and that is when it has its effect.
    expect(rollBack.atUs).toBe(300_000_000);
    expect(session.journal.header.seats).toEqual([{ seat: "player", player: "reference" }]);
  });

  test("does better than anybody who does not understand", async () => {
    const reference = failures(await playNamed("reference"));
    for (const name of ["bystander", "restarter"]) {
      expect(failures(await playNamed(name))).toBeGreaterThan(reference * 2);
    }
  });
});

describe("the bystander", () => {
  test("does nothing until the end", async () => {
    const session = await playNamed("bystander");
    expect(session).toMatchObject({ ended: true, journal: { entries: [] } });
  });
});

describe("the restarter", () => {
  test("restarts every service in turn, twice, and nothing else", async () => {
    const { journal } = await playNamed("restarter");
    const restarts = journal.entries.filter(({ tool }) => tool !== "wait");
    expect(restarts.map(({ tool, input }) => [tool, input.service])).toEqual(
      ["front", "back", "front", "back"].map((service) => ["restart_service", service]),
    );
  });
});

describe("the random player", () => {
  test("takes legal actions only, at most 40, and its journals verify", async () => {
    const used = new Set<string>();
    for (let seed = 1; seed <= 10; seed++) {
      const session = await playNamed("random", seed);
      const tools = toolsOf(session);
      expect(tools.length).toBeLessThanOrEqual(40);
      expect(tools).not.toContain("finish");
      for (const tool of tools) used.add(tool);
      const { verdict } = await verifyText(encodeJournal(await sealed(session)));
      expect(verdict).toBe("match");
    }
    const offered = drill.tools.map(({ name }) => name);
    expect(offered.filter((name) => !used.has(name))).toEqual([]);
  });

  test("does the same with the same seed and something else with another", async () => {
    const inputs = async (seed: number) =>
      (await play(findPlayer("random", drill, seed), 1)).journal.entries.map(({ tool, input }) => [
        tool,
        input,
      ]);
    expect(await inputs(3)).toEqual(await inputs(3));
    expect(await inputs(3)).not.toEqual(await inputs(4));
  });
});

describe("a scripted player", () => {
  const scripted = (...steps: PlayerStep[]) => script({ name: "test", steps }, drill);
  const look: PlayerStep = { step: "act", at: null, tool: "list_deploys", input: {} };

  test("comes from a file, under the file's name alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "smokejumper-"));
    const path = join(folder, "calm.yaml");
    writeFileSync(
      path,
      'steps:\n  - { at: "12:04:00", tool: set_flag, input: { flag: store-later, on: true } }\n',
    );
    const session = await play(findPlayer(path, drill, 1));
    expect(session.journal.header.seats[0]!.player).toBe("calm.yaml");
    expect(session.journal.entries.at(-1)).toMatchObject({ tool: "set_flag", atUs: 240_000_000 });
  });

  test("waits for an alert, and no longer than it should", async () => {
    const until = { until: "alert", alert: "back-errors", firing: true } as const;
    const patient = await play(scripted({ step: "wait", until, atMostUs: 120_000_000 }, look));
    expect(
      patient.journal.entries.find(({ tool }) => tool === "list_deploys")!.atUs,
    ).toBeGreaterThan(210_000_000);
    const never = { ...until, firing: false } as const;
    const hasty = await play(
      scripted(
        { step: "wait", until, atMostUs: 60_000_000 },
        { step: "wait", until: never, atMostUs: 20_000_000 },
        look,
      ),
    );
    expect(hasty.journal.entries.at(-1)!.atUs).toBeLessThan(270_000_000);
  });

  test("fails loudly when an act of its is refused", async () => {
    const typo: PlayerStep = {
      step: "act",
      at: null,
      tool: "roll_back",
      input: { service: "bakc" },
    };
    await expect(play(scripted(typo))).rejects.toMatchObject({ code: "name-unknown" });
  });
});

test("an unknown player is refused with the names there are", () => {
  expect(() => findPlayer("refrence", drill, 1)).toThrow(
    expect.objectContaining({
      code: "player-unknown",
      remedy: expect.stringContaining('did you mean "reference"?'),
    }),
  );
  expect(() => findPlayer("missing.yaml", drill, 1)).toThrow(
    expect.objectContaining({ code: "file-missing" }),
  );
});
