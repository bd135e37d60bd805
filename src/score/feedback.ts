/** Strengths, improvements and resources: chosen from the criteria, the weightiest first. */
import type { Criterion, Rubric } from "../drill/rubric-schema.js";
import type { CriterionScore, Message } from "./scorecard.js";

export interface Feedback {
  strengths: Message[];
  improvements: Message[];
  resources: string[];
}

/** Three of each; a run that earned fewer has fewer strengths and is told so. */
const wanted = 3;

/** The message that says that there is no further strength. */
export const noStrength = "no-further-strength";

/** `clockOf` tells the time of an entry. */
export function feedbackOf(
  rubric: Rubric,
  scores: readonly CriterionScore[],
  clockOf: (entry: number) => string,
): Feedback {
  const criteria = new Map(
    rubric.dimensions.flatMap((dimension) => dimension.criteria.map((one) => [one.id, one])),
  );
  const byWeight = [...scores].sort((a, b) => b.max - a.max);
  const met = byWeight.filter((score) => score.met && score.evidence.length > 0);
  const missed = byWeight.filter((score) => !score.met);
  const strengths = met.slice(0, wanted).map(({ id, evidence }) => ({
    id: `strength/${id}`,
    parameters: { at: clockOf(evidence[0]!) },
  }));
  if (strengths.length < wanted)
    strengths.push({ id: noStrength, parameters: { at: "", count: strengths.length } as never });
  const improvements = missed
    .slice(0, wanted)
    .map(({ id }): Message => ({ id: `improvement/${id}`, parameters: {} }));
  for (const { id } of rubric.stretch) {
    if (improvements.length >= wanted) break;
    improvements.push({ id: `stretch/${id}`, parameters: {} });
  }
  return { strengths, improvements, resources: resourcesOf(rubric, missed, criteria) };
}

/** Two or three: of what was missed first, then of the rubric in its order. */
function resourcesOf(
  rubric: Rubric,
  missed: readonly CriterionScore[],
  criteria: ReadonlyMap<string, Criterion>,
): string[] {
  const chosen = new Set(missed.flatMap(({ id }) => criteria.get(id)?.resources ?? []));
  for (const resource of Object.keys(rubric.resources)) {
    if (chosen.size >= 2) break;
    chosen.add(resource);
  }
  return [...chosen].slice(0, wanted);
}

/** The words of a message. */
export function wordsOf(rubric: Rubric, { id, parameters }: Message): string {
  if (id === noStrength)
    return parameters.count === 0
      ? "The journal shows nothing that earned a point: no strength can be named."
      : "The journal shows no further deed that earned a point.";
  const [kind, name] = id.split("/") as [string, string];
  const text =
    kind === "stretch"
      ? rubric.stretch.find((one) => one.id === name)?.text
      : criterionOf(rubric, name)?.[kind as "strength" | "improvement"];
  return (text ?? id).replaceAll(/\{(\w+)\}/g, (whole, key: string) =>
    String(parameters[key] ?? whole),
  );
}

function criterionOf(rubric: Rubric, id: string): Criterion | undefined {
  return rubric.dimensions.flatMap(({ criteria }) => criteria).find((one) => one.id === id);
}

/** What the rubric says about a criterion: the strength when it was met, and else what to improve. */
export function sentenceOf(
  rubric: Rubric,
  { id, met, evidence }: CriterionScore,
  clockOf: (entry: number) => string,
): string {
  const [first] = evidence;
  return met && first !== undefined
    ? wordsOf(rubric, { id: `strength/${id}`, parameters: { at: clockOf(first) } })
    : wordsOf(rubric, { id: `improvement/${id}`, parameters: {} });
}
