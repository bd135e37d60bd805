// @ts-check
// Hands every test's outcome to test.mjs, which prints the count after vitest has said everything.

import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./setup.mjs";

export default class OutcomeReporter {
  /** @param {ReadonlyArray<import("vitest/node").TestModule>} modules */
  onTestRunEnd(modules) {
    const report = process.env.SMOKEJUMPER_TEST_REPORT;
    if (report) writeFileSync(report, JSON.stringify(modules.flatMap(outcomesOf)));
  }
}

/** @param {import("vitest/node").TestModule} module */
function outcomesOf(module) {
  const file = relative(root, module.moduleId).replaceAll("\\", "/");
  const outcomes = [...module.children.allTests()].map((test) => ({
    file,
    suite: test.parent.type === "suite" ? test.parent.fullName : "",
    state: test.result().state,
  }));
  // A file that cannot be loaded has no tests to fail, and a broken hook fails none either.
  const isBroken = module.state() === "failed" && outcomes.every(({ state }) => state !== "failed");
  return isBroken ? [...outcomes, { file, suite: "", state: "failed" }] : outcomes;
}
