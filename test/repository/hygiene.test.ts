import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { checkHygiene, findLeftovers } from "../../scripts/check-hygiene.mjs";
import { plantFiles } from "./planted-files.js";

// The planted texts are joined from halves, so that this file passes the check that it tests.
const join = (...halves: string[]): string => halves.join("");

describe("the hygiene check", () => {
  test.each([
    ["src/cli/main.ts", join('const home = "/wo', 'rk/main";')],
    ["src/cli/main.ts", join('const home = "/ro', 'ot";')],
    ["docs/guide.md", join("Look into `/tm", "p/out.json`.")],
    ["README.md", join("See ../sha", "red/notes.md.")],
    ["README.md", join("npm i --regis", "try=", "https://packages.example")],
    [".npmrc", join("regis", "try=https://packages.example")],
    ["docs/guide.md", join("https://regis", "try.example.org/yaml")],
    ["scripts/start.mjs", join("// TO", "DO: later")],
    ["test/world/kernel.test.ts", join("test.on", "ly('one', () => {});")],
    [
      "test/world/kernel.test.ts",
      join("describe.each([1]).on", "ly; it.concurrent.on", "ly('one');"),
    ],
    ["package-lock.json", '{ "resolved": "https://packages.example/yaml.tgz" }'],
  ])("catches what %s must not hold: %s", (path, text) => {
    expect(findLeftovers(path, text)).toHaveLength(1);
  });

  test.each([
    [
      "src/drill/load.ts",
      join('import { parse } from "../wo', 'rk/parse.js"; const folder = "src/wo', 'rk/x";'),
    ],
    ["src/drill/load.ts", 'const folder = "/workspace/app.py"; const other = "/rooted";'],
    ["drills/cascade/kb/disk.md", join("The disk under /tm", "p is full.")],
    ["src/text/tokens.ts", "const registry = new Map();"],
    ["src/session/registry.ts", 'import { tools } from "./registry.js";'],
    ["test/world/kernel.test.ts", "expect(answer.only).toBe(1);"],
  ])("accepts what %s may hold: %s", (path, text) => {
    expect(findLeftovers(path, text)).toEqual([]);
  });

  test("names the line and reads every file that git would commit", () => {
    const folder = plantFiles({
      ".gitignore": "dist/\n",
      "src/a.ts": join("\n\nconst a = '/wo", "rk/a';\n"),
      "dist/a.js": join("const a = '/wo", "rk/a';\n"),
    });
    spawnSync("git", ["init", "--quiet"], { cwd: folder });
    const { files, problems } = checkHygiene(folder);
    expect(files).toBe(2);
    expect(problems).toEqual([expect.stringMatching(/^src\/a\.ts:3: /)]);
  });

  test("fails when git lists no files", () => {
    const folder = plantFiles({});
    spawnSync("git", ["init", "--quiet"], { cwd: folder });
    expect(checkHygiene(folder).problems).toEqual(["git listed no files"]);
  });
});
