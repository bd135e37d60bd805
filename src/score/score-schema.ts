/** The parts of a scored run, as `run --json` tells them and other documents tell more of. */
import * as z from "zod";

const count = z.int().min(0);
const evidence = z.array(z.int().min(1)).describe("numbers of journal entries");
const quotes = z
  .array(z.strictObject({ entry: z.int().min(1), phrase: z.string() }))
  .describe("the player's own words");
const clock = z.string().nullable().describe("a time of day; null when it did not happen");

export const criterionSchema = z.strictObject({
  id: z.string(),
  met: z.boolean(),
  points: z.number(),
  max: z.number(),
  evidence,
  quotes,
});

export const dimensionSchema = z.strictObject({
  id: z.string(),
  level: z.string().describe("a level of the rubric, or not-judged"),
  points: z.number().nullable().describe("null when not judged"),
  max: z.number(),
  why: z.string(),
  evidence,
  criteria: z.array(criterionSchema),
});

export const scoreSchema = z.strictObject({
  points: count,
  max: count,
  dimensions: z.array(dimensionSchema),
  unjudged: z.array(z.string()),
  penalties: z.array(z.strictObject({ id: z.string(), points: z.number(), evidence })),
  strengths: z.array(z.string()),
  improvements: z.array(z.string()),
  resources: z.array(z.string()),
  actions: z
    .array(z.strictObject({ entry: z.int().min(1), saved: z.int(), share: z.number() }))
    .describe(
      "user requests that did not fail because of the act; below 0, that failed because of it",
    ),
  understood: z
    .array(
      z.strictObject({
        item: z.string(),
        criterion: z.string(),
        entry: z.int().min(1),
        phrases: z.array(z.string()),
      }),
    )
    .describe("what was understood of the player's words in the end, with points or without"),
  untrue: quotes.describe("what was said that the run contradicts"),
});

export const outcomeSchema = z.strictObject({
  userRequests: count,
  userFailures: count,
  mitigatedAt: clock,
  recoveredAt: clock,
  baselineFailures: count.describe("failures when nobody acts, with the same luck"),
  marks: z.record(z.string(), count).describe("requests served in a lesser way, by label"),
});

export const verdictSchema = z.enum(["passed", "failed", "incomplete", "error"]);
