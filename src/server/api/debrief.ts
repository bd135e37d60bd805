/** The debrief of a run that is over: what happened, why it got its points, what comes next. */
import * as z from "zod";
import {
  criterionSchema,
  dimensionSchema,
  outcomeSchema,
  scoreSchema as runScoreSchema,
  verdictSchema,
} from "../../score/score-schema.js";
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

/** What is optional here is left out of debriefs made before it was told. */
export const scoreSchema = runScoreSchema.extend({
  verdict: verdictSchema,
  dimensions: z.array(
    dimensionSchema.extend({
      title: z.string(),
      /** From the bottom up. */
      levels: z.array(z.string()),
      criteria: z.array(
        criterionSchema.extend({
          /** The rubric's sentence: the strength when met, what to improve when not. */
          text: z.string(),
          quotes: criterionSchema.shape.quotes.optional(),
        }),
      ),
    }),
  ),
  understood: runScoreSchema.shape.understood.optional(),
  untrue: runScoreSchema.shape.untrue.optional(),
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
  outcome: outcomeSchema,
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
