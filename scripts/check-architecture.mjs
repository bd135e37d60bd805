// @ts-check
// Checks that imports follow the arrows in .dependency-cruiser.mjs.
// The tool answers "no violations" when it cannot read TypeScript at all, so the modules are counted.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cruise } from "dependency-cruiser";
import configuration, { rooms } from "../.dependency-cruiser.mjs";
import { root } from "./setup.mjs";

const defaultMinimum = 10;

/**
 * @param {string} folder the folder that holds src
 * @param {number} minimumModules fewer than these is a failure of the check itself
 * @returns {Promise<{ modules: number, problems: string[] }>}
 */
export async function checkArchitecture(folder, minimumModules = defaultMinimum) {
  const answer = await cruise(["src"], {
    baseDir: folder,
    validate: true,
    ruleSet: configuration,
    // Types are arrows too: they couple rooms as firmly as code does.
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    // Packages name their parts in "exports"; without this, a part such as hono/body-limit is not found.
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "default"] },
  }).catch((error) => ({ output: `the import graph could not be read: ${error.message}` }));
  if (typeof answer.output === "string") return { modules: 0, problems: [answer.output] };

  const { modules, summary } = answer.output;
  const ours = modules.map(({ source }) => source).filter((source) => source.startsWith("src/"));
  const problems = summary.violations.map(describe);
  for (const source of sourcesIn(folder).filter((source) => !ours.includes(source))) {
    problems.push(`${source} was not read: its imports are not checked`);
  }
  for (const source of ours) {
    const room = source.split("/")[1] ?? "";
    if (!Object.hasOwn(rooms, room)) {
      problems.push(
        `${source} is in no room: name its folder and arrows in .dependency-cruiser.mjs`,
      );
    }
  }
  if (ours.length < minimumModules) {
    problems.push(`only ${ours.length} modules seen, at least ${minimumModules} expected`);
  }
  return { modules: ours.length, problems };
}

/** @param {string} folder */
function sourcesIn(folder) {
  if (!existsSync(join(folder, "src"))) return [];
  return readdirSync(join(folder, "src"), { recursive: true, encoding: "utf8" })
    .map((name) => `src/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.tsx?$/.test(name))
    .sort();
}

/** @param {import("dependency-cruiser").IViolation} violation */
function describe({ from, to, rule, cycle }) {
  const path = cycle ? [from, ...cycle.map(({ name }) => name)].join(" -> ") : `${from} -> ${to}`;
  const found = configuration.forbidden?.find(({ name }) => name === rule.name);
  return `${path}: ${found?.comment ?? rule.name}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const minimum = Number(process.argv[2] ?? defaultMinimum);
  const { modules, problems } = await checkArchitecture(root, minimum);
  for (const problem of problems) console.log(problem);
  if (problems.length === 0) console.log(`${modules} modules, every import along an arrow`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
