import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/** Creates a file that only its owner may read, unless it is there; SQLite gives its further files the same mode. */
export function createPrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === "EEXIST") return;
    throw thrown;
  }
  syncFolder(dirname(file));
}

/** A new name in a folder is on disk only once the folder is. Windows has no such call and does it by itself. */
export function syncFolder(folder: string): void {
  if (process.platform !== "win32") syncPath(folder, "r");
}

export function syncPath(path: string, flags: "r" | "r+"): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
