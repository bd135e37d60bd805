/**
 * What a drill's folder can get wrong although its files have a sound form: names that lead nowhere, figures that
 * are not measured, and words that give the cause away.
 */
import { join } from "node:path";
import type { Drill } from "./drill.js";
import { lintCast } from "./lint-cast.js";
import { lintFlags, lintReferences } from "./lint-references.js";
import { lintNames, lintRunbooks, lintTexts } from "./lint-texts.js";
import { lintWords } from "./lint-words.js";
import { loadDrill, readTextFile } from "./load.js";
import { asProblem, type Problem } from "./problem.js";
import { YamlFile } from "./yaml-file.js";

export interface LintResult {
  /** Null when the files do not even load. */
  drill: Drill | null;
  problems: readonly Problem[];
}

/** Lints a drill's folder. `tools` are the names of all tools there are; `always` those that every drill has. */
export function lintDrill(
  folder: string,
  tools: { all: readonly string[]; always: readonly string[] },
): LintResult {
  let drill: Drill;
  try {
    drill = loadDrill(folder);
  } catch (thrown) {
    return { drill: null, problems: asProblem(thrown).details };
  }
  const drillFile = openFile(folder, "drill.yaml");
  const systemFile = openFile(folder, "system.yaml");
  const rubricFile = openFile(folder, "rubric.yaml");
  lintReferences(drill, drillFile, tools.all);
  lintWords(drill, drillFile, rubricFile, tools.all);
  lintTexts(drill, drillFile);
  lintFlags(drill, systemFile);
  lintNames(drill, systemFile);
  const problems = [
    ...drillFile.problems,
    ...lintCastFile(drill, folder),
    ...systemFile.problems,
    ...rubricFile.problems,
    ...lintRunbooks(drill, folder),
    ...lintPlayers(drill, folder, tools.always),
  ];
  return { drill, problems };
}

function openFile(folder: string, name: string): YamlFile {
  const path = join(folder, name);
  return YamlFile.read(readTextFile(path), path);
}

function lintCastFile(drill: Drill, folder: string): readonly Problem[] {
  if (!drill.cast) return [];
  const file = openFile(folder, "cast.yaml");
  lintCast(drill, drill.cast, file);
  return file.problems;
}

/** Scripted players may only do what the drill offers. */
function lintPlayers(drill: Drill, folder: string, always: readonly string[]): Problem[] {
  const offered = new Set([...always, ...drill.tools.map(({ name }) => name)]);
  return drill.players.flatMap(({ name, steps }) => {
    const file = openFile(folder, join("players", `${name}.yaml`));
    for (const [index, step] of steps.entries()) {
      if (step.step === "act" && !offered.has(step.tool)) {
        file.note("tool-not-offered", { tool: step.tool }, ["steps", index, "tool"]);
      }
    }
    return file.problems;
  });
}
