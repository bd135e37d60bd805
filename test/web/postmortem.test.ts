/** The draft of a postmortem: what the journal gives it, beside what somebody wrote. */
import { describe, expect, it } from "vitest";
import { draftOf, readDraft } from "../../src/web/act/draft.js";
import { fieldsOf } from "../../src/web/act/fields.js";
import {
  draftFrom,
  missingRows,
  withTimeline,
} from "../../src/web/panels/postmortem/timeline-rows.js";
import { tool } from "./support.js";

const journal = [
  { at: "14:00:10", text: "Alert frontend-all-failing fired" },
  { at: "14:12:03", text: "Declare an incident: SEV-1" },
];
const fields = fieldsOf(tool("write_postmortem").inputSchema);
const timelineOf = (draft: Record<string, string>) => readDraft(fields, draft).input.timeline;

describe("the timeline of a postmortem", () => {
  it("begins as the journal tells it", () => {
    const draft = draftFrom(journal);
    expect(timelineOf(draft)).toEqual(journal);
    expect(missingRows(draft, journal)).toEqual([]);
  });

  it("takes what came since in the order of time, and keeps what was written", () => {
    const own = { at: "14:05", text: "Users began to complain" };
    const draft = draftOf({ timeline: [journal[0], own] });
    const missing = missingRows(draft, journal);
    expect(missing).toEqual([journal[1]]);
    expect(timelineOf(withTimeline(draft, missing, 60))).toEqual([journal[0], own, journal[1]]);
    expect(timelineOf(withTimeline(draft, missing, 2))).toEqual([journal[0], own]);
  });
});
