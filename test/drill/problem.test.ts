import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asProblem, firstOf, Problem, problem } from "../../src/drill/problem.js";
import { problemCatalogue } from "../../src/drill/problem-catalogue.js";

test("a problem is told in one line: what, where, what to do", () => {
  const found = problem(
    "key-unknown",
    { key: "thread", suggestion: 'did you mean "threads"?' },
    { where: "system.yaml:7 services.payment.thread" },
  );
  expect(found.line).toBe(
    'error: unknown key "thread", system.yaml:7 services.payment.thread, did you mean "threads"? [key-unknown]',
  );
  expect(found.exitCode).toBe(2);
  expect(found.details).toEqual([found]);
});

test("what comes from a file can neither break the line nor flood it", () => {
  const key = `\u001b[31mred\nerror: all is well\u2028${"x".repeat(1000)}`;
  const { line } = problem("key-unknown", { key, suggestion: "leave it out" });
  expect(line).not.toMatch(/[\p{Cc}\u2028]/u);
  expect(line.length).toBeLessThan(400);
});

test("values may look like placeholders", () => {
  const { line } = problem("key-unknown", { key: "{suggestion}", suggestion: "{key}" });
  expect(line).toBe('error: unknown key "{suggestion}", {key} [key-unknown]');
});

test("several problems are one whose details hold them all", () => {
  const all = [problem("key-missing", { key: "a" }), problem("key-missing", { key: "b" })];
  const first = firstOf(all);
  expect(first.message).toBe('"a" is missing');
  expect(first.details).toEqual(all);
});

test("what is no problem is a fault of ours", () => {
  const thrown = new TypeError("undefined is not a function");
  const found = asProblem(thrown);
  expect(found).toBeInstanceOf(Problem);
  expect(found.exitCode).toBe(3);
  expect(found.cause).toBe(thrown);
});

test("docs/errors.md lists the catalogue", () => {
  const rows = Object.entries(problemCatalogue).map(
    ([code, { what, remedy, exitCode }]) => `| \`${code}\` | ${what} | ${remedy} | ${exitCode} |`,
  );
  const page = readFileSync(join(import.meta.dirname, "../../docs/errors.md"), "utf8");
  expect(page.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
});
