import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/**
 * Where players' data lies: the option, else SMOKEJUMPER_DATA, else the place that the XDG Base Directory
 * Specification gives to a user's data. It says to ignore a path that is not absolute.
 */
export function dataFolder(option?: string, environment: NodeJS.ProcessEnv = process.env): string {
  const { SMOKEJUMPER_DATA: chosen, XDG_DATA_HOME: home = "" } = environment;
  if (option) return resolve(option);
  if (chosen) return resolve(chosen);
  return join(isAbsolute(home) ? home : join(homedir(), ".local/share"), "smokejumper");
}

/** The store's file in a data folder. Whoever creates it keeps it to its owner: it holds people's answers. */
export function storeFile(folder: string): string {
  return join(folder, "smokejumper.db");
}
