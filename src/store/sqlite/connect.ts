import Database from "libsql";
import { problem } from "../../drill/problem.js";

/** "SMKJ", by which a file says that it is ours. */
const applicationId = 0x534d4b4a;

/** How long a connection waits for another, such as a backup that ends and tidies up. */
export const patienceMilliseconds = 5000;

/** Opens a connection, and refuses a database that is not a store of ours. An empty file becomes one. */
export function connect(file: string): Database.Database {
  const database = new Database(file, { timeout: patienceMilliseconds });
  try {
    const found = firstNumber(database, "pragma application_id");
    const tables = firstNumber(database, "select count(*) from sqlite_master");
    if (found !== applicationId && (found !== 0 || tables > 0)) {
      throw problem("store-foreign", { reason: "another program made it" }, { where: file });
    }
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

/** Settings that last: the file's own mark, and the log that lets readers and the writer go on side by side. */
export function claim(database: Database.Database, file: string): void {
  if (firstNumber(database, "pragma application_id") !== applicationId) {
    database.exec(`pragma application_id = ${applicationId}`);
  }
  const mode = firstValue(database, "pragma journal_mode = wal");
  if (mode === "wal") return;
  const reason = "its disk lacks what SQLite's write-ahead log needs, as network shares do";
  throw problem("store-failed", { reason }, { where: file });
}

/** The first column of the first row; a setting that answers with no row is only made. */
export function firstValue(database: Database.Database, text: string): unknown {
  const statement = database.prepare(text);
  if (statement.reader) return (statement.raw().all()[0] as unknown[] | undefined)?.[0];
  statement.run();
  return undefined;
}

function firstNumber(database: Database.Database, text: string): number {
  return Number(firstValue(database, text));
}
