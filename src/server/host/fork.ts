import type { StoredEntry } from "../../store/store.js";

/** Acts that only let time pass, which the fork does by itself. */
const passing = ["wait", "finish"];

/**
 * The entries of a run up to a moment, and the moment itself: a run that was left before it cannot be taken up any
 * later. A wait that comes last is left out, since it may have lasted beyond the moment.
 */
export function entriesUntil(
  entries: readonly StoredEntry[],
  atUs: number,
): { entries: StoredEntry[]; untilUs: number } {
  const toolOf = ({ line }: StoredEntry) => (JSON.parse(line) as { tool: string }).tool;
  const finish = entries.find((entry) => toolOf(entry) === "finish");
  const untilUs = Math.min(atUs, finish?.atUs ?? atUs);
  const before = entries.filter((entry) => entry.atUs <= untilUs);
  while (before.length > 0 && passing.includes(toolOf(before.at(-1)!))) before.pop();
  return { entries: before, untilUs };
}
