import type { Ask } from "./queries/index.js";
import type { StoredEntry } from "./store.js";

/** Entries in pages, because a whole session at once would hold up the thread that receives it. */
export async function* pagesOf(
  ask: Ask,
  session: string,
  from: number,
): AsyncGenerator<StoredEntry[]> {
  for (let next = from; ; ) {
    const page = await ask("entriesPage", session, next);
    if (page.length === 0) return;
    yield page;
    next += page.length;
  }
}
