import type { Kysely } from "kysely";
import { checkInteger, checkNames, checkText, storeBounds } from "../bounds.js";
import type { StoredRating, StoredResult } from "../store.js";
import type { Tables } from "../tables.js";

export async function finish(
  db: Kysely<Tables>,
  session: string,
  result: StoredResult,
): Promise<void> {
  const { footer, verdict, points, max, debrief } = result;
  checkNames({ "the verdict": verdict });
  checkText("the footer", footer, storeBounds.lineCharacters);
  checkText("the debrief", debrief, storeBounds.debriefCharacters);
  for (const value of [points, max]) {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number of points`);
  }
  const { numUpdatedRows } = await db
    .updateTable("sessions")
    .set({ status: "done", updated_at: new Date().toISOString() })
    .where("id", "=", session)
    .where("status", "!=", "done")
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new RangeError("there is no such session, or it has a result");
  await db
    .insertInto("results")
    .values({ session, footer, verdict, points, max, debrief })
    .execute();
}

export async function result(db: Kysely<Tables>, session: string): Promise<StoredResult | null> {
  const row = await db
    .selectFrom("results")
    .select(["footer", "verdict", "points", "max", "debrief"])
    .where("session", "=", session)
    .executeTakeFirst();
  return row ?? null;
}

export async function rate(
  db: Kysely<Tables>,
  session: string,
  { overall, note }: StoredRating,
): Promise<void> {
  checkInteger("the rating", overall, 1, 5);
  if (note !== null && note.length > storeBounds.noteCharacters) {
    throw new RangeError(`the note has more than ${storeBounds.noteCharacters} characters`);
  }
  await refuseUnknown(db, session);
  const rating = { overall, note: JSON.stringify(note) };
  await db
    .insertInto("ratings")
    .values({ session, ...rating })
    .onConflict((conflict) => conflict.column("session").doUpdateSet(rating))
    .execute();
}

export async function rating(db: Kysely<Tables>, session: string): Promise<StoredRating | null> {
  const row = await db
    .selectFrom("ratings")
    .selectAll()
    .where("session", "=", session)
    .executeTakeFirst();
  return row === undefined ? null : { overall: Number(row.overall), note: JSON.parse(row.note) };
}

/** A session has one token at a time: a new one ends what the old one opened. */
export async function share(db: Kysely<Tables>, session: string, tokenHash: string): Promise<void> {
  checkNames({ "the token's hash": tokenHash });
  await refuseUnknown(db, session);
  await unshare(db, session);
  const row = await db
    .insertInto("shares")
    .values({ session, token_hash: tokenHash })
    .onConflict((conflict) => conflict.doNothing())
    .returning("session")
    .executeTakeFirst();
  if (row === undefined) throw new RangeError("the token opens another session");
}

export async function unshare(db: Kysely<Tables>, session: string): Promise<void> {
  await db.deleteFrom("shares").where("session", "=", session).execute();
}

async function refuseUnknown(db: Kysely<Tables>, session: string): Promise<void> {
  const row = await db
    .selectFrom("sessions")
    .select("id")
    .where("id", "=", session)
    .executeTakeFirst();
  if (row === undefined) throw new RangeError("there is no such session");
}
