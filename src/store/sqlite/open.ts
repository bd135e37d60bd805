import { Kysely } from "kysely";
import { Problem } from "../../drill/problem.js";
import { migrate } from "../migrations.js";
import type { Tables } from "../tables.js";
import { claim, connect, firstValue, patienceMilliseconds } from "./connect.js";
import { OwnSqliteDialect } from "./driver.js";
import { lockStore } from "./lock.js";
import { createPrivateFile } from "./private-file.js";
import { sqliteProblem } from "./problems.js";

export interface SqliteOptions {
  /** The file never grows past this; without it the disk is the limit. */
  maximumBytes?: number;
}

export interface OpenDatabase {
  db: Kysely<Tables>;
  /** Leaves nothing on the disk of what was deleted; false when that is not possible just now. */
  erase(): boolean;
  close(): Promise<void>;
}

/** Opens the store's file for the one process that serves it, brings its tables up to date, or throws a Problem. */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<OpenDatabase> {
  const opened: (() => unknown)[] = [];
  try {
    createPrivateFile(file);
    const lock = lockStore(file);
    opened.push(() => lock.release());
    const database = connect(file);
    const db = new Kysely<Tables>({ dialect: new OwnSqliteDialect(database) });
    opened.push(() => database.close());
    claim(database, file);
    for (const setting of settings) firstValue(database, `pragma ${setting}`);
    await migrate(db as Kysely<never>);
    if (options.maximumBytes !== undefined) {
      const pages = Math.floor(
        options.maximumBytes / Number(firstValue(database, "pragma page_size")),
      );
      firstValue(database, `pragma max_page_count = ${pages}`);
    }
    const erase = (): boolean => {
      // Deleted rows are overwritten in the pages; this brings the pages home and empties the log of older ones.
      // A backup that is reading keeps the log: it is not waited for, so that nobody else has to.
      firstValue(database, "pragma busy_timeout = 0");
      try {
        return firstValue(database, "pragma wal_checkpoint(truncate)") === 0;
      } catch {
        return false;
      } finally {
        firstValue(database, `pragma busy_timeout = ${patienceMilliseconds}`);
      }
    };
    return {
      db,
      erase,
      close: async () => {
        // SQLite would do so by itself, but only once the last statement is collected as garbage.
        erase();
        await db.destroy();
        lock.release();
      },
    };
  } catch (thrown) {
    for (const close of opened.reverse()) close();
    throw thrown instanceof Problem ? withPlace(thrown, file) : sqliteProblem(thrown, file);
  }
}

const settings = [
  // Every commit is on disk before it is told; on macOS that takes a call of its own.
  "synchronous = full",
  "fullfsync = on",
  "checkpoint_fullfsync = on",
  "foreign_keys = on",
  // People's answers: what is deleted is overwritten with zeros, at the price of writing those pages.
  "secure_delete = on",
  // The log is cut back to this after it was emptied, so that one large change does not keep its space.
  `journal_size_limit = ${16 * 1024 * 1024}`,
  // A file that was tampered with cannot call functions through its own schema, nor mislead by broken cells.
  "trusted_schema = off",
  "cell_size_check = on",
];

function withPlace(found: Problem, file: string): Problem {
  if (found.where !== null) return found;
  return new Problem(found.code, found.message, found.remedy, { where: file, cause: found });
}
