import { type Kysely, type Migration, Migrator, sql } from "kysely";
import { problem } from "../drill/problem.js";

/**
 * The ways from one version of the tables to the next. They only go forward and are never edited once released; a
 * backup is the way back. Types are those that SQLite and PostgreSQL share: `bigint`, because microseconds outgrow 32 bits.
 */
const migrations: Record<string, Migration> = {
  "0001-players-and-sessions": { up: createTables },
};

export const storeVersion = Object.keys(migrations).sort().at(-1)!;

/** Brings the tables to this program's version, in one transaction. */
export async function migrate(db: Kysely<never>): Promise<void> {
  await refuseNewer(db);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Refuses tables that a newer program made: what it means by them is not known here. */
export async function refuseNewer(db: Kysely<never>): Promise<void> {
  const found = await versionOf(db);
  if (found !== null && !Object.hasOwn(migrations, found)) {
    throw problem("store-version", { found, own: storeVersion });
  }
}

/** The latest migration that the tables have seen; null when there are none yet. */
async function versionOf(db: Kysely<never>): Promise<string | null> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === "kysely_migration")) return null;
  const { rows } = await sql<{ name: string }>`
    select name from kysely_migration order by name desc limit 1`.execute(db);
  return rows[0]?.name ?? null;
}

async function createTables(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("players")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("sessions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("player", "text", (column) =>
      column.notNull().references("players.id").onDelete("cascade"),
    )
    .addColumn("ordinal", "bigint", (column) => column.notNull())
    .addColumn("drill", "text", (column) => column.notNull())
    .addColumn("seed", "bigint", (column) => column.notNull())
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('live', 'scoring', 'done')`),
    )
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addColumn("header", "text", (column) => column.notNull())
    .addColumn("entries", "bigint", (column) => column.notNull())
    .addColumn("at_us", "bigint", (column) => column.notNull())
    // No reference: a fork stays when the session it began from is deleted.
    .addColumn("fork_session", "text")
    .addColumn("fork_at_us", "bigint")
    .addUniqueConstraint("sessions_of_player", ["player", "ordinal"])
    .execute();
  await db.schema
    .createTable("entries")
    .addColumn("session", "text", ownedBySession)
    .addColumn("entry", "bigint", (column) => column.notNull())
    .addColumn("at_us", "bigint", (column) => column.notNull())
    .addColumn("line", "text", (column) => column.notNull())
    .addColumn("observation", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("entries_of_session", ["session", "entry"])
    .execute();
  await db.schema
    .createTable("results")
    .addColumn("session", "text", (column) => ownedBySession(column).primaryKey())
    .addColumn("footer", "text", (column) => column.notNull())
    .addColumn("verdict", "text", (column) => column.notNull())
    .addColumn("points", "double precision", (column) => column.notNull())
    .addColumn("max", "double precision", (column) => column.notNull())
    .addColumn("debrief", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("ratings")
    .addColumn("session", "text", (column) => ownedBySession(column).primaryKey())
    .addColumn("overall", "bigint", (column) => column.notNull())
    .addColumn("note", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("shares")
    .addColumn("session", "text", (column) => ownedBySession(column).primaryKey())
    .addColumn("token_hash", "text", (column) => column.notNull().unique())
    .execute();
}

function ownedBySession<
  Column extends {
    notNull(): Column;
    references(ref: string): Column;
    onDelete(action: "cascade"): Column;
  },
>(column: Column): Column {
  return column.notNull().references("sessions.id").onDelete("cascade");
}
