import { clockText, type Drill } from "../../drill/drill.js";
import type { StoredSession } from "../../store/store.js";
import type { SessionSummary } from "../api/documents.js";

/** A stored session as lists show it. */
export function summaryOf(stored: StoredSession, drill: Drill): SessionSummary {
  const { id, seed, status, createdAt, updatedAt, entries, atUs, forkedFrom } = stored;
  return {
    id,
    drill: stored.drill,
    title: drill.title,
    seed,
    status,
    createdAt,
    updatedAt,
    entries,
    clock: clockText(drill, atUs),
    forkedFrom: forkedFrom && {
      session: forkedFrom.session,
      clock: clockText(drill, forkedFrom.atUs),
    },
    points: stored.points,
    max: stored.max,
    verdict: stored.verdict as SessionSummary["verdict"],
  };
}
