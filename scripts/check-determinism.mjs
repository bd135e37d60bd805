// @ts-check
// Checks that the code which must replay bit for bit uses nothing that differs between two runs.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { findNondeterminism } from "./determinism-syntax.mjs";
import { root } from "./setup.mjs";

const replayedFolders = ["src/world", "src/session", "src/score", "src/text"];

/**
 * @param {string} folder the folder that holds src
 * @returns {{ files: number, problems: string[] }}
 */
export function checkDeterminism(folder) {
  const files = replayedFolders.flatMap((name) => sourcesIn(join(folder, name)));
  const problems = files.flatMap((file) =>
    findNondeterminism(relative(folder, file).replaceAll("\\", "/"), readFileSync(file, "utf8")),
  );
  if (files.length === 0) problems.push(`no source file seen in ${replayedFolders.join(", ")}`);
  return { files: files.length, problems };
}

/** @param {string} folder */
function sourcesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
      .map((name) => join(folder, name))
      .sort();
  } catch {
    // A room that is not there has no sources; that none is there at all is a finding above.
    return [];
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { files, problems } = checkDeterminism(root);
  for (const problem of problems) console.log(problem);
  if (problems.length === 0) console.log(`${files} files replay from their inputs alone`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
