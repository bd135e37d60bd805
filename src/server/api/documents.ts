/** The documents of the HTTP interface, under /api/v1. Every one carries the name and version of its form. */
import * as z from "zod";

/** Nothing that a client sends is longer, before it is even parsed. */
export const maximumBodyBytes = 128 * 1024;

export const sessionIdSchema = z.string().regex(/^[0-9A-Za-z_-]{22}$/, "must be a session's id");

/** Any JSON. One value for all, so that the description of the interface can name it: its own form is endless. */
export const jsonValue = z.json();

/** What is wrong and what to do; the codes are those of docs/errors.md. */
export const problemSchema = z.strictObject({
  schema: z.literal("smokejumper.problem/1"),
  code: z.string(),
  message: z.string(),
  where: z.string().nullable(),
  remedy: z.string(),
});

export const drillSummarySchema = z.strictObject({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  difficulty: z.enum(["easy", "medium", "hard"]),
  minutes: z.number().describe("how long a run usually takes"),
  maximumMinutes: z.number().describe("after how long the clock ends a run that goes at its speed"),
  severity: z.string(),
  phases: z.array(z.string()).describe("the titles of its phases; none for a drill in one piece"),
});

export const drillListSchema = z.strictObject({
  schema: z.literal("smokejumper.drills/1"),
  drills: z.array(drillSummarySchema),
});

/** live: it can be acted in; scoring: its end is being computed; done: there is a debrief. */
export const sessionStatus = z.enum(["live", "scoring", "done"]);

export const sessionSummarySchema = z.strictObject({
  id: sessionIdSchema,
  drill: z.string(),
  title: z.string(),
  seed: z.int().min(0),
  status: sessionStatus,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  entries: z.int().min(0),
  clock: z.string().describe("the drill's time of day at the last entry"),
  /** The session and moment from which it was forked, if any. */
  forkedFrom: z.strictObject({ session: sessionIdSchema, clock: z.string() }).nullable(),
  points: z.number().nullable(),
  max: z.number().nullable(),
  verdict: z.enum(["passed", "failed", "incomplete", "error"]).nullable(),
});

export const sessionListSchema = z.strictObject({
  schema: z.literal("smokejumper.sessions/1"),
  sessions: z.array(sessionSummarySchema),
});

export const sessionSchema = z.strictObject({
  schema: z.literal("smokejumper.session/1"),
  session: sessionSummarySchema,
});

/** Begins a run. Without a seed the server draws one. */
export const newSessionSchema = z.strictObject({
  drill: z.string().min(1).max(100),
  seed: z.int().min(0).optional(),
  /** Simulated seconds per second at the start. */
  speed: z.enum(["0.5x", "0.67x", "1x", "2x", "5x", "10x"]).optional(),
});

/** Goes on from a moment of a run in a session of its own. */
export const forkSchema = z.strictObject({
  /** Microseconds since the drill's epoch; entries after it are left out. */
  atUs: z.int().min(0),
});

export const actionSchema = z.strictObject({
  tool: z.string().min(1).max(100),
  input: z.record(z.string(), jsonValue),
  /** The number the entry is to get: makes sending it twice harmless, and acting on an old picture impossible. */
  entry: z.int().min(1).optional(),
});

/** An act that was taken, as lists show it. */
export const entryViewSchema = z.strictObject({
  entry: z.int().min(1),
  atUs: z.int().min(0),
  clock: z.string(),
  seat: z.string(),
  tool: z.string(),
  title: z.string(),
  group: z.enum(["observe", "operate", "communicate", "run"]),
  input: z.record(z.string(), jsonValue),
  /** Whether the system changed; null for what cannot change it. */
  changed: z.boolean().nullable(),
  /** Services whose box, and calls (`from->to`) whose arrow, the act was on. */
  on: z.array(z.string()),
});

export const actedSchema = z.strictObject({
  schema: z.literal("smokejumper.acted/1"),
  entry: entryViewSchema,
  /** The journal's chain hash up to and with this entry. */
  chain: z.string(),
  observation: jsonValue,
});

export const whatIfRequestSchema = z.union([
  z.strictObject({ drop: z.int().min(1) }),
  z.strictObject({
    atUs: z.int().min(0),
    tool: z.string().min(1).max(100),
    input: z.record(z.string(), jsonValue),
  }),
]);

const outcomeSide = z.strictObject({
  userRequests: z.int(),
  userFailures: z.int(),
  mitigatedAt: z.string().nullable(),
  recoveredAt: z.string().nullable(),
  points: z.number(),
  max: z.number(),
  verdict: z.string(),
});

export const whatIfSchema = z.strictObject({
  schema: z.literal("smokejumper.whatif/1"),
  alteration: z.string().describe("in words"),
  original: outcomeSide,
  altered: outcomeSide,
  /** The outcome's indicator an interval, in both runs. */
  curve: z.strictObject({
    atUs: z.array(z.int()),
    original: z.array(z.number().nullable()),
    altered: z.array(z.number().nullable()),
  }),
});

/** How well the player thinks it went, asked before any score is shown. */
export const ratingSchema = z.strictObject({
  /** 1 to 5. */
  overall: z.int().min(1).max(5),
  note: z.string().max(2000).optional(),
});

export const shareSchema = z.strictObject({
  schema: z.literal("smokejumper.share/1"),
  /** The path of the read-only debrief on this server. */
  path: z.string(),
});

/** The secret at the end of a shared debrief's path. */
export const shareTokenSchema = z.string().regex(/^[0-9A-Za-z_-]{22}$/, "must be a share's token");

export const healthSchema = z.strictObject({
  schema: z.literal("smokejumper.health/1"),
  status: z.literal("ok"),
  version: z.string(),
});

export type ProblemDocument = z.infer<typeof problemSchema>;
export type DrillSummary = z.infer<typeof drillSummarySchema>;
export type SessionSummary = z.infer<typeof sessionSummarySchema>;
export type EntryView = z.infer<typeof entryViewSchema>;
export type ActedDocument = z.infer<typeof actedSchema>;
export type WhatIfDocument = z.infer<typeof whatIfSchema>;
export type WhatIfRequest = z.infer<typeof whatIfRequestSchema>;
export type Rating = z.infer<typeof ratingSchema>;
