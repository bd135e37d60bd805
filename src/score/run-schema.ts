import * as z from "zod";
import type { RunDocument } from "./run-document.js";
import { outcomeSchema, scoreSchema, verdictSchema } from "./score-schema.js";

const count = z.int().min(0);
const hash = z.string().regex(/^[0-9a-f]+$/);

/** The form of `run --json`, for those who read it. */
export const runDocumentSchema = z.strictObject({
  schema: z.literal("smokejumper.run/1"),
  drill: z.string(),
  drillHash: hash.describe("of what decides the run: system, clock, tools"),
  seed: count,
  player: z.string(),
  verdict: verdictSchema,
  score: scoreSchema,
  outcome: outcomeSchema,
  journal: z.strictObject({ entries: count, hash }),
  worldHash: hash,
}) satisfies z.ZodType<RunDocument>;
