/** Whether a rubric's condition holds in a run, and the entries that show it. */
import type { Condition, Deed, Rubric } from "../drill/rubric-schema.js";
import { type Entry, registry } from "../session/index.js";
import type { Moments } from "./moments.js";
import { type ActionValue, negligibleShare, savedShare } from "./values.js";

/** All that a condition may look at. */
export interface Facts {
  entries: readonly Entry[];
  moments: Moments;
  values: readonly ActionValue[];
  /** What acts would have been worth by themselves; empty where the rubric does not ask. */
  alone: readonly ActionValue[];
  /** The share of the unattended run's failures that did not happen. */
  prevented: number;
}

/** Evidence is entry numbers, ascending; a condition that is not met has none. */
export interface Finding {
  met: boolean;
  evidence: number[];
}

/** An act has to prevent this share of failures to count as having helped towards an outcome. */
export const helpfulShare = 0.02;

/** Whether any criterion rests on conditions of this kind. */
export function asks({ dimensions }: Rubric, kind: string): boolean {
  const within = (condition: Condition): boolean =>
    kind in condition ||
    ("not" in condition && within(condition.not)) ||
    ("all" in condition && condition.all.some(within)) ||
    ("any" in condition && condition.any.some(within)) ||
    ("order" in condition && condition.order.some(within));
  return dimensions.some(({ criteria }) => criteria.some(({ when }) => within(when)));
}

const notMet: Finding = { met: false, evidence: [] };

export function judge(condition: Condition, facts: Facts): Finding {
  if ("did" in condition) return did(condition.did, facts);
  if ("recovered" in condition)
    return reached(facts.moments.recovered, condition.recovered.within, facts);
  if ("mitigated" in condition)
    return reached(facts.moments.mitigated, condition.mitigated.within, facts);
  if ("prevented" in condition)
    return facts.prevented >= condition.prevented
      ? helped(facts, Number.POSITIVE_INFINITY)
      : notMet;
  if ("layers" in condition) return layers(condition.layers, facts);
  if ("not" in condition) return { met: !judge(condition.not, facts).met, evidence: [] };
  if ("all" in condition) {
    const findings = condition.all.map((part) => judge(part, facts));
    return findings.every(({ met }) => met) ? merged(findings) : notMet;
  }
  if ("any" in condition)
    return condition.any.map((part) => judge(part, facts)).find(({ met }) => met) ?? notMet;
  return ordered(condition.order, facts);
}

function did(deed: Deed, facts: Facts): Finding {
  const found = facts.entries.filter((entry) => matches(entry, deed, facts));
  const different = new Map(
    found.map((entry) => [`${entry.tool} ${JSON.stringify(entry.input)}`, entry]),
  );
  const wanted = deed.atLeast ?? 1;
  if (different.size < wanted) return notMet;
  // All of them, since each by itself would do.
  return { met: true, evidence: found.map(({ entry }) => entry) };
}

function matches(entry: Entry, deed: Deed, facts: Facts): boolean {
  const { moments } = facts;
  if (deed.tool !== undefined && ![deed.tool].flat().includes(entry.tool)) return false;
  if (deed.group !== undefined && groupOf(entry.tool) !== deed.group) return false;
  for (const [key, wanted] of Object.entries(deed.input ?? {}))
    if (![wanted].flat().some((value) => value === entry.input[key])) return false;
  if (deed.saves !== undefined || deed.wastes !== undefined) {
    const value = facts.values.find((measured) => measured.entry === entry.entry);
    if (value === undefined) return false;
    if (deed.saves !== undefined && savedShare(value) < deed.saves) return false;
    if (deed.wastes !== undefined && !wasted(value, deed.wastes)) return false;
  }
  if (deed.within !== undefined) {
    const from = moments[deed.within.of];
    if (from === null || entry.atUs < from || entry.atUs > from + deed.within.time) return false;
  }
  if (deed.after !== undefined) {
    const from = moments[deed.after];
    if (from === null || entry.atUs < from) return false;
  }
  if (deed.before !== undefined) {
    const until = moments[deed.before];
    if (until !== null && entry.atUs >= until) return false;
  }
  return true;
}

/** A moment that acts of the players brought about; what came about by itself earns nothing. */
function reached(atUs: number | null, withinUs: number | undefined, facts: Facts): Finding {
  if (atUs === null) return notMet;
  if (withinUs !== undefined && atUs > facts.moments.opened + withinUs) return notMet;
  return helped(facts, atUs);
}

/** The acts before a moment that prevented failures. */
function helped({ values }: Facts, beforeUs: number): Finding {
  const evidence = values
    .filter((value) => value.atUs < beforeUs && savedShare(value) >= helpfulShare)
    .map(({ entry }) => entry);
  return { met: evidence.length > 0, evidence };
}

/** Did harm, or prevented less than this share although there was something to prevent. */
function wasted(value: ActionValue, share: number): boolean {
  const { requests, failuresWithout } = value;
  const saved = savedShare(value);
  return saved < -helpfulShare || (saved < share && failuresWithout > requests * negligibleShare);
}

/**
 * Different kinds of measures, each of which would have held by itself, so that the failure of one of them leaves the
 * others. What made things worse in the run as it was does not count.
 */
function layers({ atLeast, saves }: { atLeast: number; saves: number }, facts: Facts): Finding {
  if (facts.moments.recovered === null) return notMet;
  const harmful = new Set(
    facts.values
      .filter((value) => savedShare(value) <= -helpfulShare)
      .map(({ entry }) => entry),
  );
  const kinds = new Set<string>();
  const evidence: number[] = [];
  for (const value of facts.alone) {
    const entry = facts.entries.find((candidate) => candidate.entry === value.entry);
    if (entry === undefined || harmful.has(value.entry) || savedShare(value) < saves) continue;
    kinds.add(kindOf(entry));
    evidence.push(entry.entry);
  }
  return kinds.size < atLeast ? notMet : { met: true, evidence };
}

/** The mechanisms of a call policy, the one that decides what a change of several amounts to first. */
const mechanisms = [
  ["breaker"],
  ["bulkhead"],
  ["retries", "retryBudget", "backoff"],
  ["timeout", "connectTimeout"],
  ["fallback"],
];

/** What kind of measure an entry is: its tool, and for a call policy the mechanism that it sets. */
function kindOf({ tool, input }: Entry): string {
  const mechanism = mechanisms.find((keys) => keys.some((key) => key in input));
  return tool === "set_call_policy" && mechanism ? `${tool} ${mechanism[0]}` : tool;
}

function ordered(conditions: Condition[], facts: Facts): Finding {
  const findings = conditions.map((part) => judge(part, facts));
  if (!findings.every(({ met, evidence }) => met && evidence.length > 0)) return notMet;
  const firsts = findings.map(({ evidence }) => evidence[0]!);
  return firsts.every((first, i) => i === 0 || first > firsts[i - 1]!) ? merged(findings) : notMet;
}

function merged(findings: Finding[]): Finding {
  const all = new Set(findings.flatMap(({ evidence }) => evidence));
  return { met: true, evidence: [...all].sort((a, b) => a - b) };
}

function groupOf(tool: string): string | undefined {
  return registry.find(({ name }) => name === tool)?.group;
}
