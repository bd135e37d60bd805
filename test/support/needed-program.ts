/** Programs that only some suites need. A suite that lacks one is skipped, and its title says what is missing. */
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface NeededProgram {
  name: string;
  /** Null when it is not installed. */
  path: string | null;
}

/** Debian's Chromium, unless the environment names another one. */
export const chromiumProgram: NeededProgram = {
  name: "Chromium, as /usr/bin/chromium or SMOKEJUMPER_CHROMIUM",
  path: firstExecutable([process.env.SMOKEJUMPER_CHROMIUM ?? "/usr/bin/chromium"]),
};

/** What shows in which order a process wrote, synced and sent. */
export const straceProgram: NeededProgram = {
  name: "strace",
  path: firstExecutable(
    (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "strace")),
  ),
};

/** The title of a suite, with what it lacks. */
export function titled(title: string, ...programs: NeededProgram[]): string {
  const missing = programs.filter(({ path }) => path === null).map(({ name }) => name);
  return missing.length === 0 ? title : `${title} (needs ${missing.join(" and ")})`;
}

function firstExecutable(paths: readonly string[]): string | null {
  for (const path of paths) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // The next one may be there.
    }
  }
  return null;
}
