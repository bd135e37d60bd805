import { describe, expect, test } from "vitest";
import { judgeRun } from "../../scripts/test-summary.mjs";

function outcome(state: string, file = "test/world/a.test.ts", suite = "") {
  return { file, suite, state };
}

describe("the closing lines of a test run", () => {
  test("count what ran in each folder and name what was skipped", () => {
    const tests = [
      outcome("passed"),
      outcome("passed", "test/text/b.test.ts"),
      outcome("passed"),
      outcome("skipped", "test/store/c.test.ts", "store on PostgreSQL"),
    ];
    expect(judgeRun({ tests, exitCode: 0, isBuilt: true })).toEqual({
      failed: 0,
      lines: [
        "ran: world 2, text 1",
        "skipped: store on PostgreSQL [test/store/c.test.ts] 1",
        "3 passed, 0 failed",
      ],
    });
  });

  test.each([
    [
      "a failed test",
      { tests: [outcome("failed"), outcome("passed")], exitCode: 1, isBuilt: true },
    ],
    ["no test at all", { tests: [], exitCode: 0, isBuilt: true }],
    ["only skipped tests", { tests: [outcome("skipped")], exitCode: 0, isBuilt: true }],
    ["an error outside any test", { tests: [outcome("passed")], exitCode: 1, isBuilt: true }],
    ["a broken build", { tests: [outcome("passed")], exitCode: 0, isBuilt: false }],
  ])("count one failure for %s", (_, run) => {
    const { failed, lines } = judgeRun(run);
    expect(failed).toBe(1);
    expect(lines.at(-1)).toMatch(/^\d passed, 1 failed$/);
  });
});
