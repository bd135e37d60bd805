import Database from "libsql";
import { problem } from "../../drill/problem.js";
import { createPrivateFile } from "./private-file.js";

/** Long enough for a program that is just ending. */
const patienceMilliseconds = 500;

/**
 * Makes this process the only one that serves the file. SQLite would let several write in turn, but two servers would
 * go on with the same live sessions. The lock is that of an empty database beside it: the system frees it when the
 * process dies, however it dies, and the store itself stays open to readers such as a backup. (The system also frees
 * it when the process opens and closes the same file by other means: leave it to SQLite.)
 */
export function lockStore(file: string): { release(): void } {
  const lockFile = `${file}-lock`;
  createPrivateFile(lockFile);
  const lock = new Database(lockFile, { timeout: patienceMilliseconds });
  try {
    // In memory: taking the lock leaves no second file behind.
    lock.exec("pragma journal_mode = memory");
    lock.exec("begin exclusive");
  } catch (thrown) {
    lock.close();
    if ((thrown as { code?: string }).code !== "SQLITE_BUSY") throw thrown;
    throw problem("store-locked", {}, { where: file, cause: thrown });
  }
  return { release: () => void lock.close() };
}
