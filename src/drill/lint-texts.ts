/** Texts: figures come from measured state, and nothing shown before the debrief gives the cause away. */
import { join } from "node:path";
import type { Drill } from "./drill.js";
import { type Problem, problem } from "./problem.js";
import { metricNames } from "./system/metrics.js";
import { parseTemplate } from "./templates.js";
import type { Path, YamlFile } from "./yaml-file.js";

/** A hint of this level is the answer itself; players ask for it and pay. */
const answerLevel = 4;

interface Shown {
  path: Path;
  text: string;
  /** Whether templates are filled in, so that figures must come from them. */
  measured: boolean;
  /** Whether it is shown only to those who have said it themselves, or paid for it. */
  disclosed?: boolean;
}

/** The texts of drill.yaml. */
export function lintTexts(drill: Drill, file: YamlFile): void {
  lintShown(drill, file, shownTexts(drill));
}

/** Texts that players may see before the debrief. */
export function lintShown(drill: Drill, file: YamlFile, texts: readonly Shown[]): void {
  for (const { path, text, measured, disclosed } of texts) {
    const gold = disclosed ? null : goldIn(drill, text);
    if (gold !== null) file.note("gold-visible", { term: gold }, path);
    if (!measured) continue;
    const parsed = parseTemplate(drill, text);
    if (!parsed.ok) file.note(parsed.finding.code, parsed.finding.values, path);
    const number = literalNumber(drill, text);
    if (number !== null) file.note("number-literal", { number }, path);
  }
}

/** Everything of drill.yaml that players may see before the debrief. */
function shownTexts(drill: Drill): Shown[] {
  const fixed = (path: Path, text: string): Shown => ({ path, text, measured: false });
  const measured = (path: Path, text: string): Shown => ({ path, text, measured: true });
  const ordinary = drill.messages.filter(({ escalation }) => !escalation);
  const escalating = drill.messages.filter(({ escalation }) => escalation);
  return [
    fixed(["title"], drill.title),
    fixed(["summary"], drill.summary),
    measured(["briefing"], drill.briefing),
    ...ordinary.map(({ text }, index) => measured(["messages", index, "text"], text)),
    ...escalating.map(({ text }, index) => measured(["escalation", index, "text"], text)),
    ...drill.deploys.map(({ summary }, index) => fixed(["deploys", index, "summary"], summary)),
    ...drill.people.map(({ name, role }, index) => fixed(["people", index], `${name}, ${role}`)),
    ...drill.phases.map(({ title }, index) => fixed(["phases", index, "title"], title)),
    ...drill.hints.flatMap(({ title, levels }, index) => [
      fixed(["hints", index, "title"], title),
      ...levels
        .slice(0, answerLevel - 1)
        .map(({ text }, level) => measured(["hints", index, "levels", level, "text"], text)),
    ]),
  ];
}

export function lintRunbooks(drill: Drill, folder: string): Problem[] {
  return drill.runbooks.flatMap(({ name, text }) =>
    text.split("\n").flatMap((line, index) => {
      const term = goldIn(drill, line);
      const where = `${join(folder, "runbooks", name)}.md:${index + 1}`;
      return term === null ? [] : [problem("gold-visible", { term }, { where })];
    }),
  );
}

/** The names of a system are on screen all the time. */
export function lintNames(drill: Drill, systemFile: YamlFile): void {
  for (const { name, path } of systemNames(drill)) {
    const term = goldIn(drill, name);
    if (term !== null) systemFile.note("gold-visible", { term }, path, true);
  }
}

interface Named {
  name: string;
  path: Path;
}

function systemNames({ system }: Drill): Named[] {
  const at = (path: Path, things: readonly { name: string }[]) =>
    things.map(({ name }): Named => ({ name, path: [...path, name] }));
  return [
    ...at(["services"], system.services),
    ...system.services.flatMap(({ name, operations, releases }) => [
      ...at(["services", name, "operations"], operations),
      ...at(["services", name, "releases"], releases),
    ]),
    ...at(["sources"], system.sources),
    ...system.sources.flatMap(({ name, routes }) => at(["sources", name, "mix"], routes)),
    ...at(["flags"], system.flags),
    ...at(["alerts"], system.alerts),
    ...(system.site === null ? [] : [{ name: system.site.name, path: ["site", "name"] }]),
  ];
}

function goldIn(drill: Pick<Drill, "gold">, text: string): string | null {
  const plain = simplify(text);
  return drill.gold.find((term) => plain.includes(simplify(term))) ?? null;
}

function simplify(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ");
}

/** A figure written out, other than a time of day, a severity or part of a name; null if there is none. */
function literalNumber(drill: Drill, text: string): string | null {
  let rest = text
    .replace(/\{\{.*?\}\}/gs, " ")
    .replace(/\b\d\d:\d\d(:\d\d)?\b/g, " ")
    .replace(/\bSEV-[1-5]\b/g, " ");
  const names = [...systemNames(drill).map(({ name }) => name), ...metricNames];
  const named = names.filter((name) => /\d/.test(name));
  // Longer names first, so that a name within another leaves no digits behind.
  for (const name of named.sort((one, other) => other.length - one.length)) {
    rest = rest.replaceAll(name, " ");
  }
  return /\d[\d.,]*( ?%)?/.exec(rest)?.[0] ?? null;
}
