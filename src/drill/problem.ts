/** Problems of what a user hands us, made from the catalogue and told in one line. */
import { type ExitCode, type ProblemKind, problemCatalogue } from "./problem-catalogue.js";

export type ProblemCode = keyof typeof problemCatalogue;

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name extends `{${string}`
    ? Placeholders<Rest>
    : Name | Placeholders<Rest>
  : never;

/** The values that a code's wording asks for. */
export type ProblemValues<Code extends ProblemCode> = {
  [Name in
    | Placeholders<(typeof problemCatalogue)[Code]["what"]>
    | Placeholders<(typeof problemCatalogue)[Code]["remedy"]>]: string | number;
};

export interface ProblemContext {
  /** The place, for example `system.yaml:12 services.payment.threads`. */
  where?: string | null;
  cause?: unknown;
  /** Every problem found at once, the first of which this one repeats. */
  details?: readonly Problem[];
}

/**
 * An error that a user can put right (or, with exit code 3, should report).
 * `message` is what is wrong; `line` is the whole line as the command line prints it.
 */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly where: string | null;
  readonly remedy: string;
  readonly exitCode: ExitCode;
  /** All problems of the same input, this one first; never empty. */
  readonly details: readonly Problem[];

  constructor(code: ProblemCode, what: string, remedy: string, context: ProblemContext = {}) {
    super(what, context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.where = context.where ?? null;
    this.remedy = remedy;
    this.exitCode = problemCatalogue[code].exitCode;
    this.details = context.details ?? [this];
  }

  /** `error: what, where, what to do [code]`, always a single line. */
  get line(): string {
    const place = this.where === null ? "" : `, ${oneLine(this.where)}`;
    return `error: ${this.message}${place}, ${this.remedy} [${this.code}]`;
  }
}

/** Builds a problem from the catalogue; the compiler checks that every word in braces gets a value. */
export function problem<Code extends ProblemCode>(
  code: Code,
  values: ProblemValues<Code>,
  context: ProblemContext = {},
): Problem {
  const kind: ProblemKind = problemCatalogue[code];
  return new Problem(code, fill(kind.what, values), fill(kind.remedy, values), context);
}

/** One problem that stands for several: the first is its message, all are its details. */
export function firstOf(problems: readonly Problem[]): Problem {
  const first = problems[0];
  if (first === undefined) throw new RangeError("firstOf needs at least one problem");
  return new Problem(first.code, first.message, first.remedy, {
    where: first.where,
    details: problems,
  });
}

/** Any thrown value as a problem; what is not one already is a fault of ours. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return problem("fault", { reason }, { cause: thrown });
}

/** Values come from files and command lines: they must not break the line or flood it. */
export function oneLine(text: string): string {
  const flat = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
  return flat.length > 300 ? `${flat.slice(0, 297)}...` : flat;
}

function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/(?<!\{)\{([a-z]+)\}/g, (_, name: string) =>
    oneLine(String(values[name])),
  );
}
