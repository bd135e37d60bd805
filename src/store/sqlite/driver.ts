import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from "kysely";
import type Database from "libsql";

/** Kysely's dialect for SQLite, with transactions that know of SQLite's own ways. */
export class OwnSqliteDialect extends SqliteDialect {
  constructor(private readonly database: Database.Database) {
    super({ database: asKyselyExpects(database) });
  }

  override createDriver(): Driver {
    return new OwnSqliteDriver(this.database);
  }
}

class OwnSqliteDriver extends SqliteDriver {
  constructor(private readonly database: Database.Database) {
    super({ database: asKyselyExpects(database) });
  }

  /** Takes the right to write at once: one that begins by reading can be refused in its midst. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /** A full disk makes SQLite roll back by itself, and a second time would hide the error that tells why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** The packages' types differ in words only. */
function asKyselyExpects(database: Database.Database): SqliteDialectConfig["database"] {
  return {
    prepare: (text) => database.prepare(text) as never,
    close: () => void database.close(),
  };
}
