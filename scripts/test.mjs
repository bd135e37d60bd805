// @ts-check
// `npm test`: sets up what is missing, runs the tests, and ends with the line "N passed, N failed".
// `npm test -- test/world` runs a part; every argument goes to vitest.

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./run-node.mjs";
import { ensureBuilt, ensureInstalled, ensurePageBuilt, root } from "./setup.mjs";
import { judgeRun } from "./test-summary.mjs";

if (!ensureInstalled()) {
  console.log("0 passed, 1 failed");
  process.exit(1);
}
// Tests run even when the build fails: they read the sources, and their news narrows the search.
const isBuilt = ensureBuilt() && ensurePageBuilt();

const scratch = join(root, "node_modules/.smokejumper");
mkdirSync(scratch, { recursive: true });
// The process number keeps two runs at the same time apart.
const report = join(scratch, `tests-${process.pid}.json`);
const vitest = ["node_modules/vitest/vitest.mjs", "run"];
const reporters = ["--reporter=default", "--reporter=./scripts/test-reporter.mjs"];
const given = process.argv.slice(2);
const exitCode = await runNode([...vitest, ...reporters, ...given], {
  SMOKEJUMPER_TEST_REPORT: report,
});

const tests = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : [];
rmSync(report, { force: true });
const verdict = judgeRun({ tests, exitCode, isBuilt });
for (const line of verdict.lines) console.log(line);
process.exitCode = verdict.failed === 0 ? 0 : 1;
