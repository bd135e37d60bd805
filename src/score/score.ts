/** Scores a run that has ended: rubric and measurements in, scorecard out. The same run always gets the same one. */
import { clockText, type Drill } from "../drill/drill.js";
import type { Dimension, Rubric } from "../drill/rubric-schema.js";
import { type Entry, hashOf, type RunView } from "../session/index.js";
import type { Telemetry } from "../world/index.js";
import { type Facts, judge } from "./conditions.js";
import { feedbackOf, wordsOf } from "./feedback.js";
import { type Moments, momentsOf } from "./moments.js";
import type {
  CriterionScore,
  DimensionScore,
  Outcome,
  Penalty,
  RunVerdict,
  Scorecard,
} from "./scorecard.js";
import { type Breathe, type Comparison, savedShare, valuesAlone, valuesOf } from "./values.js";
import { type Quote, understoodBy, untrueIn } from "./words.js";

/** The level of a dimension that nothing can judge yet. */
export const notJudged = "not-judged";

/** Scores a run. `breathe` is called between pieces of work. */
export async function scoreRun(
  run: RunView,
  comparison: Comparison,
  breathe?: Breathe,
): Promise<Scorecard> {
  const { rubric } = run.drill;
  const moments = momentsOf(run);
  const values = await valuesOf(run, comparison, rubric.valueWindow, breathe);
  const outcome = outcomeOf(run, comparison.unattended, moments);
  const facts: Facts = {
    entries: run.journal.entries,
    moments,
    values,
    understood: understoodBy(run.journal.entries, judgedItems(run.drill)),
    alone:
      moments.recovered === null
        ? []
        : await valuesAlone(run, comparison, rubric.valueWindow, breathe),
    prevented:
      outcome.baselineFailures === 0 ? 0 : 1 - outcome.userFailures / outcome.baselineFailures,
  };
  const dimensions = rubric.dimensions.map((dimension) =>
    isPassedOver(dimension, run.skipped)
      ? unjudged(dimension, "The run began after the part in which this is judged.")
      : dimensionScore(dimension, facts),
  );
  const penalties = hintPenalties(run);
  const judged = dimensions.filter(({ points }) => points !== null);
  const earned = judged.reduce((sum, { points }) => sum + (points ?? 0), 0);
  const lost = penalties.reduce((sum, { points }) => sum + points, 0);
  const clockOf = (number: number) => clockText(run.drill, entryOf(run, number).atUs);
  const feedback = feedbackOf(
    rubric,
    dimensions.flatMap(({ criteria }) => criteria),
    clockOf,
  );
  const verdict = verdictOf(run, moments, dimensions);
  const actions = values.map((value) => ({
    entry: value.entry,
    saved: value.failuresWithout - value.failuresWith,
    share: Math.round(savedShare(value) * 10_000) / 10_000,
  }));
  const points = Math.max(0, earned - lost);
  return {
    verdict,
    score: {
      points,
      max: judged.reduce((sum, { max }) => sum + max, 0),
      dimensions,
      unjudged: dimensions.filter(({ points: none }) => none === null).map(({ id }) => id),
      penalties,
      strengths: feedback.strengths.map((message) => wordsOf(rubric, message)),
      improvements: feedback.improvements.map((message) => wordsOf(rubric, message)),
      resources: feedback.resources.map((id) => rubric.resources[id]!),
      actions,
      understood: [...facts.understood],
      untrue: untrueIn(run.journal.entries),
    },
    outcome,
    rubricVersion: rubric.version,
    hash: hashOf({
      verdict,
      points,
      outcome,
      actions,
      penalties,
      // Quotes stand in the journal, under its own hashes.
      dimensions: dimensions.map(({ why: _why, criteria, ...rest }) => ({
        ...rest,
        criteria: criteria.map(({ quotes: _quotes, ...criterion }) => criterion),
      })),
      feedback,
    }),
  };
}

/** The items of what is told to the room and written afterwards, without those that only check claims. */
function judgedItems({ phases, postmortem }: Drill): Set<string | undefined> {
  return new Set([...phases.map(({ item }) => item), postmortem?.item]);
}

function entryOf(run: RunView, number: number): Entry {
  return run.journal.entries[number - 1]!;
}

function isPassedOver({ phases }: Dimension, skipped: readonly string[]): boolean {
  return phases.length > 0 && phases.every((phase) => skipped.includes(phase));
}

function unjudged({ id }: Dimension, why: string): DimensionScore {
  return { id, level: notJudged, points: null, max: 0, why, evidence: [], criteria: [] };
}

function dimensionScore(dimension: Dimension, facts: Facts): DimensionScore {
  if (dimension.judged === "words") {
    const why = "What was said is not judged yet, so this counts neither for nor against the run.";
    return unjudged(dimension, why);
  }
  const criteria = dimension.criteria.map(({ id, points, when }): CriterionScore => {
    const { met, evidence, quotes = [] } = judge(when, facts);
    // A point without a journal entry behind it is not given.
    const earned = met && evidence.length > 0;
    return {
      id,
      met: earned,
      points: earned ? points : 0,
      max: points,
      evidence: earned ? evidence : [],
      quotes: earned ? quotes.slice(0, mostQuotes) : [],
    };
  });
  const points = criteria.reduce((sum, one) => sum + one.points, 0);
  const max = criteria.reduce((sum, one) => sum + one.max, 0);
  const evidence = [...new Set(criteria.flatMap((one) => one.evidence))].sort((a, b) => a - b);
  return {
    id: dimension.id,
    level: levelOf(dimension, points),
    points,
    max,
    why: whyOf(dimension, criteria),
    evidence,
    criteria,
  };
}

function levelOf({ levels }: Dimension, points: number): string {
  let reached = "";
  for (const [level, from] of Object.entries(levels)) if (points >= from) reached = level;
  return reached;
}

/** More words than these would say no more. */
const mostQuotes = 2;

/** Says which criteria were met by which entries and words, and which were missed. */
function whyOf(dimension: Dimension, criteria: readonly CriterionScore[]): string {
  const met = criteria
    .filter((one) => one.met)
    .map(({ id, evidence, quotes }) => `${id} (${whereOf(evidence, quotes)})`);
  const missed = criteria.filter((one) => !one.met).map(({ id }) => id);
  const parts = [
    met.length > 0 ? `Earned: ${met.join("; ")}.` : "Nothing in the journal earned a point.",
    ...(missed.length > 0 ? [`Missed: ${missed.join(", ")}.`] : []),
  ];
  return `${dimension.title}. ${parts.join(" ")}`;
}

/** A sentence of the scorecard quotes no more than this of a phrase. */
const longestQuote = 90;

/** "#4, #9", with the first words that earned it behind the number of their entry. */
function whereOf(evidence: readonly number[], [quote]: readonly Quote[]): string {
  return evidence
    .map((entry) =>
      entry === quote?.entry ? `#${entry} “${shortened(quote.phrase)}”` : `#${entry}`,
    )
    .join(", ");
}

function shortened(phrase: string): string {
  if (phrase.length <= longestQuote) return phrase;
  // At the end of a word where there is one, and never in the middle of a character.
  const beginning = phrase.slice(0, longestQuote).replace(/\s+\S*$|[\uD800-\uDBFF]$/, "");
  return `${beginning} …`;
}

function hintPenalties({ hints }: RunView): Penalty[] {
  return hints.map(({ level, costPoints, entry }) => ({
    id: `hint-${level}`,
    points: costPoints,
    evidence: [entry],
  }));
}

function outcomeOf(
  run: RunView,
  unattended: Telemetry,
  moments: { mitigated: number | null; recovered: number | null },
): Outcome {
  const { drill, telemetry } = run;
  const { opensUs, endsUs } = drill;
  const counts = (from: Telemetry) => from.users(drill.outcome.source, null, opensUs, endsUs);
  const own = counts(telemetry);
  const alone = counts(unattended);
  const clock = (atUs: number | null) => (atUs === null ? null : clockText(drill, atUs));
  return {
    userRequests: own.offered,
    userFailures: own.failed + own.abandoned,
    mitigatedAt: clock(moments.mitigated),
    recoveredAt: clock(moments.recovered),
    baselineFailures: alone.failed + alone.abandoned,
    marks: own.marks,
  };
}

/** The rubric's pass rule, over what is judged. */
function verdictOf(
  { ended, drill }: RunView,
  moments: Moments,
  dimensions: readonly DimensionScore[],
): RunVerdict {
  const { pass, dimensions: rules }: Rubric = drill.rubric;
  if (!ended) return "incomplete";
  const levelOfDimension = (id: string) => dimensions.find((one) => one.id === id)!.level;
  const isMissing = Object.keys(pass.dimensions).some((id) => levelOfDimension(id) === notJudged);
  if (isMissing) return "incomplete";
  if (pass.recovered && moments.recovered === null) return "failed";
  for (const [id, wanted] of Object.entries(pass.dimensions)) {
    const level = levelOfDimension(id);
    const order = Object.keys(rules.find((dimension) => dimension.id === id)!.levels);
    if (order.indexOf(level) < order.indexOf(wanted)) return "failed";
  }
  return "passed";
}
