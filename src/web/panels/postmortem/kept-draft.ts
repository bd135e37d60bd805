/** What was typed into a postmortem and is not lost before the tab is closed. */
import type { Draft } from "../../act/draft.js";
import { isText, table } from "../../live/shapes.js";
import { readDraftText, writeDraftText } from "../drafts.js";

/** No channel is called that. */
const of = "write_postmortem";

const isDraft = table(isText);

/** What was typed in this tab; null when nothing was, or it cannot be read. */
export function readKept(session: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(readDraftText(session, of));
    return isDraft(kept) ? (kept as Draft) : null;
  } catch {
    return null;
  }
}

export function keep(session: string, draft: Draft): void {
  writeDraftText(session, of, JSON.stringify(draft));
}
