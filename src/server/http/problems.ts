/** From whatever went wrong to the document that the client gets. */
import { randomBytes } from "node:crypto";
import { HTTPException } from "hono/http-exception";
import { asProblem, oneLine, type Problem, problem } from "../../drill/problem.js";
import { maximumBodyBytes, type ProblemDocument } from "../api/documents.js";
import { bareHeaders } from "./headers.js";
import { problemStatus } from "./status.js";

/** Where it happened is told only of what the client sent: other places are files of this machine. */
export function documentOf({ code, message, where, remedy }: Problem): ProblemDocument {
  const told = problemStatus[code] < 500 ? where : null;
  return { schema: "smokejumper.problem/1", code, message, where: told, remedy };
}

/**
 * What may be told of anything thrown. A fault of ours is logged under a number and told by that number alone, since
 * its words may name files of this machine.
 */
export function tellable(thrown: unknown, doing: string, log: (line: string) => void): Problem {
  const found = thrown instanceof HTTPException ? ofFramework(thrown) : asProblem(thrown);
  if (problemStatus[found.code] !== 500) return found;
  const number = randomBytes(4).toString("hex");
  const stack = thrown instanceof Error ? (thrown.stack ?? "") : "";
  const place = /\n\s+at (.*)/.exec(stack)?.[1] ?? "";
  log(oneLine(`fault ${number}: ${doing}: ${found.message} ${place}`));
  return problem("fault", { reason: `number ${number} in the server's log` });
}

/** As a problem's cause: headers that its answer is to carry. */
export class AnswerHeaders {
  constructor(readonly headers: Record<string, string>) {}
}

export interface ProblemAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The whole answer that tells what went wrong. */
export function answerOf(
  thrown: unknown,
  doing: string,
  log: (line: string) => void,
): ProblemAnswer {
  const found = tellable(thrown, doing, log);
  const headers: Record<string, string> = { ...bareHeaders, "content-type": "application/json" };
  if (found.cause instanceof AnswerHeaders) Object.assign(headers, found.cause.headers);
  return { status: problemStatus[found.code], headers, body: JSON.stringify(documentOf(found)) };
}

/** What the framework refuses before a route sees it. */
function ofFramework(thrown: HTTPException): Problem {
  if (thrown.status === 413) return problem("request-too-large", { limit: maximumBodyBytes });
  if (thrown.status === 415) return problem("media-type", {});
  if (thrown.status === 400) return problem("request-malformed", { reason: "it is not JSON" });
  return asProblem(thrown);
}
