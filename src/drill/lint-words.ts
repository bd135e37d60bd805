/** Whether the items and criteria that a drill reads words by are there. */
import { criteriaOf, itemNames } from "../text/catalogue.js";
import type { Drill } from "./drill.js";
import type { Condition } from "./rubric-schema.js";
import { suggest } from "./suggest.js";
import type { Path, YamlFile } from "./yaml-file.js";

/** Notes what is wrong in either file. `tools` are the names of all tools there are. */
export function lintWords(
  drill: Drill,
  drillFile: YamlFile,
  rubricFile: YamlFile,
  tools: readonly string[],
): void {
  for (const [index, { item }] of drill.phases.entries()) {
    if (item !== undefined) lintItem(item, drillFile, ["phases", index, "item"]);
  }
  const { postmortem } = drill;
  if (postmortem) lintItem(postmortem.item, drillFile, ["postmortem", "item"]);
  lintClaims(drill, drillFile, tools);
  const phaseIds = drill.phases.map(({ id }) => id);
  for (const [index, { criteria, phases }] of drill.rubric.dimensions.entries()) {
    for (const [place, name] of phases.entries()) {
      if (phaseIds.includes(name)) continue;
      const values = { kind: "phase", name, suggestion: suggest(name, phaseIds) };
      rubricFile.note("name-unknown", values, ["dimensions", index, "phases", place]);
    }
    for (const [number, { when }] of criteria.entries()) {
      lintCondition(when, rubricFile, ["dimensions", index, "criteria", number, "when"]);
    }
  }
}

/** The item's criteria; null, and noted, when there is no such item. */
function lintItem(item: string, file: YamlFile, path: Path): readonly string[] | null {
  const criteria = criteriaOf(item);
  if (criteria === null) {
    const values = { kind: "item", name: item, suggestion: suggest(item, itemNames) };
    file.note("name-unknown", values, path);
  }
  return criteria;
}

function lintCriterion(name: string, known: readonly string[], file: YamlFile, path: Path): void {
  if (known.includes(name)) return;
  file.note("name-unknown", { kind: "criterion", name, suggestion: suggest(name, known) }, path);
}

function lintClaims({ claims, system }: Drill, file: YamlFile, tools: readonly string[]): void {
  if (!claims) return;
  const criteria = lintItem(claims.item, file, ["claims", "item"]);
  const alerts = system.alerts.map(({ name }) => name);
  for (const [claim, truth] of Object.entries(claims.truths)) {
    const path: Path = ["claims", "truths", claim];
    if (criteria) lintCriterion(claim, criteria, file, path);
    if ("firstAlert" in truth) {
      const { firstAlert: name } = truth;
      if (alerts.includes(name)) continue;
      file.note("name-unknown", { kind: "alert", name, suggestion: suggest(name, alerts) }, path);
      continue;
    }
    for (const { tool } of truth.anyOf) {
      if (tools.includes(tool)) continue;
      file.note("action-unknown", { tool, suggestion: suggest(tool, tools) }, path);
    }
  }
}

function lintCondition(condition: Condition, file: YamlFile, path: Path): void {
  if ("said" in condition) {
    const { item, criterion } = condition.said;
    const criteria = lintItem(item, file, [...path, "said", "item"]);
    if (criteria) lintCriterion(criterion, criteria, file, [...path, "said", "criterion"]);
  }
  if ("not" in condition) lintCondition(condition.not, file, [...path, "not"]);
  for (const kind of ["all", "any", "order"] as const) {
    const parts = kind in condition ? (condition as Record<typeof kind, Condition[]>)[kind] : [];
    for (const [index, part] of parts.entries()) lintCondition(part, file, [...path, kind, index]);
  }
}
