/** The rows of a postmortem's timeline: what the journal gives, beside what somebody wrote. */
import { type Draft, draftOf, rowsIn, withRows } from "../../act/draft.js";

type TimelineRow = Readonly<{ at: string; text: string }>;

/** A postmortem that begins with what the journal tells and one empty row for each thing to be thought of. */
export function draftFrom(timeline: readonly TimelineRow[]): Draft {
  const action = { text: "", owner: "", due: "" };
  return draftOf({ timeline, causes: [""], actions: [action] });
}

/** Rows of the journal's timeline that the draft does not have as they are. */
export function missingRows(draft: Draft, timeline: readonly TimelineRow[]): TimelineRow[] {
  const rows = rowsIn(draft, "timeline");
  return timeline.filter(
    ({ at, text }) => !rows.some((row) => row[".at"] === at && row[".text"] === text),
  );
}

/** The draft with more rows in its timeline, in the order of time; rows without a time stay at the end. */
export function withTimeline(
  draft: Draft,
  more: readonly TimelineRow[],
  maximumRows: number,
): Draft {
  const { timeline: _, ...added } = draftOf({ timeline: more });
  const rows = [
    ...rowsIn(draft, "timeline"),
    ...rowsIn({ ...added, timeline: String(more.length) }, "timeline"),
  ];
  const timeOf = (row: Draft) => (row[".at"] ?? "").trim() || "99";
  const sorted = rows.sort((one, other) =>
    timeOf(one) < timeOf(other) ? -1 : timeOf(one) > timeOf(other) ? 1 : 0,
  );
  return withRows(draft, "timeline", sorted.slice(0, maximumRows));
}
