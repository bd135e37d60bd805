// @ts-check
// `npm run check`: everything that can be said about the code without running it, one line each.
// What a check found is printed below its line; all checks run, so that one look shows everything.

import { spawnSync } from "node:child_process";
import { ensureBuilt, ensureInstalled, root } from "./setup.mjs";

const biome = "node_modules/@biomejs/biome/bin/biome";
const tsc = "node_modules/typescript/bin/tsc";

/** Cheapest first. */
/** @type {[name: string, ...command: string[]][]} */
const checks = [
  ["format", biome, "check", "--linter-enabled=false", "--colors=off"],
  ["lint", biome, "lint", "--error-on-warnings", "--colors=off"],
  ["hygiene", "scripts/check-hygiene.mjs"],
  ["determinism", "scripts/check-determinism.mjs"],
  ["architecture", "scripts/check-architecture.mjs"],
  ["unused code", "node_modules/knip/bin/knip.js", "--no-progress"],
  ["types", tsc, "-p", "tsconfig.json", "--pretty", "false"],
  ["types of the page", tsc, "-p", "src/web/tsconfig.json", "--pretty", "false"],
  ["types of the page's tests", tsc, "-p", "test/web/e2e/tsconfig.json", "--pretty", "false"],
];

if (!ensureInstalled()) process.exit(1);
// Scripts and tests that run as programs of their own import the build, so their types need it; a build that fails is
// told by the check of types.
ensureBuilt();

let failures = 0;
for (const [name, ...command] of checks) {
  const started = performance.now();
  const result = spawnSync(process.execPath, command, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const passed = result.status === 0;
  console.log(`${passed ? "ok    " : "FAILED"}  ${name} (${seconds} s)`);
  if (passed) continue;
  failures += 1;
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`;
  console.log(output.trimEnd().replace(/^/gm, "    "));
}
console.log(`checks: ${checks.length - failures} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
