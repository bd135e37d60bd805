import * as z from "zod";
import type { RunDocument } from "./run-document.js";

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]+$/);
const evidence = z.array(z.int().min(1)).describe("numbers of journal entries");
const quotes = z
  .array(z.strictObject({ entry: z.int().min(1), phrase: z.string() }))
  .describe("the player's own words");
const clock = z.string().nullable().describe("a time of day; null when it did not happen");

/** The form of `run --json`, for those who read it. */
export const runDocumentSchema = z.strictObject({
  schema: z.literal("smokejumper.run/1"),
  drill: z.string(),
  drillHash: hash.describe("of what decides the run: system, clock, tools"),
  seed: count,
  player: z.string(),
  verdict: z.enum(["passed", "failed", "incomplete", "error"]),
  score: z.strictObject({
    points: count,
    max: count,
    dimensions: z.array(
      z.strictObject({
        id: z.string(),
        level: z.string().describe("a level of the rubric, or not-judged"),
        points: z.number().nullable().describe("null when not judged"),
        max: z.number(),
        why: z.string(),
        evidence,
        criteria: z.array(
          z.strictObject({
            id: z.string(),
            met: z.boolean(),
            points: z.number(),
            max: z.number(),
            evidence,
            quotes,
          }),
        ),
      }),
    ),
    unjudged: z.array(z.string()),
    penalties: z.array(z.strictObject({ id: z.string(), points: z.number(), evidence })),
    strengths: z.array(z.string()),
    improvements: z.array(z.string()),
    resources: z.array(z.string()),
    actions: z
      .array(z.strictObject({ entry: z.int().min(1), saved: z.int(), share: z.number() }))
      .describe("user requests that did not fail because of the act"),
    understood: z
      .array(
        z.strictObject({
          item: z.string(),
          criterion: z.string(),
          entry: z.int().min(1),
          phrases: z.array(z.string()),
        }),
      )
      .describe("what was understood of the player's words in the end"),
    untrue: quotes.describe("what was said that the run contradicts"),
  }),
  outcome: z.strictObject({
    userRequests: count,
    userFailures: count,
    mitigatedAt: clock,
    recoveredAt: clock,
    baselineFailures: count.describe("failures when nobody acts, with the same luck"),
    marks: z.record(z.string(), count).describe("requests served in a lesser way, by label"),
  }),
  journal: z.strictObject({ entries: count, hash }),
  worldHash: hash,
}) satisfies z.ZodType<RunDocument>;
