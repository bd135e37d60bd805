import type { System } from "../../world/system.js";
import { YamlFile } from "../yaml-file.js";
import { buildSystem } from "./build.js";
import { systemFileSchema } from "./schema.js";

/**
 * Reads a system from the text of a YAML file. `fileName` is used in messages only.
 * Throws a Problem whose details hold the first ten things that are wrong, each with its line and key.
 */
export function parseSystem(text: string, fileName: string): System {
  const file = YamlFile.read(text, fileName);
  return buildSystem(file.check(systemFileSchema), file);
}
