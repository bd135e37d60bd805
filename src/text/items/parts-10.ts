import { claims, type Item } from "../rules/rule.js";

/** Mechanisms, what they give the whole, and where they belong. */
export const parts10: Item = {
  name: "parts-and-whole/10",
  exercise: [
    "The platform must degrade gracefully when one dependency slows. Design for this emergent property.",
    "Make a table: mechanism, emergent property, failure prevented. Say where the mechanisms belong and why per-team retries are wrong.",
  ],
  concepts: {
    "each-team": `{each|every|forty|40|individual|separate|all} ... {team*|squad*|service*|crew*|group*|developer*|app*|layer*}, {team|teams|squads|squad|crews} ... {own|alone|pick*|choos*|set*|decid*|tune*}, per {team|squad|service}, squad by squad, team by team, {leave|leaving|left} ... {to|each|every} ... {team*|squad*|service*|repo*}, people, teams alone, {three|five|3|5|several|many} layers, own retries, locally, look* good local, local decision*`,
    "storm-certain": `{multipl*|product|27|81|125|243|64|9x|compound*|hundreds|avalanche|flood*|storm*|{matter|question} of {time|when}|sooner or later|some day|one day|someday|eventually|inevitab*|guarante*|certain*|for sure|bound to|explo*|stampede*|add up|adds up|amplif*|exponential*|nobody sees|no team sees|no one sees|stack* up|3x3x3|3 3 3}`,
    "lets-in-less": `@shed`,
  },
  criteria: {
    "bounded-amplification": claims("near: backoff / jitter / retry-limit + bounded"),
    isolation: claims("near: bulkhead / breaker + isolates"),
    recoverability: claims("near: lets-in-less + recovers"),
    substrate: claims("substrate"),
    "per-team-wrong": claims("near: ~each-team + storm-certain"),
  },
};
