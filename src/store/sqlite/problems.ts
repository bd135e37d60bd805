import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { asProblem, type Problem, problem } from "../../drill/problem.js";

/** SQLite's primary result codes; the higher bits of a code only say more about it. */
const code = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  io: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
};

/** What cannot be written with this little left is told as a full disk. */
const spareBytes = 64 * 1024;

/** What went wrong with the store's file, in our words. Paths stand in `where` alone, so that messages may be shown. */
export function sqliteProblem(thrown: unknown, file: string): Problem {
  const { rawCode, message } = thrown as { rawCode?: unknown; message: string };
  const context = { where: file, cause: thrown };
  const failed = (reason: string) =>
    isFull(file)
      ? problem("store-full", {}, context)
      : problem("store-failed", { reason }, context);
  if (typeof rawCode !== "number") {
    const { code: systemCode } = thrown as NodeJS.ErrnoException;
    if (systemCode === "ENOSPC" || systemCode === "EDQUOT")
      return problem("store-full", {}, context);
    if (typeof systemCode === "string" && /^E[A-Z]+$/.test(systemCode)) return failed(systemCode);
    // The package words a failure to open as one of its own, and with the path.
    if (message?.startsWith("ConnectionFailed")) return failed("the file cannot be opened");
    return asProblem(thrown);
  }
  switch (rawCode & 0xff) {
    case code.full:
      return problem("store-full", {}, context);
    case code.busy:
    case code.locked:
      return problem("store-locked", {}, context);
    case code.notDatabase:
      return problem("store-foreign", { reason: message }, context);
    case code.io:
    case code.cannotOpen:
    case code.readOnly:
    case code.corrupt:
      return failed(`${message}, SQLite code ${rawCode}`);
    default:
      return asProblem(thrown);
  }
}

function isFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < spareBytes;
  } catch {
    return false;
  }
}
