import { describe, expect, test } from "vitest";
import { checkDeterminism } from "../../scripts/check-determinism.mjs";
import { findNondeterminism } from "../../scripts/determinism-syntax.mjs";
import { plantFiles } from "./planted-files.js";

function find(text: string): string[] {
  return findNondeterminism("src/world/planted.ts", text);
}

describe("the determinism check", () => {
  test.each([
    "const now = Date.now();",
    "const now = new Date();",
    "let at: Date;",
    "const clock = Date;",
    "const { now } = Date;",
    "const now = performance.now();",
    "const now = process.hrtime.bigint();",
    "const { hrtime } = clock;",
    'import { hrtime } from "node:process";',
    'import { performance as watch } from "node:perf_hooks";',
    'export * from "timers";',
    'const timers = await import("node:timers/promises");',
    "const luck = Math.random();",
    'const luck = Math["random"]();',
    "const luck = Math[name]();",
    "const { random } = Math;",
    "const { random: luck } = Math;",
    "const m = Math;",
    "const copy = { Math };",
    "({ random } = Math);",
    "const luck = globalThis.Math;",
    'const now = globalThis["Da" + "te"].now();',
    "const id = crypto.randomUUID();",
    'const id = crypto["randomUUID"]();',
    'const { "randomUUID": id } = crypto;',
    'import { randomBytes } from "node:crypto";',
    'import { randomBytes as bytes } from "node:crypto";',
    "crypto.getRandomValues(bytes);",
    "setTimeout(go, 5);",
    "const later = setTimeout;",
    "queueMicrotask(go);",
    "const x = Math.pow(2, y);",
    "const x = Math.log1p(y);",
    "const x = Math.hypot(y, z);",
    "const x = y ** 2;",
    "x **= 2;",
    "names.sort((a, b) => a.localeCompare(b));",
    "const text = count.toLocaleString();",
    "const text = count?.toLocaleString?.();",
    "const format = new Intl.NumberFormat();",
    "for (const key in table) go(key);",
    'const now = eval("1");',
    "declare const Date: { now(): number };",
    "declare global { var performance: { now(): number } } performance.now();",
    "function f(process: number) { return process; } const id = process;",
  ])("catches %s", (text) => {
    expect(find(text)).not.toEqual([]);
  });

  test.each([
    "// Date.now() and Math.random() are banned; so is x ** 2.",
    'const text = "Date.now() and Math.random()";',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted text is a template of its own.
    "const text = `Math.random() costs ${price}`;",
    "const x = Math.sqrt(y) + Math.floor(z) + Math.PI;",
    'const x = Math["imul"](y, z);',
    "interface Entry { Date: string; performance: number }",
    "const seen = entry.performance;",
    "const { performance: seen } = entry;",
    "const entry = { performance: 1, process: 2 };",
    'import { createHash } from "node:crypto";',
    "for (const key of Object.keys(table)) go(key);",
    'const word = words["timers"];',
    'log("timers");',
    "const window = 5; const end = start + window;",
    "function step(process: number, { self }: Pair) { return process + self; }",
    'import { performance } from "./performance.js"; const x = { performance };',
  ])("accepts %s", (text) => {
    expect(find(text)).toEqual([]);
  });

  test("names the place, the use and its replacement", () => {
    expect(find("const a = 1;\nconst b = Math.random();\n")).toEqual([
      "src/world/planted.ts:2: Math.random is banned here: draw from the seeded, keyed draws of src/world",
    ]);
  });

  test("reads the replayed rooms and no others", () => {
    const folder = plantFiles({
      "src/world/clock.ts": "export const now = Date.now();",
      "src/session/deep/inside.ts": "export const luck = Math.random();",
      "src/score/points.ts": "export const points = 2 ** 3;",
      "src/cli/main.ts": "export const now = Date.now();",
    });
    const { files, problems } = checkDeterminism(folder);
    expect(files).toBe(3);
    expect(problems).toHaveLength(3);
  });

  test("fails when it sees no files", () => {
    const { problems } = checkDeterminism(plantFiles({ "src/cli/main.ts": "" }));
    expect(problems).toEqual([
      "no source file seen in src/world, src/session, src/score, src/text",
    ]);
  });
});
