import * as z from "zod";
import { parseDuration, parseShare, type Reading } from "../../drill/system/units.js";

/** One of the names, which the JSON Schema lists; null when there are none. */
export function oneOf(
  names: readonly string[],
  description: string,
): z.ZodEnum<Record<string, string>> | null {
  if (names.length === 0) return null;
  return z.enum(Object.fromEntries(names.map((name) => [name, name]))).describe(description);
}

/** A duration with its unit, as microseconds. */
export function duration(description: string, examples: [string, ...string[]]) {
  return text(description, examples, parseDuration);
}

/** A duration above 0 with its unit, as microseconds. */
export function positiveDuration(description: string, examples: [string, ...string[]]) {
  return duration(description, examples).refine((valueUs) => valueUs > 0, "above 0");
}

/** A share with its per cent sign, as a number from 0 to 1. */
export function share(description: string, examples: [string, ...string[]]) {
  return text(description, examples, parseShare);
}

/** Words for people. */
export function words(description: string, maximumLength = 4000) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maximumLength)
    .meta({ description, examples: ["We are looking into it."] });
}

/** How far back to look: a duration above 0 that ends now. */
export function lookBack(standard: string) {
  return positiveDuration(`how far back to look, ${standard} unless said`, [
    "1 min",
    "5 min",
    "15 min",
  ]);
}

function text<Value>(
  description: string,
  examples: [string, ...string[]],
  read: (text: string) => Reading<Value>,
) {
  return z
    .string()
    .max(40)
    .meta({ description, examples })
    .transform((value, context) => {
      const reading = read(value);
      if (reading.ok) return reading.value;
      context.addIssue({ code: "custom", message: `expected ${reading.reason}` });
      return z.NEVER;
    });
}

/** The word that stands for the absence of a mechanism, read as null. */
export function orNone<Schema extends z.ZodType>(schema: Schema) {
  return z.union([schema, z.literal("none").transform(() => null)]);
}
