/** What a runbook writes as code (the terminal's names) in the words that the page has for the same. */
import type { Series, ToolView } from "../../server/api/live.js";
import { policyMechanisms } from "../act/synonyms.js";
import { metricTitle, nameTitle } from "../ui/format.js";

export interface PageNames {
  tools: readonly Pick<ToolView, "name" | "title">[];
  series: readonly Pick<Series, "metric" | "of">[];
}

/** Null for what the page has no other word for: it stays code. */
export function pageWord(code: string, { tools, series }: PageNames): string | null {
  const tool = tools.find(({ name }) => name === code);
  if (tool) return tool.title;
  if (series.some(({ of }) => of === code)) return nameTitle(code);
  if (series.some(({ metric }) => metric === code)) return metricTitle(code);
  if (code === "*") return "all";
  const [field = "", value] = code.split(": ");
  const mechanism = policyMechanisms.find((one) => one.field === field);
  if (!mechanism) return null;
  return value === undefined ? mechanism.title : `${mechanism.title}: ${value}`;
}
