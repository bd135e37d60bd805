import { asProblem, Problem, type ProblemCode } from "../../drill/problem.js";
import type { ProblemDocument } from "../api/documents.js";
import type { PlainProblem } from "./protocol.js";

export function plainProblem(thrown: unknown): PlainProblem {
  const { code, message, where, remedy } = asProblem(thrown);
  return { code, message, where, remedy };
}

export function problemFrom({ code, message, where, remedy }: PlainProblem): Problem {
  return new Problem(code as ProblemCode, message, remedy, { where });
}

/** A problem as clients get it. */
export function problemDocument(thrown: unknown): ProblemDocument {
  return { schema: "smokejumper.problem/1", ...plainProblem(thrown) };
}
