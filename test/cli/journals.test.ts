/** What is done with the journal of a run that is over. */
import { truncateSync, unlinkSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { clockText } from "../../src/drill/drill.js";
import { journalBounds } from "../../src/session/index.js";
import { drill, fixtureFolder } from "../session/support.js";
import { fileWith, folder, journalPath, onFixture, playReference } from "./reference-run.js";
import { smokejumper } from "./support.js";

let journalText: string;
beforeAll(async () => {
  journalText = await playReference();
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
