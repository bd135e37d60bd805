import type * as z from "zod";
import { type Problem, problem } from "../../drill/problem.js";

type Issue = z.ZodError["issues"][number];

/** What a schema found, in the words of the form that the sender is most likely to have meant. */
export function malformed(issues: readonly Issue[]): Problem {
  const { path, message } = nearest(issues[0]!, []);
  const where = path.length === 0 ? null : path.map(String).join(".");
  return problem("request-malformed", { reason: message }, { where });
}

/** Of several forms, the one with the fewest faults was meant. */
function nearest(
  issue: Issue,
  above: readonly PropertyKey[],
): { path: PropertyKey[]; message: string } {
  const path = [...above, ...issue.path];
  const forms =
    issue.code === "invalid_union" ? issue.errors.filter(({ length }) => length > 0) : [];
  const [meant] = [...forms].sort((a, b) => a.length - b.length);
  return meant ? nearest(meant[0]!, path) : { path, message: issue.message };
}
