import { Problem } from "../drill/problem.js";
import type { Backend } from "./client.js";
import { GroupCommit } from "./group-commit.js";
import { backupSqlite } from "./sqlite/backup.js";
import { openSqlite, type SqliteOptions } from "./sqlite/open.js";
import { sqliteProblem } from "./sqlite/problems.js";

/** SQLite in the thread that calls this; every wait for the disk holds the thread up. */
export async function openSqliteBackend(file: string, options?: SqliteOptions): Promise<Backend> {
  const { db, erase, close } = await openSqlite(file, options);
  const commits = new GroupCommit(db, erase);
  return {
    ask: (name, ...parameters) =>
      commits.ask(name, ...parameters).catch((thrown: unknown) => {
        if (thrown instanceof RangeError || thrown instanceof Problem) throw thrown;
        throw sqliteProblem(thrown, file);
      }),
    backup: async (path) => backupSqlite(file, path),
    close,
  };
}
