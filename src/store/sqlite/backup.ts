import { randomBytes } from "node:crypto";
import { existsSync, linkSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Problem, problem } from "../../drill/problem.js";
import { connect } from "./connect.js";
import { createPrivateFile, syncFolder, syncPath } from "./private-file.js";
import { sqliteProblem } from "./problems.js";

/**
 * Copies the store as it is at this moment, while it is in use by this or another process. The copy gets its name
 * only once it is whole and on disk. It blocks its thread for as long as it takes.
 */
export function backupSqlite(file: string, path: string): void {
  const target = resolve(path);
  if (!existsSync(file)) throw problem("file-missing", { file });
  refuseExisting(target);
  const partial = `${target}.${randomBytes(6).toString("hex")}.partial`;
  try {
    createPrivateFile(partial);
  } catch (thrown) {
    throw unwritable(path, thrown);
  }
  try {
    copyInto(file, partial);
    syncPath(partial, "r+");
    giveName(partial, target);
    syncFolder(dirname(target));
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    throw isSqlite(thrown) ? sqliteProblem(thrown, target) : unwritable(path, thrown);
  } finally {
    rmSync(partial, { force: true });
    rmSync(`${partial}-journal`, { force: true });
  }
}

function copyInto(file: string, partial: string): void {
  const database = connect(file);
  try {
    database.prepare("vacuum into ?").run([partial]);
  } finally {
    database.close();
  }
}

/** A link never replaces a file, a renaming does; some disks know no links. */
function giveName(partial: string, target: string): void {
  try {
    linkSync(partial, target);
  } catch (thrown) {
    refuseExisting(target);
    const { code } = thrown as NodeJS.ErrnoException;
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(code ?? "")) throw thrown;
    renameSync(partial, target);
  }
}

function refuseExisting(target: string): void {
  if (!existsSync(target)) return;
  throw problem("file-unwritable", { file: target, reason: "it exists" });
}

function unwritable(file: string, thrown: unknown): Problem {
  const reason = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
  return problem("file-unwritable", { file, reason }, { cause: thrown });
}

function isSqlite(thrown: unknown): boolean {
  return typeof (thrown as { rawCode?: unknown }).rawCode === "number";
}
