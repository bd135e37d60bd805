/** What each act was worth to the users, in words. */
import type { Debrief } from "../../server/api/debrief.js";
import type { EntryView } from "../../server/api/documents.js";
import { formatLength, formatNumber } from "../ui/format.js";

export interface Worth {
  entry: EntryView;
  /** Null for acts that changed nothing in the system. */
  saved: number | null;
  text: string;
}

/** Acts on the system and their worth, in the order in which they were taken. */
export function worthOf({
  entries,
  score,
  valueWindowSeconds,
}: Pick<Debrief, "entries" | "score" | "valueWindowSeconds">): Worth[] {
  const within =
    valueWindowSeconds === undefined ? "" : ` within ${windowInWords(valueWindowSeconds)}`;
  const values = new Map(score.actions.map((value) => [value.entry, value]));
  return entries
    .filter(({ group }) => group === "operate")
    .map((entry) => {
      const value = values.get(entry.entry);
      if (!value) {
        const text =
          entry.changed === false ? "Changed nothing: it was so already." : "Not measured.";
        return { entry, saved: null, text };
      }
      return { entry, saved: value.saved, text: inWords(value, within) };
    });
}

/** "2 min": the time after an act in which it is counted what it was worth. */
export function windowInWords(seconds: number): string {
  return formatLength(seconds * 1_000_000);
}

function inWords({ saved, share }: { saved: number; share: number }, within: string): string {
  if (saved === 0) return "Made no difference to users.";
  const requests = `${formatNumber(Math.abs(saved))} user request${Math.abs(saved) === 1 ? "" : "s"}${within}`;
  if (saved < 0) return `Cost ${requests}.`;
  const percent = Math.round(share * 100);
  return percent >= 1
    ? `Saved ${requests}, ${percent} % of those about to fail.`
    : `Saved ${requests}.`;
}
