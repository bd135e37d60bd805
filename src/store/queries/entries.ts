import type { Kysely, Selectable } from "kysely";
import { checkEntries, checkInteger } from "../bounds.js";
import type { StoredEntry } from "../store.js";
import type { Tables } from "../tables.js";

export async function append(
  db: Kysely<Tables>,
  session: string,
  entries: readonly StoredEntry[],
): Promise<void> {
  const before = await db
    .selectFrom("sessions")
    .select(["entries", "status"])
    .where("id", "=", session)
    .executeTakeFirst();
  if (before === undefined) throw new RangeError("there is no such session");
  if (before.status === "done") throw new RangeError("the session has a result and takes no entry");
  const present = Number(before.entries);
  checkEntries(entries, present + 1);
  const last = entries.at(-1);
  if (last === undefined) return;
  const { numUpdatedRows } = await db
    .updateTable("sessions")
    .set({ entries: last.entry, at_us: last.atUs, updated_at: new Date().toISOString() })
    .where("id", "=", session)
    // Where the database lets two writers in at once, the slower one is refused here.
    .where("entries", "=", present)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new RangeError(`entry ${present + 1} was written by another`);
  await insertEntries(db, session, entries);
}

/** Databases limit the parameters of a statement. */
const rowsOfStatement = 500;

export async function insertEntries(
  db: Kysely<Tables>,
  session: string,
  entries: readonly StoredEntry[],
): Promise<void> {
  for (let start = 0; start < entries.length; start += rowsOfStatement) {
    const rows = entries
      .slice(start, start + rowsOfStatement)
      .map(({ entry, atUs, line, observation }) => ({
        session,
        entry,
        at_us: atUs,
        line,
        observation,
      }));
    await db.insertInto("entries").values(rows).execute();
  }
}

export async function entry(
  db: Kysely<Tables>,
  session: string,
  number: number,
): Promise<StoredEntry | null> {
  const row = await db
    .selectFrom("entries")
    .selectAll()
    .where("session", "=", session)
    .where("entry", "=", number)
    .executeTakeFirst();
  return row === undefined ? null : entryOf(row);
}

/** A page ends after this many characters, so that its way to another thread stays short. */
const charactersOfPage = 1024 * 1024;
const rowsOfStep = 32;
const rowsOfPage = 512;

/** Entries from a number on, as many as make one page; an empty page is behind the last entry. */
export async function entriesPage(
  db: Kysely<Tables>,
  session: string,
  from: number,
): Promise<StoredEntry[]> {
  checkInteger("the first entry", from, 1, Number.MAX_SAFE_INTEGER);
  const page: StoredEntry[] = [];
  let characters = 0;
  while (page.length < rowsOfPage && characters < charactersOfPage) {
    const rows = await db
      .selectFrom("entries")
      .selectAll()
      .where("session", "=", session)
      .where("entry", ">=", from + page.length)
      .orderBy("entry")
      .limit(rowsOfStep)
      .execute();
    for (const row of rows) {
      page.push(entryOf(row));
      characters += row.line.length + row.observation.length;
    }
    if (rows.length < rowsOfStep) break;
  }
  return page;
}

function entryOf(row: Selectable<Tables["entries"]>): StoredEntry {
  const { at_us: atUs, line, observation } = row;
  return { entry: Number(row.entry), atUs: Number(atUs), line, observation };
}
