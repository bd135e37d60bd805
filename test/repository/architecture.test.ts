import { describe, expect, test } from "vitest";
import { checkArchitecture } from "../../scripts/check-architecture.mjs";
import { plantFiles } from "./planted-files.js";

const world = { "src/world/kernel.ts": "export const kernel = 1;\n" };

async function problemsOf(files: Record<string, string>): Promise<string[]> {
  const { problems } = await checkArchitecture(plantFiles(files), 1);
  return problems;
}

describe("the architecture check", () => {
  test("accepts imports along the arrows", async () => {
    const problems = await problemsOf({
      ...world,
      "src/drill/load.ts": `import { kernel } from "../world/kernel.js";\nexport const drill = kernel;\n`,
      "src/session/run.ts": `import { drill } from "../drill/load.js";\nexport const run = drill;\n`,
    });
    expect(problems).toEqual([]);
  });

  test.each([
    [
      "against an arrow",
      "src/drill/load.ts",
      `export * from "../session/run.js";`,
      /src\/drill may/,
    ],
    [
      "against an arrow, type only",
      "src/text/x.ts",
      `export type * from "../session/run.js";`,
      /src\/text may/,
    ],
    [
      "sandbox into session",
      "src/session/y.ts",
      `export * from "../sandbox/python.js";`,
      /src\/session may/,
    ],
    [
      "a Node module in world",
      "src/world/x.ts",
      `export * from "node:crypto";`,
      /src\/world runs in/,
    ],
    ["a package in world", "src/world/x.ts", `export * from "zod";`, /src\/world runs in/],
    ["tests into src", "src/session/y.ts", `export * from "../../test/help.js";`, /src is shipped/],
    [
      "code of the server into web",
      "src/web/x.ts",
      `export * from "../server/api/a.js";`,
      /src\/web may/,
    ],
    [
      "types of the store into web",
      "src/web/x.ts",
      `export type * from "../store/a.js";`,
      /src\/web may/,
    ],
    ["a development package", "src/session/y.ts", `export * from "simjs";`, /installed with the/],
    ["nowhere", "src/session/y.ts", `export * from "./missing.js";`, /leads nowhere/],
    ["from a folder without a room", "src/helpers/x.ts", "export const x = 1;", /is in no room/],
    ["from a file beside the rooms", "src/x.ts", "export const x = 1;", /is in no room/],
  ])("catches an import: %s", async (_, path, text, message) => {
    const problems = await problemsOf({
      ...world,
      "src/session/run.ts": "export const run = 1;\nexport type Run = number;\n",
      "src/sandbox/python.ts": "export const python = 1;\n",
      "src/server/api/a.ts": "export const a = 1;\nexport type Answer = number;\n",
      "src/store/a.ts": "export const a = 1;\nexport type Row = number;\n",
      "test/help.ts": "export const help = 1;\n",
      "package.json": `{ "dependencies": { "zod": "4" }, "devDependencies": { "simjs": "2" } }`,
      "node_modules/zod/package.json": `{ "name": "zod", "main": "index.js" }`,
      "node_modules/zod/index.js": "",
      "node_modules/simjs/package.json": `{ "name": "simjs", "main": "index.js" }`,
      "node_modules/simjs/index.js": "",
      [path]: text,
    });
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatch(message);
  });

  test("lets the page know the types of the server's answers", async () => {
    const problems = await problemsOf({
      "src/server/api/a.ts": "export type Answer = number;\n",
      "src/web/x.ts": `import type { Answer } from "../server/api/a.js";\nexport type X = Answer;\n`,
    });
    expect(problems).toEqual([]);
  });

  test("catches a cycle inside one room", async () => {
    const problems = await problemsOf({
      "src/session/a.ts": `import { b } from "./b.js";\nexport const a = () => b;\n`,
      "src/session/b.ts": `import { a } from "./a.js";\nexport const b = () => a;\n`,
    });
    expect(problems.join("\n")).toContain("src/session/a.ts -> src/session/b.ts");
  });

  test("fails when it sees no modules, or fewer than it was told to expect", async () => {
    expect(await problemsOf({ "README.md": "" })).not.toEqual([]);
    expect(await problemsOf({ "src/world/note.txt": "" })).not.toEqual([]);
    const { modules, problems } = await checkArchitecture(plantFiles(world), 2);
    expect(modules).toBe(1);
    expect(problems).toEqual(["only 1 modules seen, at least 2 expected"]);
  });
});
