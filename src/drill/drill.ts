/**
 * A loaded drill: content only, checked and ready to be played.
 *
 * All times are integer microseconds since the drill's epoch (world time 0); clock strings exist for display alone.
 */
import type { Metric, Subject, System } from "../world/system.js";
import type { Cast } from "./cast-schema.js";
import type { Rubric } from "./rubric-schema.js";

/** The moment of world time 0, in UTC. */
export interface Clock {
  /** For example `2026-03-14`. */
  date: string;
  /** Time of day at world time 0, in microseconds since midnight. */
  beginsUs: number;
}

/** What a measured value is compared with to be called healthy. */
export type Healthy = { atLeast: number } | { below: number };

/** A named service level indicator. */
export interface Indicator {
  name: string;
  metric: Metric;
  subject: Subject;
  healthy: Healthy;
  windowUs: number;
}

export interface Outcome {
  indicator: string;
  /** The source whose users are counted. */
  source: string;
  /** The incident counts as mitigated from this value of the indicator on. */
  mitigated: Healthy;
}

/** Words that contain templates; see templates.ts. */
export type TemplateText = string;

/**
 * When a message comes. Messages never come before the player enters.
 * - at: at that moment; with `whileUnhealthy`, only if that indicator is unhealthy then, and otherwise never.
 * - alert: once that alert is firing, and `afterUs` later.
 * - healthy: once that indicator is healthy again after having been unhealthy, and `afterUs` later.
 */
export type Trigger =
  | { kind: "at"; atUs: number; whileUnhealthy: string | null }
  | { kind: "alert"; alert: string; afterUs: number }
  | { kind: "healthy"; indicator: string; afterUs: number };

export interface Message {
  id: string;
  trigger: Trigger;
  /** The id of a person, or a plain name such as a monitoring system. */
  from: string;
  /** `page` for the pager; otherwise one of the drill's channels. */
  channel: string;
  text: TemplateText;
  /** True for messages of the `escalation` list. */
  escalation: boolean;
}

/** What the deploy list shows; the effect, if any, is a release change in the system's timeline. */
export interface Deploy {
  /** Below 0 for what happened before the epoch. */
  atUs: number;
  service: string;
  release: string;
  by: string;
  summary: string;
}

export interface Person {
  id: string;
  name: string;
  role: string;
}

export interface OfferedTool {
  name: string;
  /** What the tool may be used on, for example `{ services: ["checkout"] }`; empty for no limit. */
  limits: Record<string, string[]>;
  /** Replaces the tool's own simulated cost; null keeps it. */
  costUs: number | null;
}

export interface Hint {
  text: string;
  /** Points that taking it costs. */
  cost: number;
}

/** Hints on one problem, of which each tells more than the one before. */
export interface HintLadder {
  topic: string;
  /** What the hints are about, for those who have not taken one yet. */
  title: string;
  /** Level 1 is a question, level 4 the answer. */
  levels: Hint[];
}

export interface Phase {
  id: string;
  title: string;
  durationUs: number;
  /** The simulation stands still while people talk, so the phase takes none of the run's time. */
  frozen: boolean;
  /** By the criteria of which item what is said in the phase is read; absent when it is not read. */
  item?: string | undefined;
  /** What the phase is for, and what ends it. */
  purpose?: string | undefined;
}

/** One of these acts: of a tool, with these members of the input, and at least one of the keys in `sets`. */
export interface Deeds {
  anyOf: {
    tool: string;
    input: Record<string, string | number | boolean>;
    sets?: string[] | undefined;
  }[];
}

/** What makes a statement true of a run: one of some deeds was done, or this alert was the first. */
export type Truth = Deeds | { firstAlert: string };

/** What players may say about the run that it can refute: the criteria of an item, and what makes each true. */
export interface Claims {
  item: string;
  truths: Record<string, Truth>;
}

export interface Runbook {
  /** The file's name without `.md`. */
  name: string;
  title: string;
  text: string;
}

/** One line of a scripted player. */
export type PlayerStep =
  | { step: "act"; at: PlayerTime | null; tool: string; input: Record<string, unknown> }
  | { step: "wait"; until: PlayerCondition; atMostUs: number };

/** Either so long after the previous step ended or at a moment of the run. */
export type PlayerTime = { afterUs: number } | { atUs: number };

/**
 * - page: the inbox holds a page.
 * - alert: that alert is firing (or no longer is).
 * - indicator: that indicator is healthy (or is not).
 */
export type PlayerCondition =
  | { until: "page" }
  | { until: "alert"; alert: string; firing: boolean }
  | { until: "indicator"; indicator: string; healthy: boolean };

export interface ScriptedPlayer {
  name: string;
  steps: PlayerStep[];
}

/** SHA-256 in hex of what decides the run, of what decides the score, and of the words. */
export interface DrillHashes {
  world: string;
  rubric: string;
  prose: string;
}

export type Severity = "SEV-1" | "SEV-2" | "SEV-3" | "SEV-4" | "SEV-5";

export interface Drill {
  id: string;
  title: string;
  summary: string;
  difficulty: "easy" | "medium" | "hard";
  /** Minutes that a player should plan for. */
  minutes: number;
  severity: Severity;
  clock: Clock;
  /** The player enters. */
  opensUs: number;
  /** The run ends by itself. */
  endsUs: number;
  briefing: TemplateText;
  indicators: Indicator[];
  outcome: Outcome;
  messages: Message[];
  deploys: Deploy[];
  people: Person[];
  roles: string[];
  channels: string[];
  tools: OfferedTool[];
  hints: HintLadder[];
  phases: Phase[];
  /** Absent when nothing that is said is held against the run. */
  claims?: Claims | undefined;
  /** The item by which a postmortem is read; absent when none is asked for. */
  postmortem?: { item: string } | undefined;
  runbooks: Runbook[];
  /** What its people say, and when; null where nobody answers. */
  cast: Cast | null;
  players: ScriptedPlayer[];
  /** Words that give the cause away; nothing that players see before the debrief may contain one. */
  gold: string[];
  system: System;
  rubric: Rubric;
  hashes: DrillHashes;
}

/** The items by which anything that is said in a drill is read. */
export function itemsOf({ phases, claims, postmortem, cast }: Drill): string[] {
  const items = [...phases.map(({ item }) => item), claims?.item, postmortem?.item, cast?.item];
  return [...new Set(items.filter((item) => item !== undefined))];
}

const secondUs = 1_000_000;
const dayUs = 86_400 * secondUs;

/** The time of day at a moment of the run, for example `14:12:07`; fractions of a second are cut off. */
export function clockText(drill: { clock: Clock }, atUs: number): string {
  const seconds = Math.floor(
    ((((drill.clock.beginsUs + atUs) % dayUs) + dayUs) % dayUs) / secondUs,
  );
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}

/**
 * The moment of a time of day such as `14:12:07` or `14:12`, or null when the text is no time of day.
 * A time of day before the epoch's belongs to the next day.
 */
export function parseClock(drill: { clock: Clock }, text: string): number | null {
  const timeOfDayUs = parseTimeOfDay(text);
  if (timeOfDayUs === null) return null;
  return (timeOfDayUs - drill.clock.beginsUs + dayUs) % dayUs;
}

/** The same for what may have happened before the epoch: the last such time of day before `latestUs`. */
export function parseClockBefore(
  drill: { clock: Clock },
  text: string,
  latestUs: number,
): number | null {
  const atUs = parseClock(drill, text);
  return atUs === null || atUs <= latestUs ? atUs : atUs - dayUs;
}

/** Microseconds since midnight, or null. */
export function parseTimeOfDay(text: string): number | null {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (parts === null) return null;
  return (Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * secondUs;
}
