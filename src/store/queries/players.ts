import type { Kysely } from "kysely";
import { checkNames } from "../bounds.js";
import type { StoredPlayer } from "../store.js";
import type { Tables } from "../tables.js";

export async function player(db: Kysely<Tables>, id: string): Promise<StoredPlayer | null> {
  const row = await db.selectFrom("players").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? null : { id: row.id, createdAt: row.created_at };
}

export async function playerByToken(
  db: Kysely<Tables>,
  tokenHash: string,
): Promise<StoredPlayer | null> {
  const row = await db
    .selectFrom("players")
    .select(["id", "created_at"])
    .where("token_hash", "=", tokenHash)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, createdAt: row.created_at };
}

export async function createPlayer(
  db: Kysely<Tables>,
  id: string,
  tokenHash: string,
): Promise<StoredPlayer> {
  checkNames({ "the player's id": id, "the token's hash": tokenHash });
  const createdAt = new Date().toISOString();
  const row = await db
    .insertInto("players")
    .values({ id, token_hash: tokenHash, created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row === undefined) throw new RangeError("there is a player of this id or token already");
  return { id, createdAt };
}

/** What belongs to the player goes along, by the tables' references. */
export async function deletePlayer(db: Kysely<Tables>, id: string): Promise<number> {
  const { sessions } = await db
    .selectFrom("sessions")
    .select(({ fn }) => fn.countAll<number | string>().as("sessions"))
    .where("player", "=", id)
    .executeTakeFirstOrThrow();
  await db.deleteFrom("players").where("id", "=", id).execute();
  return Number(sessions);
}
