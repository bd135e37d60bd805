import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/program.js";
import { clockText } from "../../src/drill/drill.js";
import { runDocumentSchema } from "../../src/score/index.js";
import { decodeJournal, journalBounds } from "../../src/session/index.js";
import { drill, fixtureFolder } from "../session/support.js";
import { captureIo, smokejumper } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "smokejumper-"));
const journalPath = join(folder, "reference.jsonl");
const onFixture = ["--drill", fixtureFolder];
let journalText: string;

beforeAll(async () => {
  const { exit } = await smokejumper(
    "run",
    fixtureFolder,
    "--player",
    "reference",
    "--journal",
    journalPath,
  );
  expect(exit).toBe(0);
  journalText = readFileSync(journalPath, "utf8");
});

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

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

describe("verify", () => {
  test("ends with 0 when all matches", async () => {
    const { exit, out } = await smokejumper("verify", journalPath, ...onFixture);
    expect(exit).toBe(0);
    expect(out).toContain("matches");
    const { json } = await smokejumper("verify", journalPath, ...onFixture, "--json");
    expect(json()).toMatchObject({
      schema: "smokejumper.verification/1",
      verdict: "match",
      problems: [],
    });
  });

  test("ends with 1 when a journal of ours does not match, and tells the line", async () => {
    const path = fileWith(
      "edited.jsonl",
      journalText.replace('"service":"back"', '"service":"bakk"'),
    );
    const { exit, out } = await smokejumper("verify", path, ...onFixture);
    expect(exit).toBe(1);
    expect(out).toContain(`${path}:6: the chain hash of entry 5`);
  });

  test("says that an unfinished journal is unfinished", async () => {
    const lines = journalText.split("\n").slice(0, 5);
    const { exit, out } = await smokejumper(
      "verify",
      fileWith("short.jsonl", `${lines.join("\n")}\n`),
      ...onFixture,
    );
    expect(exit).toBe(1);
    expect(out).toContain("unfinished");
  });

  test("ends with 2 for a file from elsewhere, in one line", async () => {
    const path = fileWith("other.jsonl", '{"level":"info"}\n');
    const { exit, out, error } = await smokejumper("verify", path);
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(error).toMatch(
      /^error: this is not a journal of Smokejumper [^\n]+other\.jsonl[^\n]+\[journal-foreign\]\n$/,
    );
    expect(await smokejumper("verify", path, "--json")).toMatchObject({ exit: 2, error: "" });
  });
});

test("what cannot be read as a file is told as it is", async () => {
  const large = fileWith("large.jsonl", "");
  truncateSync(large, journalBounds.bytes + 1);
  const errorOf = async (path: string) => (await smokejumper("verify", path)).error;
  expect(await errorOf(large)).toMatch(/holds \d+ bytes, [^\n]+ \[file-too-large\]\n$/);
  expect(await errorOf(folder)).toContain("it is a folder");
  expect(await errorOf("/dev/null")).toContain("it is not a plain file");
  unlinkSync(large);
});

describe("replay", () => {
  test("gives the document of the run, byte for byte", async () => {
    const run = await smokejumper("run", fixtureFolder, "--player", "reference", "--json");
    const replayed = await smokejumper("replay", journalPath, ...onFixture, "--json");
    expect(replayed.out).toBe(run.out);
    expect(replayed.exit).toBe(0);
  });

  test("stops at a moment and shows it", async () => {
    const { exit, out } = await smokejumper(
      "replay",
      journalPath,
      ...onFixture,
      "--at",
      "12:04:45",
    );
    expect(exit).toBe(0);
    expect(out).toContain("\n12:04:45\n");
    expect(out).not.toContain("roll_back");
    const { json } = await smokejumper(
      "replay",
      journalPath,
      ...onFixture,
      "--at",
      "+120",
      "--json",
    );
    expect(json()).toMatchObject({ schema: "smokejumper.moment/1", clock: "12:05:00" });
  });
});

describe("whatif", () => {
  test("compares the run with one in which an entry is missing", async () => {
    const { exit, json } = await smokejumper(
      "whatif",
      journalPath,
      ...onFixture,
      "--drop",
      "5",
      "--json",
    );
    expect(exit).toBe(0);
    const document = json() as Record<string, Record<string, unknown>>;
    expect(document).toMatchObject({
      schema: "smokejumper.whatif/1",
      original: { verdict: "passed" },
      altered: { verdict: "failed" },
    });
    expect(document.difference!.userFailures).toBeGreaterThan(100);
  });

  test("compares it with one in which an action was added, given as words or as JSON", async () => {
    const outOf = async (action: string) =>
      (await smokejumper("whatif", journalPath, ...onFixture, "--at", "12:03:10", "--do", action))
        .out;
    const words = await outOf("roll_back back");
    expect(words).toContain("With roll_back service=back at 12:03:10");
    expect(words).toMatch(/\d+ user requests fewer failed\.\n$/);
    expect(await outOf('roll_back {"service":"back"}')).toBe(words);
  });

  test("tells in times of day when an action can still be added", async () => {
    const errorAt = async (at: string) =>
      (await smokejumper("whatif", journalPath, ...onFixture, "--at", at, "--do", "finish")).error;
    expect(await errorAt(clockText(drill, drill.endsUs))).toContain(
      `choose a time from 12:03:00 to ${clockText(drill, drill.endsUs - 1)} [clock-outside]`,
    );
    expect(await errorAt(clockText(drill, drill.endsUs - 1))).toMatch(
      /choose a time up to 12:\d\d:\d\d, since entry 10 is finish \[option-invalid\]/,
    );
  });
});

describe("other commands", () => {
  test("drills lists what is shipped", async () => {
    const { exit, json } = await smokejumper("drills", "--json");
    expect(exit).toBe(0);
    const { drills } = json() as unknown as { drills: { id: string }[] };
    expect(drills.map(({ id }) => id)).toContain("first-page");
    expect((await smokejumper("drills")).out).toMatch(/^drill +title/);
  });

  test("simulate prints the contract's document and tables for people", async () => {
    const system = join(fixtureFolder, "system.yaml");
    const { json } = await smokejumper(
      ...["simulate", system, "--for", "60 s", "--warmup", "10 s", "--interval", "10 s", "--json"],
    );
    expect(json()).toMatchObject({
      schema: "smokejumper.simulation/1",
      simulatedSeconds: 60,
      measuredSeconds: 50,
      sources: { users: { offered: expect.any(Number), latency: { p99: expect.any(Number) } } },
      services: { back: { utilization: expect.any(Number), queueMean: 0 } },
      calls: { "front->back": { retries: 0 } },
      intervals: Array.from({ length: 5 }, () => ({ measured: { back: { error_share: 0 } } })),
    });
    const { out } = await smokejumper("simulate", system, "--for", "20 s");
    expect(out).toMatch(/\nsource +offered[^\n]+\nusers [\s\S]+\nservice [\s\S]+\ncall /);
  });

  test("lint is content with a sound drill and names what is wrong with another", async () => {
    const sound = await smokejumper("lint", fixtureFolder);
    expect(sound).toMatchObject({ exit: 0, out: "two-services: no problem found\n", error: "" });
    const missing = await smokejumper("lint", join(folder, "nowhere"));
    expect(missing.exit).toBe(2);
    expect(missing.error).toMatch(/^error: [^\n]+ does not exist[^\n]+\n$/);
  });

  test("lint --prove shows that the drill can be won and not by doing nothing", async () => {
    const { exit, json } = await smokejumper(
      "lint",
      fixtureFolder,
      "--prove",
      "--seeds",
      "1..2",
      "--json",
    );
    const { proofs } = json() as unknown as { proofs: { player: string; failures: string[] }[] };
    const kept = (player: string) =>
      proofs.filter((proof) => proof.player === player).map(({ failures }) => failures);
    expect(kept("reference")).toEqual([[], []]);
    expect(kept("bystander")).toEqual([[], []]);
    expect(kept("restarter")).toEqual([[], []]);
    // Ten points for one act are within luck's reach: a real drill must ask for more.
    expect(exit).toBe(kept("random").flat().length === 0 ? 0 : 1);
  });

  test("schema prints JSON Schemas", async () => {
    for (const name of ["drill", "system", "rubric", "player", "journal", "scorecard"]) {
      expect((await smokejumper("schema", name)).json()).toHaveProperty("$schema");
    }
  });

  test("doctor says what it found, one line each", async () => {
    const { exit, out } = await smokejumper("doctor");
    expect(exit).toBe(0);
    expect(out).toMatch(/^(ok {4} {2}\w+: [^\n]+\n){4}$/);
  });

  test("help and version need nothing", async () => {
    expect(await smokejumper("--help")).toMatchObject({ exit: 0, error: "" });
    expect(await smokejumper()).toMatchObject({ exit: 0, error: "" });
    const { version } = JSON.parse(
      readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
    );
    expect(await smokejumper("--version")).toMatchObject({ exit: 0, out: `${version}\n` });
  });
});

describe("wrong use is one line on stderr, exit 2, and nothing is written", () => {
  const into = ["--journal", join(folder, "never.jsonl")];
  const cases: [string, string[]][] = [
    ["an unknown command", ["fly"]],
    ["an unknown option", ["drills", "--fast"]],
    ["no player", ["run", "first-page"]],
    ["an unknown player", ["run", fixtureFolder, "--player", "nobody", ...into]],
    ["an unknown drill", ["run", "first-pge", "--player", "bystander", ...into]],
    ["a broken seed", ["run", fixtureFolder, "--player", "bystander", "--seed", "-1", ...into]],
    ["a player's file that is missing", ["run", fixtureFolder, "--player", "no.yaml", ...into]],
    [
      "a journal's folder that is missing",
      ["run", fixtureFolder, "--player", "bystander", "--journal", join(folder, "no/j.jsonl")],
    ],
    ["a journal that is missing", ["verify", join(folder, "no.jsonl")]],
    ["a folder for a journal", ["verify", folder]],
    ["a time outside the run", ["replay", journalPath, ...onFixture, "--at", "23:00"]],
    ["a time that is none", ["replay", journalPath, ...onFixture, "--at", "noon"]],
    ["whatif without an alteration", ["whatif", journalPath, ...onFixture]],
    [
      "whatif with two alterations",
      ["whatif", journalPath, ...onFixture, "--drop", "1", "--at", "+1", "--do", "finish"],
    ],
    [
      "whatif with an unknown tool",
      ["whatif", journalPath, ...onFixture, "--at", "+1", "--do", "reboot"],
    ],
    [
      "whatif with an illegal input",
      ["whatif", journalPath, ...onFixture, "--at", "+1", "--do", "roll_back up"],
    ],
    [
      "whatif with broken JSON",
      ["whatif", journalPath, ...onFixture, "--at", "+1", "--do", "roll_back {"],
    ],
    ["whatif dropping what is not there", ["whatif", journalPath, ...onFixture, "--drop", "99"]],
    [
      "a bare number for a duration",
      ["simulate", join(fixtureFolder, "system.yaml"), "--for", "60"],
    ],
    [
      "a warm-up that leaves nothing",
      ["simulate", join(fixtureFolder, "system.yaml"), "--for", "1 s", "--warmup", "1 s"],
    ],
    ["a system that is missing", ["simulate", join(folder, "no.yaml"), "--for", "1 s"]],
    [
      "intervals without number",
      ["simulate", join(fixtureFolder, "system.yaml"), "--for", "60 s", "--interval", "1 us"],
    ],
    ["an unknown benchmark", ["bench", "nope"]],
    ["a drill's folder that is missing", ["lint", "nope"]],
    ["an empty path", ["run", fixtureFolder, "--player", "bystander", "--journal", ""]],
    ["a device", ["run", fixtureFolder, "--player", "bystander", "--journal", "/dev/null"]],
    ["an unknown schema", ["schema", "poem"]],
    ["a broken range of seeds", ["lint", fixtureFolder, "--prove", "--seeds", "9..1"]],
    ["play without a terminal", ["play", fixtureFolder]],
  ];

  test.each(cases)("%s", async (_, parameters) => {
    const before = readdirSync(folder);
    const { exit, out, error } = await smokejumper(...parameters);
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(error).toMatch(/^error: [^\n]+, [^\n]+ \[[a-z-]+\]\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("a stack comes with --debug only", async () => {
    expect((await smokejumper("schema", "poem", "--debug")).error).toMatch(/\n +at /);
  });
});

test("the journal that run writes is sound", () => {
  expect(decodeJournal(readFileSync(journalPath)).state).toBe("sound");
});
