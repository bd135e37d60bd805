// @ts-check
// Turns the outcomes of all tests into the closing lines and the verdict of a test run.

/**
 * @typedef {{ file: string, suite: string, state: string }} Outcome
 * @typedef {{ tests: Outcome[], exitCode: number, isBuilt: boolean }} TestRun
 */

/**
 * Failures that belong to no test (a broken build, an error outside any test, no test at all)
 * count as one each, so that the closing line never reads well after a bad run.
 * @param {TestRun} run
 */
export function judgeRun({ tests, exitCode, isBuilt }) {
  const passed = tests.filter(({ state }) => state === "passed");
  const failedTests = tests.filter(({ state }) => state === "failed").length;
  const skipped = tests.filter(({ state }) => state === "skipped");
  const lines = [];

  if (passed.length > 0) lines.push(`ran: ${countBy(passed, ({ file }) => folderOf(file))}`);
  if (skipped.length > 0) {
    const nameOf = (/** @type {Outcome} */ { suite, file }) =>
      suite ? `${suite} [${file}]` : file;
    lines.push(`skipped: ${countBy(skipped, nameOf)}`);
  }

  let failed = failedTests;
  if (!isBuilt) {
    failed += 1;
    lines.push("The build failed (see the top): counted as one failure.");
  }
  if (passed.length + failedTests === 0) {
    failed += 1;
    lines.push("No test ran: counted as one failure.");
  } else if (exitCode !== 0 && failedTests === 0) {
    failed += 1;
    lines.push(`Vitest ended with code ${exitCode} though no test failed: counted as one failure.`);
  }
  lines.push(`${passed.length} passed, ${failed} failed`);
  return { lines, failed };
}

/** @param {string} file such as test/world/kernel.test.ts, whose folder is "world" */
function folderOf(file) {
  return file.split("/").slice(1, -1).join("/") || file;
}

/**
 * @param {Outcome[]} outcomes
 * @param {(outcome: Outcome) => string} nameOf
 */
function countBy(outcomes, nameOf) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const outcome of outcomes) {
    const name = nameOf(outcome);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
}
