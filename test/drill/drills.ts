/** Drill folders to break: copies of a shipped one in a temporary place. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { shippedDrills } from "../../src/drill/load.js";

const made: string[] = [];
afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true });
});

/** The folder of a fresh copy of first-page, gone when the file's tests are over. */
export function copyOfFirstPage(): string {
  const root = mkdtempSync(join(tmpdir(), "drill-"));
  made.push(root);
  const folder = join(root, "first-page");
  cpSync(join(shippedDrills, "first-page"), folder, { recursive: true });
  const rubric = join(folder, "rubric.yaml");
  if (!existsSync(rubric)) writeFileSync(rubric, "dimensions: []\n");
  return folder;
}

/** Replaces the only occurrence of a text in a file of the folder. */
export function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  if (text.split(from).length !== 2)
    throw new Error(`"${from}" is not there exactly once in ${file}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}
