import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/program.js";
import { runDocumentSchema } from "../../src/score/index.js";
import { decodeJournal } from "../../src/session/index.js";
import { fixtureFolder } from "../session/support.js";
import { fileWith, journalPath, playReference } from "./reference-run.js";
import { captureIo, smokejumper } from "./support.js";

let journalText: string;
beforeAll(async () => {
  journalText = await playReference();
});

describe("run", () => {
  test("prints one JSON document with the contract's members, and ends with 0 when passed", async () => {
    const { exit, json, error } = await smokejumper(
      "run",
      fixtureFolder,
      "--player",
      "reference",
      "--json",
    );
    expect({ exit, error }).toEqual({ exit: 0, error: "" });
    expect(json()).toMatchObject({
      schema: "smokejumper.run/1",
      drill: "two-services",
      drillHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      seed: 1,
      player: "reference",
      verdict: "passed",
      score: {
        points: 10,
        max: 10,
        dimensions: [
          { id: "fixed", level: "expert", points: 10, max: 10, evidence: [5] },
          { points: null },
        ],
        unjudged: ["postmortem"],
        strengths: expect.any(Array),
        improvements: expect.any(Array),
        resources: expect.any(Array),
      },
      outcome: { recoveredAt: expect.stringMatching(/^12:05:/) },
      journal: { entries: 10, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      worldHash: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test("keeps to the schema that it publishes", async () => {
    for (const player of ["reference", "random", "bystander"]) {
      const { json } = await smokejumper("run", fixtureFolder, "--player", player, "--json");
      expect(runDocumentSchema.parse(json())).toEqual(json());
    }
  });

  test("ends with 1 when failed, and says so to people", async () => {
    const { exit, out } = await smokejumper("run", fixtureFolder, "--player", "bystander");
    expect(exit).toBe(1);
    expect(out).toContain("FAILED  0 of 10 points");
    expect(out).toContain("left alone it would have been");
  });

  test("prints the briefing and each action as they come, and says when the opening takes long", async () => {
    const pieces: string[] = [];
    let now = 0;
    const slowly = { out: (text: string) => void pieces.push(text), now: () => (now += 2000) };
    const { io, error } = captureIo(slowly);
    await runCommandLine(["run", fixtureFolder, "--player", "reference"], io);
    expect(pieces[0]).toMatch(/^It is 12:03/);
    expect(pieces.slice(1, 11).map((piece) => Number.parseInt(piece, 10))).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
    expect(error()).toBe("Computing the opening of two-services, seed 1 ...\n");
  });

  test("says how long the worth of an act was counted", async () => {
    const { out } = await smokejumper("run", fixtureFolder, "--player", "reference");
    expect(out).toMatch(/saved \d+ user requests within \d+ \w+\n/);
  });

  test("replaces a journal and nothing else", async () => {
    const play = (path: string) =>
      smokejumper("run", fixtureFolder, "--player", "bystander", "--journal", path);
    const again = fileWith("again.jsonl", journalText);
    expect((await play(again)).exit).toBe(1);
    expect(decodeJournal(readFileSync(again))).toMatchObject({ journal: { entries: [] } });
    for (const text of ["# My notes\n", `As in\n${journalText}`]) {
      const notes = fileWith("notes.md", text);
      expect(await play(notes)).toMatchObject({
        exit: 2,
        error: expect.stringContaining("it exists and is not a sound journal"),
      });
      expect(readFileSync(notes, "utf8")).toBe(text);
    }
  });

  test("the same seed gives the same document, another seed another run", async () => {
    const outOf = async (seed: string) =>
      (await smokejumper("run", fixtureFolder, "--player", "reference", "--seed", seed, "--json"))
        .out;
    expect(await outOf("2")).toBe(await outOf("2"));
    expect(await outOf("2")).not.toBe(await outOf("3"));
  });
});

test("the journal that run writes is sound", () => {
  expect(decodeJournal(readFileSync(journalPath)).state).toBe("sound");
});
