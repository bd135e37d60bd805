import type { Drill } from "../drill/drill.js";
import { problem } from "../drill/problem.js";
import type { Journal } from "./journal/index.js";
import { type ReplayOptions, replay } from "./replay.js";
import type { Session } from "./session.js";

/** Goes on with an unfinished run. Throws a problem when it is finished or does not match its replay. */
export async function resume(
  journal: Journal,
  drill: Drill,
  options: Omit<ReplayOptions, "untilUs">,
): Promise<Session> {
  if (journal.footer) throw problem("session-finished", {});
  const { session, problems } = await replay(journal, drill, options);
  const first = problems[0];
  if (first) {
    throw problem("journal-mismatch", { reason: first.what }, { where: `line ${first.line}` });
  }
  return session;
}
