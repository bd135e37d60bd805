/**
 * Carries problems of our catalogue through zod.
 *
 * A zod issue has one free text; we put the code and its values there, so that a schema can say what is wrong
 * in the catalogue's terms and the file reader can add the line.
 */
import type { z } from "zod";
import type { ProblemCode, ProblemValues } from "./problem.js";
import { suggest } from "./suggest.js";

/** A problem that does not know its place yet. */
export interface Finding<Code extends ProblemCode = ProblemCode> {
  code: Code;
  values: ProblemValues<Code>;
}

export function finding<Code extends ProblemCode>(
  code: Code,
  values: ProblemValues<Code>,
): Finding<Code> {
  return { code, values };
}

/** The text of a zod issue that stands for findings. */
export function encodeFindings(...found: Finding[]): string {
  return JSON.stringify(found);
}

/** A value as it may be quoted in a message. */
export function quote(value: unknown): string {
  if (typeof value === "string") return `"${value}"`;
  if (Array.isArray(value)) return "a list";
  if (value !== null && typeof value === "object") return "a map";
  return String(value);
}

const remedyOf: Record<string, string> = {
  string: "write a text",
  number: "write a number",
  int: "write a whole number",
  boolean: "write true or false",
  array: "write a list",
  object: "write a map",
  record: "write a map",
};

const nameOf: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys",
  record: "a map of names",
};

/** Hand this to `safeParse` as its `error`: it words zod's own issues in the catalogue's terms. */
export function explainIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "unrecognized_keys") return encodeFindings(...unknownKeys(issue));
  return encodeFindings(wordIssue(issue));
}

/** One entry for each thing wrong, with the path to it; `key` when the path names a key rather than a value. */
export interface PlacedFinding {
  path: readonly PropertyKey[];
  key: boolean;
  finding: Finding;
}

/** The findings behind the issues of a failed parse that was given `explainIssue`. */
export function placeIssues(issues: readonly z.core.$ZodIssue[]): PlacedFinding[] {
  return issues.flatMap((issue): PlacedFinding[] => {
    if (issue.code === "invalid_union" && issue.errors.length > 0) {
      const words = wordsOf(issue.errors);
      return placeIssues(likeliestBranch(issue.errors)).map((placed) => ({
        ...placed,
        path: [...issue.path, ...placed.path],
        finding: placed.path.length === 0 ? withWords(placed.finding, words) : placed.finding,
      }));
    }
    const found = JSON.parse(issue.message) as Finding[];
    return found.map((one, index) =>
      issue.code === "unrecognized_keys"
        ? { path: [...issue.path, issue.keys[index]!], key: true, finding: one }
        : { path: issue.path, key: issue.code === "invalid_key", finding: one },
    );
  });
}

/** The form that the writer had in mind: the first that is right in kind, or else the last, our most general. */
function likeliestBranch(branches: z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const wrongInKind = (issue: z.core.$ZodIssue) =>
    issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
  return branches.find((issues) => !issues.some(wrongInKind)) ?? branches.at(-1)!;
}

/** The words that would do instead of a value, such as `none`. */
function wordsOf(branches: z.core.$ZodIssue[][]): string[] {
  return branches.flatMap(([issue]) =>
    issue?.code === "invalid_value" ? issue.values.map(String) : [],
  );
}

function withWords(found: Finding, words: readonly string[]): Finding {
  if (!("remedy" in found.values) || words.length === 0) return found;
  const remedy = `${found.values.remedy} or ${words.join(" or ")}`;
  return { code: found.code, values: { ...found.values, remedy } };
}

function wordIssue(issue: z.core.$ZodRawIssue): Finding {
  const last = String(issue.path?.at(-1) ?? "");
  if (issue.input === undefined) {
    return finding("key-missing", { key: last });
  }
  switch (issue.code) {
    case "invalid_key":
      return finding("name-invalid", { name: last });
    case "invalid_value":
      return unsuitable(
        issue.input,
        `one of ${issue.values.map(String).join(", ")}`,
        suggest(String(issue.input), issue.values.map(String)),
      );
    case "invalid_union":
      return "options" in issue && Array.isArray(issue.options)
        ? unknownOption(issue.input, String(issue.discriminator), issue.options.map(String))
        : unsuitable(issue.input, "of a known form", "see the schema");
    case "too_small":
      return outOfBounds(
        issue.input,
        issue.origin,
        `${issue.inclusive === false ? "above" : "at least"} ${issue.minimum}`,
      );
    case "too_big":
      return outOfBounds(
        issue.input,
        issue.origin,
        `${issue.inclusive === false ? "below" : "at most"} ${issue.maximum}`,
      );
    case "invalid_type": {
      const expected = nameOf[issue.expected] ?? issue.expected;
      return unsuitable(issue.input, expected, remedyOf[issue.expected] ?? `write ${expected}`);
    }
    default:
      return unsuitable(issue.input, "of a known form", "see the schema");
  }
}

function unsuitable(input: unknown, expected: string, remedy: string): Finding {
  return finding("value-invalid", { value: quote(input), expected, remedy });
}

function outOfBounds(input: unknown, origin: string, bound: string): Finding {
  const counted = origin === "array" || origin === "string" || origin === "object";
  const things = origin === "string" ? " characters" : " entries";
  return finding("value-out-of-bounds", {
    value: quote(input),
    remedy: `keep to ${bound}${counted ? things : ""}`,
  });
}

function unknownOption(input: unknown, key: string, options: readonly string[]): Finding {
  const written =
    input !== null && typeof input === "object" ? (input as Record<string, unknown>)[key] : input;
  if (written === undefined) return finding("key-missing", { key });
  return unsuitable(written, `a known ${key}`, suggest(String(written), options));
}

function unknownKeys(issue: z.core.$ZodRawIssue<z.core.$ZodIssueUnrecognizedKeys>): Finding[] {
  const schema = issue.inst as { _zod?: { def?: { shape?: object } } } | undefined;
  const known = Object.keys(schema?._zod?.def?.shape ?? {});
  return issue.keys.map((key) => finding("key-unknown", { key, suggestion: suggest(key, known) }));
}
