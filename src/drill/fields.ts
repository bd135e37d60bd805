/**
 * The kinds of values that our files are made of, as zod schemas that read units into numbers.
 */
import { z } from "zod";
import { encodeFindings, finding, quote } from "./issues.js";
import { parseLaw } from "./system/laws.js";
import { parseDuration, parseRate, parseShare, type Reading } from "./system/units.js";

/** A text with a unit; a bare number is refused with the form that is wanted. */
function withUnit<Value>(
  parse: (text: string) => Reading<Value>,
  example: string,
  describe: string,
) {
  const wanted = `${describe} such as "${example}"`;
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? undefined
          : encodeFindings(
              typeof input === "number"
                ? finding("unit-missing", { value: input, expected: wanted })
                : unfit(input, wanted),
            ),
    })
    .meta({ description: wanted, examples: [example] })
    .transform((text, context) => {
      const reading = parse(text);
      if (reading.ok) return reading.value;
      const message = encodeFindings(
        /^[\d.]+$/.test(text)
          ? finding("unit-missing", { value: quote(text), expected: wanted })
          : finding("value-invalid", {
              value: quote(text),
              expected: reading.reason,
              remedy: `write ${wanted}`,
            }),
      );
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    });
}

function unfit(input: unknown, wanted: string) {
  return finding("value-invalid", {
    value: quote(input),
    expected: wanted,
    remedy: `write ${wanted}`,
  });
}

/** Reads into integer microseconds. */
export const duration = withUnit(parseDuration, "500 ms", "a duration");

/** A duration above 0. */
export const positiveDuration = duration.refine((valueUs) => valueUs > 0, {
  error: () =>
    encodeFindings(
      finding("value-out-of-bounds", { value: "0", remedy: "write a duration above 0" }),
    ),
});

/** Reads into events per second. */
export const rate = withUnit(parseRate, "50/s", "a rate");

/** Reads into a number from 0 to 1. */
export const share = withUnit(parseShare, "12 %", "a share");

export const law = withUnit(parseLaw, "exponential 20 ms", "a law of random durations");

export const largestCount = 1_000_000;

export function count(least: number, most = largestCount) {
  return z.number().int().min(least).max(most);
}

/** Names are lower-case, so that they can be typed, and never hold a dot or an arrow. */
export const namePattern = /^[a-z][a-z0-9-]{0,62}$/;

export const name = z.string().regex(namePattern, {
  error: ({ input }) => encodeFindings(finding("name-invalid", { name: String(input) })),
});

/** `service.operation`, as written where a call goes. */
export const target = dotted("service.operation");

/** `caller->callee`. */
export const arrow = z.string().regex(/^[a-z][a-z0-9-]*->[a-z][a-z0-9-]*$/, {
  error: ({ input }) => encodeFindings(unfit(input, 'an arrow such as "order->payment"')),
});

function dotted(form: string) {
  return z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/, {
    error: ({ input }) => encodeFindings(unfit(input, `a name of the form ${form}`)),
  });
}

/** The word that stands for the absence of a mechanism, read as null. */
export const none = z.literal("none").transform(() => null);

/** Either `none`, read as null, or something. */
export function orNone<Schema extends z.ZodType>(schema: Schema) {
  return z.union([none, schema]);
}

/** Either `unlimited`, read as Infinity, or a count. */
export function orUnlimited<Schema extends z.ZodType>(schema: Schema) {
  const unlimited = z.literal("unlimited").transform(() => Number.POSITIVE_INFINITY);
  return z.union([unlimited, schema]);
}
