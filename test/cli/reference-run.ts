/** A folder with the journal of one run, played by the fixture's reference player. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { fixtureFolder } from "../session/support.js";
import { smokejumper } from "./support.js";

export const folder = mkdtempSync(join(tmpdir(), "smokejumper-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

export const journalPath = join(folder, "reference.jsonl");
export const onFixture = ["--drill", fixtureFolder];

/** Plays the run, and gives the text of its journal. */
export async function playReference(): Promise<string> {
  const { exit } = await smokejumper(
    "run",
    fixtureFolder,
    "--player",
    "reference",
    "--journal",
    journalPath,
  );
  expect(exit).toBe(0);
  return readFileSync(journalPath, "utf8");
}

export function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
