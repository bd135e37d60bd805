import { readSetting, writeSetting } from "../ui/settings.js";

const name = "palette-recent";
const kept = 6;

/** Ids of palette items that were used lately, the last one first. */
export function readRecent(): string[] {
  return (readSetting(name) ?? "").split("\n").filter((id) => id !== "");
}

export function writeRecent(id: string): void {
  const others = readRecent().filter((other) => other !== id);
  writeSetting(name, [id, ...others].slice(0, kept).join("\n"));
}
