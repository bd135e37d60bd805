import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/program.js";
import { captureIo, smokejumper } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "judge-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const item = "bank-api-cascade/phase-1";
const answer = "I'm incident commander. First we stop the bleeding, the root cause comes later.";

test("a text is judged, with the words that earned it", async () => {
  const { exit, json } = await smokejumper(
    "judge",
    item,
    "--text",
    file("a.txt", answer),
    "--json",
  );
  expect(exit).toBe(0);
  expect(json()).toMatchObject({
    item,
    criteria: {
      "take-command": { met: true, evidence: ["I'm incident commander"] },
      "blast-radius": { met: false, evidence: [] },
    },
  });
});

test("without --json the verdicts are told in lines", async () => {
  const { out } = await smokejumper("judge", item, "--text", file("a.txt", answer));
  expect(out).toContain('take-command    met      "I\'m incident commander"');
  expect(out).toContain("2 of 5 criteria met");
});

test("- reads standard input", async () => {
  const { io, out } = captureIo({ input: Readable.from([answer]) });
  expect(await runCommandLine(["judge", item, "--text", "-"], io)).toBe(0);
  expect(out()).toContain("2 of 5 criteria met");
});

test("a batch gives a line for each of its lines", async () => {
  const lines = [1, 2].map((id) => JSON.stringify({ id: String(id), item, text: answer }));
  const { exit, out } = await smokejumper(
    "judge",
    "--batch",
    file("b.jsonl", `${lines.join("\n")}\n`),
  );
  expect(exit).toBe(0);
  const results = out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(results.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(results[0].criteria["take-command"].met).toBe(true);
});

test.each([
  [["judge"], "usage"],
  [["judge", item], "usage"],
  [["judge", "bank-api-cascade/phase-9", "--text", "-"], "name-unknown"],
  [["judge", item, "--text", join(folder, "none.txt")], "file-missing"],
  [["judge", item, "--batch", "-"], "usage"],
  [["judge", "--batch", file("c.jsonl", "{}\n")], "batch-malformed"],
  [["judge", "--batch", file("d.jsonl", "no\n")], "batch-malformed"],
])("%j is refused with %s", async (parameters, code) => {
  const { exit, out, error } = await smokejumper(...parameters);
  expect(exit).toBe(2);
  expect(out).toBe("");
  expect(error).toContain(`[${code}]`);
});
