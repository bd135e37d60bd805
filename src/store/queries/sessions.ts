import { type Kysely, type Selectable, sql } from "kysely";
import {
  checkEntries,
  checkInteger,
  checkMoment,
  checkNames,
  checkText,
  storeBounds,
} from "../bounds.js";
import type { NewSession, StoredEntry, StoredSession } from "../store.js";
import type { Tables } from "../tables.js";
import { insertEntries } from "./entries.js";
import { player } from "./players.js";

export async function createSession(
  db: Kysely<Tables>,
  given: NewSession,
  entries: readonly StoredEntry[],
): Promise<StoredSession> {
  checkNames({ "the session's id": given.id, "the player's id": given.player, drill: given.drill });
  checkText("the header", given.header, storeBounds.lineCharacters);
  checkInteger("the seed", given.seed, 0, Number.MAX_SAFE_INTEGER);
  checkMoment("the session's moment", given.atUs);
  checkEntries(entries, 1);
  const { forkedFrom } = given;
  if (forkedFrom) {
    checkNames({ "the forked session": forkedFrom.session });
    checkMoment("the moment of the fork", forkedFrom.atUs);
  }
  if ((await player(db, given.player)) === null) throw new RangeError("there is no such player");

  const now = new Date().toISOString();
  const row = await db
    .insertInto("sessions")
    .values({
      id: given.id,
      player: given.player,
      ordinal: sql<number>`(select coalesce(max(ordinal), 0) + 1 from sessions where player = ${given.player})`,
      drill: given.drill,
      seed: given.seed,
      status: "live",
      created_at: now,
      updated_at: now,
      header: given.header,
      entries: entries.length,
      at_us: Math.max(given.atUs, entries.at(-1)?.atUs ?? 0),
      fork_session: forkedFrom?.session ?? null,
      fork_at_us: forkedFrom?.atUs ?? null,
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) throw new RangeError("there is a session of this id already");
  await insertEntries(db, given.id, entries);
  return sessionOf({ ...row, points: null, max: null, verdict: null });
}

export async function session(db: Kysely<Tables>, id: string): Promise<StoredSession | null> {
  const row = await withResults(db).where("sessions.id", "=", id).executeTakeFirst();
  return row === undefined ? null : sessionOf(row);
}

export async function sessionsOf(
  db: Kysely<Tables>,
  owner: string,
  limit: number,
): Promise<StoredSession[]> {
  checkInteger("the limit", limit, 1, storeBounds.sessions);
  const rows = await withResults(db)
    .where("sessions.player", "=", owner)
    .orderBy("sessions.ordinal", "desc")
    .limit(limit)
    .execute();
  return rows.map(sessionOf);
}

/** A player's sessions from the oldest on, one after the other: the one that follows `after`, and where it stands. */
export async function sessionAfter(
  db: Kysely<Tables>,
  owner: string,
  after: number,
): Promise<{ session: StoredSession; ordinal: number } | null> {
  const row = await withResults(db)
    .where("sessions.player", "=", owner)
    .where("sessions.ordinal", ">", after)
    .orderBy("sessions.ordinal")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { session: sessionOf(row), ordinal: Number(row.ordinal) };
}

export async function sharedSession(
  db: Kysely<Tables>,
  tokenHash: string,
): Promise<StoredSession | null> {
  const row = await withResults(db)
    .innerJoin("shares", "shares.session", "sessions.id")
    .where("shares.token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row === undefined ? null : sessionOf(row);
}

export async function setStatus(
  db: Kysely<Tables>,
  id: string,
  status: "live" | "scoring",
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("sessions")
    .set({ status, updated_at: new Date().toISOString() })
    .where("id", "=", id)
    .where("status", "!=", "done")
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new RangeError("there is no such session, or it has a result");
}

export async function deleteSession(db: Kysely<Tables>, id: string): Promise<void> {
  await db.deleteFrom("sessions").where("id", "=", id).execute();
}

function withResults(db: Kysely<Tables>) {
  return db
    .selectFrom("sessions")
    .leftJoin("results", "results.session", "sessions.id")
    .selectAll("sessions")
    .select(["results.points", "results.max", "results.verdict"]);
}

type Row = Selectable<Tables["sessions"]> & Pick<StoredSession, "points" | "max" | "verdict">;

function sessionOf(row: Row): StoredSession {
  return {
    id: row.id,
    player: row.player,
    drill: row.drill,
    seed: Number(row.seed),
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    header: row.header,
    entries: Number(row.entries),
    atUs: Number(row.at_us),
    forkedFrom:
      row.fork_session === null
        ? null
        : { session: row.fork_session, atUs: Number(row.fork_at_us) },
    points: row.points,
    max: row.max,
    verdict: row.verdict,
  };
}
