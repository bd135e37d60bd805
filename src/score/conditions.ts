/** Whether a rubric's condition holds in a run, and the entries that show it. */
import type { Condition, Deed } from "../drill/rubric-schema.js";
import { changedBy, type Entry, registry } from "../session/index.js";
import type { Moments } from "./moments.js";
import { type ActionValue, savedShare } from "./values.js";
import { type Quote, type Understood, untrueIn } from "./words.js";

/** All that a condition may look at. */
export interface Facts {
  entries: readonly Entry[];
  moments: Moments;
  values: readonly ActionValue[];
  /** What was understood of the players' words in the end. */
  understood: readonly Understood[];
  /** What acts would have been worth by themselves; empty for a run without recovery. */
  alone: readonly ActionValue[];
  /** The share of the unattended run's failures that did not happen. */
  prevented: number;
}

/** Evidence is entry numbers, ascending; a condition that is not met has none. */
export interface Finding {
  met: boolean;
  evidence: number[];
  /** The words that show it, for what was said. */
  quotes?: Quote[];
}

/** An act has to prevent this share of failures, by itself or on top of others, to be cited for an outcome. */
const helpfulShare = 0.2;

/** What costs users more than this share of failures did harm; less is chance. */
const harmfulShare = 0.02;

/** Of the failures of the unattended run, the share that must be left for an act to be called in vain. */
const leftShare = 0.2;

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
  if ("said" in condition) return said(condition.said, facts);
  if ("untrue" in condition) {
    const quotes = condition.untrue.tools.flatMap((tool) => untrueIn(facts.entries, tool));
    return { met: quotes.length > 0, evidence: quotes.map(({ entry }) => entry), quotes };
  }
  if ("not" in condition) return { met: !judge(condition.not, facts).met, evidence: [] };
  if ("all" in condition) {
    const findings = condition.all.map((part) => judge(part, facts));
    return findings.every(({ met }) => met) ? merged(findings) : notMet;
  }
  if ("any" in condition)
    return condition.any.map((part) => judge(part, facts)).find(({ met }) => met) ?? notMet;
  return ordered(condition.order, facts);
}

function said(wanted: { item: string; criterion: string }, { understood }: Facts): Finding {
  const found = understood.find(
    ({ item, criterion }) => item === wanted.item && criterion === wanted.criterion,
  );
  if (found === undefined) return notMet;
  const { entry, phrases } = found;
  return { met: true, evidence: [entry], quotes: phrases.map((phrase) => ({ entry, phrase })) };
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
    if (deed.saves !== undefined && worth(value, facts) < deed.saves) return false;
    if (deed.wastes !== undefined && !wasted(entry, value, deed.wastes, facts)) return false;
  }
  if (deed.effective !== undefined && changedBy(entry) !== deed.effective) return false;
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

/** What helpful acts brought about by a moment. Later ones are cited too, since it rests on any of them. */
function helped(facts: Facts, byUs: number): Finding {
  const helpful = facts.values.filter((value) => worth(value, facts) >= helpfulShare);
  return helpful.some(({ atUs }) => atUs < byUs)
    ? { met: true, evidence: helpful.map(({ entry }) => entry) }
    : notMet;
}

/** The share of failures that an act prevented, or would have prevented if others had not done so already. */
function worth(value: ActionValue, { alone }: Facts): number {
  const byItself = alone.find(({ entry }) => entry === value.entry);
  return Math.max(savedShare(value), byItself ? savedShare(byItself) : -1);
}

/** Did harm, or prevented less than this share although there was something to prevent. */
function wasted(entry: Entry, value: ActionValue, share: number, facts: Facts): boolean {
  const { failuresWithout, failuresUnattended } = value;
  const saved = savedShare(value);
  if (saved < -harmfulShare) return true;
  const left = failuresWithout > failuresUnattended * leftShare;
  return left && saved < share && !completed(entry, share, facts);
}

/** Whether a later change to the same call paid: a breaker counts with the timeout that was set before it. */
function completed({ entry: number, tool, input }: Entry, share: number, facts: Facts): boolean {
  if (tool !== "set_call_policy") return false;
  return facts.values.some((value) => {
    if (value.entry <= number || savedShare(value) < share) return false;
    const later = facts.entries.find((candidate) => candidate.entry === value.entry);
    return later?.tool === tool && later.input.call === input.call;
  });
}

/**
 * Different kinds of measures, each of which would have held by itself, so that the failure of one of them leaves the
 * others. What made things worse in the run as it was does not count.
 */
function layers({ atLeast, saves }: { atLeast: number; saves: number }, facts: Facts): Finding {
  if (facts.moments.recovered === null) return notMet;
  const harmful = new Set(
    facts.values.filter((value) => savedShare(value) <= -harmfulShare).map(({ entry }) => entry),
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
  if (!firsts.every((first, i) => i === 0 || first > firsts[i - 1]!)) return notMet;
  // What came after all deeds of the next part did not come before them, and is no evidence of the order.
  const before = findings.map(({ evidence }, i): Finding => {
    const next = findings[i + 1]?.evidence.at(-1) ?? Number.POSITIVE_INFINITY;
    return { ...findings[i]!, evidence: evidence.filter((entry) => entry < next) };
  });
  return merged(before);
}

function merged(findings: Finding[]): Finding {
  const all = new Set(findings.flatMap(({ evidence }) => evidence));
  const quotes = findings.flatMap((finding) => finding.quotes ?? []);
  return { met: true, evidence: [...all].sort((a, b) => a - b), quotes };
}

function groupOf(tool: string): string | undefined {
  return registry.find(({ name }) => name === tool)?.group;
}
