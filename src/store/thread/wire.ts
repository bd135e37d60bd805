import { asProblem, Problem, type ProblemCode } from "../../drill/problem.js";
import type { QueryName } from "../queries/index.js";
import type { SqliteOptions } from "../sqlite/open.js";

/** What the store's thread is started with. */
export interface ThreadData {
  file: string;
  options: SqliteOptions;
}

export interface Question {
  id: number;
  name: QueryName | "close";
  parameters: readonly unknown[];
}

/** The answer with id 0 is that the store is open, or why not. */
export type Answer = { id: number; value: unknown } | { id: number; failure: Failure };

/** Errors by hand: copied to another thread, an error of ours would lose its code. */
export type Failure =
  | { kind: "range"; message: string }
  | {
      kind: "problem";
      code: ProblemCode;
      what: string;
      remedy: string;
      where: string | null;
      stack: string;
    };

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof RangeError) return { kind: "range", message: thrown.message };
  const { code, message: what, remedy, where, cause, stack } = asProblem(thrown);
  return {
    kind: "problem",
    code,
    what,
    remedy,
    where,
    stack: (cause instanceof Error ? cause.stack : stack) ?? what,
  };
}

export function errorOf(failure: Failure): Error {
  if (failure.kind === "range") return new RangeError(failure.message);
  const { code, what, remedy, where, stack } = failure;
  return new Problem(code, what, remedy, { where, cause: stack });
}
