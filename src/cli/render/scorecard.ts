import type { Drill } from "../../drill/drill.js";
import { printCount } from "../../drill/system/metrics.js";
import { printDuration } from "../../drill/system/units.js";
import type { FinishedRun, RunDocument } from "../../score/index.js";
import type { Journal } from "../../session/index.js";
import { inputText } from "./action.js";
import { bar } from "./graphics.js";
import type { Paint, Style } from "./style.js";
import { aligned, fold } from "./table.js";

interface Page {
  paint: Paint;
  columns: number;
}

const verdictStyles: Record<string, Style> = { passed: "green", failed: "red" };

/** A run's scorecard for people: verdict, what it meant for users, and each dimension with its evidence. */
export function renderRun({ document, journal }: FinishedRun, drill: Drill, page: Page): string {
  const { verdict, score } = document;
  const { paint } = page;
  const title = `${drill.title}, seed ${document.seed}, ${document.player}`;
  const style = verdictStyles[verdict] ?? "yellow";
  return [
    "",
    paint("bold", title),
    `${paint(style, verdict.toUpperCase())}  ${score.points} of ${score.max} points`,
    "",
    ...outcomeLines(document),
    "",
    ...score.dimensions.flatMap((dimension) => dimensionLines(dimension, page)),
    ...listLines("Points taken off", score.penalties.map(penaltyText), page),
    ...actionLines(document, journal, drill, page),
    ...understoodLines(document, page),
    ...listLines("The run says otherwise", score.untrue.map(quoteText), page),
    ...listLines("Strengths", score.strengths, page),
    ...listLines("To improve", score.improvements, page),
    ...listLines("To read", score.resources, page),
  ]
    .map((line) => `${line}\n`)
    .join("");
}

function outcomeLines({ outcome }: RunDocument): string[] {
  const { userRequests, userFailures, baselineFailures, mitigatedAt, recoveredAt } = outcome;
  const alone = `left alone it would have been ${printCount(baselineFailures)}`;
  return [
    `${printCount(userFailures)} of ${printCount(userRequests)} user requests failed; ${alone}`,
    ...Object.entries(outcome.marks)
      .filter(([, count]) => count > 0)
      .map(([mark, count]) => `${printCount(count)} were answered as ${mark}`),
    `mitigated: ${mitigatedAt ?? "never"}, recovered: ${recoveredAt ?? "never"}`,
  ];
}

type Dimension = RunDocument["score"]["dimensions"][number];

function dimensionLines({ id, level, points, max, why }: Dimension, page: Page): string[] {
  const earned =
    points === null ? "" : `  ${bar(max === 0 ? 0 : points / max)} ${points} of ${max}`;
  const lines = fold(why, page.columns - 4).map((line) => `    ${line}`);
  return [`${page.paint("bold", id)}: ${level}${earned}`, ...lines];
}

function penaltyText({ id, points, evidence }: RunDocument["score"]["penalties"][number]): string {
  return `${id}: ${points} (${evidence.map((entry) => `#${entry}`).join(", ")})`;
}

/** What each act was worth to users while it was new: the same luck with it and without it. */
function actionLines(
  { score }: RunDocument,
  { entries }: Journal,
  { rubric }: Drill,
  { paint }: Page,
): string[] {
  if (score.actions.length === 0) return [];
  const within = `within ${printDuration(rubric.valueWindow)}`;
  const rows = score.actions.map(({ entry, saved }) => {
    const { tool, input } = entries[entry - 1]!;
    const effect = saved >= 0 ? "saved" : "lost";
    const requests =
      saved === 0
        ? "no difference to users"
        : `${effect} ${printCount(Math.abs(saved))} user requests ${within}`;
    return [`  #${entry}`, `${tool} ${inputText(input)}`, requests];
  });
  return ["", paint("bold", "What each act was worth"), aligned(rows).trimEnd()];
}

/** What was understood of the player's words, whether it earned points or not. */
function understoodLines({ score }: RunDocument, page: Page): string[] {
  const items = new Map<string, string[]>();
  for (const { item, criterion, entry } of score.understood) {
    items.set(item, [...(items.get(item) ?? []), `${criterion} #${entry}`]);
  }
  const lines = [...items].map(([item, criteria]) => `${item}: ${criteria.join(", ")}`);
  return listLines("What was understood of your words", lines, page);
}

function quoteText({ entry, phrase }: RunDocument["score"]["untrue"][number]): string {
  return `#${entry} “${phrase}”`;
}

function listLines(title: string, items: readonly string[], page: Page): string[] {
  if (items.length === 0) return [];
  return [
    "",
    page.paint("bold", title),
    ...items.flatMap((item) => {
      const [first = "", ...rest] = fold(item, page.columns - 4);
      return [`  - ${first}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}
