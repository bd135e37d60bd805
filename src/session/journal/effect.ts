import type { Change } from "../../world/system.js";
import type { Understanding } from "../understanding.js";
import type { Entry } from "./types.js";

/** Whether an act changed the system; null for an act that is not meant to. */
export function changedBy({ effect }: Pick<Entry, "effect">): boolean | null {
  return effect !== null && "changed" in effect ? effect.changed : null;
}

/** What an act did to the system. */
export function changesOf({ effect }: Pick<Entry, "effect">): readonly Change[] {
  return effect !== null && "changes" in effect ? effect.changes : [];
}

/** What was understood of an act's words, by each item that they were read for. */
export function understoodIn({ effect }: Pick<Entry, "effect">): readonly Understanding[] {
  return effect !== null && "understood" in effect ? effect.understood : [];
}

/**
 * Whether a journal's line tells what was understood of words. It names criteria of the rubric, which players may know
 * only once the run is over.
 */
export function tellsUnderstanding(line: string): boolean {
  const { effect = null } = JSON.parse(line) as Partial<Entry>;
  return understoodIn({ effect }).length > 0;
}
