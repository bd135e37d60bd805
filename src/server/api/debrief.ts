/** The debrief of a run that is over: what happened, why it got its points, what comes next. */
import * as z from "zod";
import { entryViewSchema, ratingSchema, sessionSummarySchema } from "./documents.js";
import {
  alertEventSchema,
  arrowSchema,
  deployEventSchema,
  drillViewSchema,
  messageSchema,
  nodeSchema,
  rowSchema,
  seriesSchema,
  toolSchema,
} from "./live.js";

/** Left out of debriefs made before words were read, as all that is optional here. */
const quotes = z
  .array(z.strictObject({ entry: z.int().min(1), phrase: z.string() }))
  .describe("the player's own words");

const evidence = z.array(z.int().min(1)).describe("numbers of journal entries");

export const scoreSchema = z.strictObject({
  verdict: z.enum(["passed", "failed", "incomplete", "error"]),
  points: z.number(),
  max: z.number(),
  dimensions: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      level: z.string(),
      /** From the bottom up. */
      levels: z.array(z.string()),
      points: z.number().nullable(),
      max: z.number(),
      why: z.string(),
      evidence,
      criteria: z.array(
        z.strictObject({
          id: z.string(),
          met: z.boolean(),
          points: z.number(),
          max: z.number(),
          /** The rubric's sentence: the strength when met, what to improve when not. */
          text: z.string(),
          evidence,
          quotes: quotes.optional(),
        }),
      ),
    }),
  ),
  unjudged: z.array(z.string()),
  penalties: z.array(z.strictObject({ id: z.string(), points: z.number(), evidence })),
  strengths: z.array(z.string()),
  improvements: z.array(z.string()),
  resources: z.array(z.string()),
  /** User requests that did not fail because of the act; below 0, that failed because of it. */
  actions: z.array(z.strictObject({ entry: z.int(), saved: z.int(), share: z.number() })),
  /** What was understood of the player's words in the end, with points or without. */
  understood: z
    .array(
      z.strictObject({
        item: z.string(),
        criterion: z.string(),
        entry: z.int().min(1),
        phrases: z.array(z.string()),
      }),
    )
    .optional(),
  /** What was said that the run contradicts. */
  untrue: quotes.optional(),
});

/** A fault of the drill's timeline, shown only now that the run is over. */
export const faultSchema = z.strictObject({
  atUs: z.int(),
  clock: z.string(),
  text: z.string(),
  /** Services or calls that it is about. */
  on: z.array(z.string()),
});

export const debriefSchema = z.strictObject({
  schema: z.literal("smokejumper.debrief/1"),
  session: sessionSummarySchema,
  drill: drillViewSchema,
  /** The tools of the run, for trying another act. */
  tools: z.array(toolSchema),
  nodes: z.array(nodeSchema),
  arrows: z.array(arrowSchema),
  series: z.array(seriesSchema),
  rows: z.array(rowSchema),
  messages: z.array(messageSchema),
  alerts: z.array(alertEventSchema),
  deploys: z.array(deployEventSchema),
  entries: z.array(entryViewSchema),
  faults: z.array(faultSchema),
  /** Failed user requests an interval, in the run and in the same system left alone. */
  harm: z.strictObject({
    atUs: z.array(z.int()),
    failed: z.array(z.number()),
    unattended: z.array(z.number()),
  }),
  outcome: z.strictObject({
    userRequests: z.int(),
    userFailures: z.int(),
    baselineFailures: z.int(),
    mitigatedAt: z.string().nullable(),
    recoveredAt: z.string().nullable(),
    marks: z.record(z.string(), z.int()),
  }),
  score: scoreSchema,
  /** How long after each act its value was counted; left out of debriefs made before it was told. */
  valueWindowSeconds: z.number().positive().optional(),
  /** Accommodations and other changes of the clock that the journal records. */
  pace: z.array(z.strictObject({ entry: z.int(), clock: z.string(), speed: z.string() })),
  hintsTaken: z.int(),
  rating: ratingSchema.nullable(),
  journal: z.strictObject({ entries: z.int(), hash: z.string() }),
  worldHash: z.string(),
  /** True over a shared link, where nothing can be changed. */
  readOnly: z.boolean(),
});

/** What the drill's reference player did with the same seed. */
export const referenceSchema = z.strictObject({
  schema: z.literal("smokejumper.reference/1"),
  points: z.number(),
  max: z.number(),
  userFailures: z.int(),
  mitigatedAt: z.string().nullable(),
  recoveredAt: z.string().nullable(),
  entries: z.array(entryViewSchema),
});

export type Debrief = z.infer<typeof debriefSchema>;
export type Score = z.infer<typeof scoreSchema>;
export type Reference = z.infer<typeof referenceSchema>;
