/** What the players made understood: what counts in the end of all that was recorded of their words. */
import { type Entry, understoodIn, writePostmortem } from "../session/index.js";

/** The player's own words behind a criterion, or against it. */
export interface Quote {
  entry: number;
  phrase: string;
}

/** What was understood of one criterion of an item. */
export interface Understood {
  item: string;
  criterion: string;
  /** The entry from which on it was understood to the end. */
  entry: number;
  phrases: string[];
}

/**
 * What was understood in the end by these items, criterion by criterion. Words are read together with those before them, so the last
 * reading counts, and a criterion is owed to the entry from which on all readings have it. A postmortem that is written
 * again takes the place of the one before.
 */
export function understoodBy(
  entries: readonly Entry[],
  wanted: ReadonlySet<string | undefined>,
): Understood[] {
  const items = new Map<string, Map<string, Understood>>();
  for (const entry of entries) {
    for (const { item, met } of understoodIn(entry)) {
      if (!wanted.has(item)) continue;
      const before = entry.tool === writePostmortem.name ? undefined : items.get(item);
      const now = Object.entries(met).map(([criterion, phrases]): [string, Understood] => [
        criterion,
        before?.get(criterion) ?? { item, criterion, entry: entry.entry, phrases },
      ]);
      items.set(item, new Map(now));
    }
  }
  return [...items.values()].flatMap((criteria) => [...criteria.values()]);
}

/** What was said that the run contradicts; of postmortems only in the last. `tool` narrows it to words of one tool. */
export function untrueIn(entries: readonly Entry[], tool?: string): Quote[] {
  const last = entries.findLast((entry) => entry.tool === writePostmortem.name);
  return entries
    .filter((entry) => entry.tool !== writePostmortem.name || entry === last)
    .filter((entry) => tool === undefined || entry.tool === tool)
    .flatMap((entry) =>
      understoodIn(entry).flatMap(({ refuted = {} }) =>
        Object.values(refuted)
          .flat()
          .map((phrase) => ({ entry: entry.entry, phrase })),
      ),
    );
}
