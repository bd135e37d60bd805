/** The postmortem as a document: its words, a first draft of its timeline, and what in it cannot be so. */
import { clockText, parseClock } from "../drill/drill.js";
import { deedsOf, type RunSoFar } from "./facts.js";
import { changedBy, type Entry } from "./journal/index.js";
import { understand, type Words } from "./understanding.js";

export interface Postmortem {
  summary: string;
  impact: string;
  /** `at` is a time of day. */
  timeline: TimelineRow[];
  causes: string[];
  actions: { text: string; owner: string; due: string }[];
}

export interface TimelineRow {
  at: string;
  text: string;
}

/** How far a row's time may be from the time in the journal: people read clocks in whole minutes. */
const toleratedUs = 2 * 60_000_000;

/**
 * The postmortem as it is read. Its impact and its timeline are read by themselves: a row that tells of a retry budget
 * that was set is no plan to have one, and a duration in a cause is not how long users suffered.
 */
export function wordsOf({
  summary,
  impact,
  timeline,
  causes,
  actions,
}: Postmortem): Words & { apart: { impact: string; timeline: string } } {
  return {
    text: [
      summary,
      "",
      "Causes:",
      ...causes.map((cause) => `- ${cause}`),
      "",
      "Actions:",
      ...actions.map(({ text, owner, due }) => `- ${text}, ${owner}, by ${due}`),
    ].join("\n"),
    apart: {
      impact: `Impact: ${impact}`,
      timeline: timeline.map(({ at, text }) => `- ${at} ${text}`).join("\n"),
    },
  };
}

/**
 * A timeline to begin with: the alerts, and what the players did and told, in the order of time. It says what the
 * journal says and explains nothing. `titleOf` names a tool.
 */
export function draftTimeline(
  { drill, telemetry, entries }: RunSoFar,
  titleOf: (tool: string) => string,
): TimelineRow[] {
  const alerts = telemetry.alertLog.map(({ atUs, rule, state }) => ({
    atUs,
    text: state === "firing" ? `Alert ${rule} fired` : `Alert ${rule} was over`,
  }));
  const acts = entries.filter(isWorthTelling).map((entry) => ({
    atUs: entry.atUs,
    text: `${titleOf(entry.tool)}: ${valuesOf(entry)}`,
  }));
  return [...alerts, ...acts]
    .sort((one, other) => one.atUs - other.atUs)
    .slice(0, maximumRows)
    .map(({ atUs, text }) => ({ at: clockText(drill, atUs), text }));
}

export const maximumRows = 60;

const told = ["declare_incident", "post_status", "escalate"];

function isWorthTelling(entry: Entry): boolean {
  return changedBy(entry) === true || told.includes(entry.tool);
}

/** Members of an input that say by themselves what they are, in the order in which they are told. */
const names = ["service", "call", "route", "flag", "person", "severity", "state", "title"];

/** What an act was on and what it set; what people wrote in sentences stands in the journal. */
function valuesOf({ input }: Entry): string {
  const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  const others = Object.keys(input).filter((key) => !names.includes(key) && key !== "text");
  return [
    ...names.filter((key) => key in input).map((key) => written(input[key])),
    ...others.sort().map((key) => `${key} ${written(input[key])}`),
  ].join(", ");
}

/** The rows of a timeline that the journal contradicts, as the players wrote them. */
export async function untrueRows(
  timeline: readonly TimelineRow[],
  run: RunSoFar & { nowUs: number },
): Promise<string[]> {
  const untrue: string[] = [];
  for (const row of timeline) if (!(await mayBe(row, run))) untrue.push(`${row.at} ${row.text}`);
  return untrue;
}

async function mayBe({ at, text }: TimelineRow, run: RunSoFar & { nowUs: number }) {
  const { drill, telemetry, entries, nowUs } = run;
  const atUs = parseClock(drill, at);
  if (atUs === null || atUs > nowUs) return false;
  const near = (event: { atUs: number }) => Math.abs(event.atUs - atUs) <= toleratedUs;
  for (const { name } of drill.system.alerts) {
    if (!text.includes(name) || !/\bfire[ds]\b/.test(text)) continue;
    const firing = telemetry.alertLog.filter(
      ({ rule, state }) => rule === name && state === "firing",
    );
    if (!firing.some(near)) return false;
  }
  if (!drill.claims) return true;
  const { item, truths } = drill.claims;
  const { met } = await understand(item, { text }, {});
  return Object.keys(met).every((claim) => {
    const truth = truths[claim];
    if (truth === undefined || "firstAlert" in truth) return true;
    return deedsOf(truth, entries).some(near);
  });
}
