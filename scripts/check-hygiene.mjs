// @ts-check
// Checks that the repository speaks of itself alone: no paths of one machine, no private hosts,
// no leftovers. It reads every file that git would commit.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./setup.mjs";

const prose = /^(docs\/.*|[^/]*\.md)$/;
const source = /^(src|test|bench|scripts)\//;
const anything = /^/;

/** Words are split with [] so that this file passes its own rules. */
const rules = [
  {
    // Only the start of a path counts: "/work" is one machine's folder, "src/work" is not.
    pattern: /(?<![\w./-])\/(?:work|root|tmp)(?:\/|(?![\w-]))/,
    where: new RegExp(`${prose.source}|^src/`),
    advice: "a path of one machine: take it from the environment or the arguments",
  },
  {
    // The page has addresses that begin with "/shared/"; only a step out of the repository is meant.
    pattern: /[.]{2}\/shared\//,
    where: new RegExp(`${prose.source}|^src/`),
    advice: "a folder outside the repository: say here what is meant",
  },
  {
    pattern: /registry[.][\w-]+[.]\w+|[_-]registry\s*=|^\s*registry\s*=|\/artifactory\//im,
    where: anything,
    advice: "a package registry: the user's own npm settings name it",
  },
  {
    pattern: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/,
    where: new RegExp(`${prose.source}|${source.source}`),
    advice: "a leftover: do it, or describe it in an issue",
  },
  {
    pattern: /\b(?:describe|it|test|suite|bench)(?:[.]\w+)*[.]only\b/,
    where: /^test\//,
    advice: "this switches all other tests off",
  },
  {
    pattern: /"resolved":/,
    where: /^package-lock\.json$/,
    advice: "an address of one registry: keep omit-lockfile-registry-resolved in .npmrc",
  },
];

/**
 * @param {string} path relative to the root, with forward slashes
 * @param {string} text
 * @returns {string[]} what is wrong, one line each; the first find of each rule
 */
export function findLeftovers(path, text) {
  return rules.flatMap(({ pattern, where, advice }) => {
    const found = where.test(path) ? pattern.exec(text) : null;
    if (found === null) return [];
    const line = text.slice(0, found.index).split("\n").length;
    return [`${path}:${line}: "${found[0].trim()}": ${advice}`];
  });
}

/**
 * @param {string} folder a git working tree
 * @returns {{ files: number, problems: string[] }}
 */
export function checkHygiene(folder) {
  const listing = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
  const git = spawnSync("git", listing, { cwd: folder, encoding: "utf8" });
  if (git.status !== 0) return { files: 0, problems: ["git could not list the files"] };
  // A file that was deleted but is still in the index is listed too.
  const paths = git.stdout.split("\0").filter((path) => path && existsSync(join(folder, path)));
  const problems = paths.flatMap((path) => {
    const bytes = readFileSync(join(folder, path));
    return bytes.includes(0) ? [] : findLeftovers(path, bytes.toString("utf8"));
  });
  if (paths.length === 0) problems.push("git listed no files");
  return { files: paths.length, problems };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { files, problems } = checkHygiene(root);
  for (const problem of problems) console.log(problem);
  if (problems.length === 0) console.log(`${files} files without leftovers`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
