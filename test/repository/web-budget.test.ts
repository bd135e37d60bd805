import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../../scripts/setup.mjs";
import { budgets, checkBudgets } from "../../scripts/web-budget.mjs";
import { plantFiles } from "./planted-files.js";

const screens = [{ screen: "list", modules: ["list.tsx"], maximumKilobytes: 1 }];

function page(script: string): string {
  const manifest = {
    "index.html": { file: "index.js", imports: ["_shared.js"] },
    "list.tsx": { file: "list.js", imports: ["_shared.js"], dynamicImports: ["later.tsx"] },
    "_shared.js": { file: "shared.js", css: ["shared.css"] },
    "later.tsx": { file: "later.js" },
  };
  return plantFiles({
    ".vite/manifest.json": JSON.stringify(manifest),
    "index.js": "1",
    "list.js": script,
    "shared.js": "2",
    "shared.css": "a{}",
    "later.js": noise,
  });
}

/** Text that cannot be compressed to a kilobyte. */
const noise = Array.from({ length: 2000 }, (_, index) => (index * 7919) % 9973).join("");

test("counts what is imported at once, and once each", () => {
  const { lines, problems } = checkBudgets(page("3"), screens);
  expect(problems).toEqual([]);
  expect(lines).toEqual([expect.stringMatching(/^list: 0\.1 of 1 KB in 4 files$/)]);
});

test("refuses what is too large", () => {
  expect(checkBudgets(page(noise), screens).problems).toEqual([
    expect.stringContaining("too much"),
  ]);
});

test("refuses to measure nothing", () => {
  expect(checkBudgets(plantFiles({}), screens).problems).toHaveLength(1);
  const gone = [{ screen: "gone", modules: ["gone.tsx"], maximumKilobytes: 1 }];
  expect(checkBudgets(page("3"), gone).problems).toEqual([expect.stringContaining("gone.tsx")]);
});

test("the page keeps to its budgets", () => {
  const { lines, problems } = checkBudgets(join(root, "dist/web"), budgets);
  expect(problems).toEqual([]);
  expect(lines).toHaveLength(budgets.length);
});
