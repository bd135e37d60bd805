/** Reads drills from their folders. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildDrill, type DrillContent } from "./build.js";
import { parseCast } from "./cast.js";
import type { Drill, DrillHashes, Runbook, ScriptedPlayer } from "./drill.js";
import { contentHash } from "./hash.js";
import { parsePlayer } from "./player.js";
import { problem } from "./problem.js";
import { parseRubric } from "./rubric-schema.js";
import { drillFileSchema } from "./schema.js";
import { suggest } from "./suggest.js";
import { parseSystem } from "./system/parse.js";
import { YamlFile } from "./yaml-file.js";

/** No file of a drill is larger; refusing early keeps a wrong path from filling the memory. */
const largestFileBytes = 1_048_576;

/** The drills that come with the package; the path holds from src/ as well as from dist/. */
export const shippedDrills = fileURLToPath(new URL("../../drills", import.meta.url));

/** The ids of the drills in a folder of drills, sorted. */
export function listDrills(root: string = shippedDrills): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((id) => existsSync(join(root, id, "drill.yaml")))
    .sort();
}

/** A drill by its id, or by the path of its folder. Throws a Problem. */
export function findDrill(idOrFolder: string, root: string = shippedDrills): Drill {
  const ids = listDrills(root);
  if (ids.includes(idOrFolder)) return loadDrill(join(root, idOrFolder));
  if (existsSync(join(idOrFolder, "drill.yaml"))) return loadDrill(idOrFolder);
  throw problem("drill-unknown", { drill: idOrFolder, suggestion: suggest(idOrFolder, ids) });
}

/**
 * Loads a drill's folder: drill.yaml, system.yaml, rubric.yaml, runbooks/*.md, players/*.yaml and, where there is
 * one, cast.yaml.
 * Throws a Problem that names file, line, key and remedy. What goes beyond a sound form is lint.ts's business.
 */
export function loadDrill(folder: string): Drill {
  const systemPath = join(folder, "system.yaml");
  const system = parseSystem(readTextFile(systemPath), systemPath);
  const drillPath = join(folder, "drill.yaml");
  const drillFile = YamlFile.read(readTextFile(drillPath), drillPath);
  const content = buildDrill(drillFile.check(drillFileSchema), system, drillFile);
  if (content.id !== basename(resolve(folder))) {
    const remedy = "give the folder and the drill the same name";
    const expected = "the name of the drill's folder";
    drillFile.note("value-invalid", { value: `"${content.id}"`, expected, remedy }, ["id"]);
    drillFile.throwProblems();
  }
  const rubricPath = join(folder, "rubric.yaml");
  const rubric = parseRubric(readTextFile(rubricPath), rubricPath);
  const runbooks = readFolder(join(folder, "runbooks"), ".md", readRunbook);
  const players = readFolder(
    join(folder, "players"),
    ".yaml",
    (name, text, path): ScriptedPlayer => parsePlayer({ ...content, system }, text, name, path),
  );
  const castPath = join(folder, "cast.yaml");
  const cast = existsSync(castPath) ? parseCast(content, readTextFile(castPath), castPath) : null;
  const hashes = hashDrill({ ...content, system, rubric, runbooks, cast });
  return { ...content, system, rubric, runbooks, cast, players, hashes };
}

/** The text of a file of at most 1 MiB. Throws a Problem. */
export function readTextFile(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > largestFileBytes) {
      throw problem("file-too-large", { bytes: size, limit: largestFileBytes }, { where: path });
    }
    return readFileSync(path, "utf8");
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw problem("file-missing", { file: path }, { cause: thrown });
    if (!(thrown as NodeJS.ErrnoException).syscall) throw thrown;
    throw problem("file-unreadable", { file: path, reason: code ?? "?" }, { cause: thrown });
  }
}

function readFolder<Item>(
  folder: string,
  ending: string,
  read: (name: string, text: string, path: string) => Item,
): Item[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => {
      const path = join(folder, file);
      return read(basename(file, ending), readTextFile(path), path);
    });
}

function readRunbook(name: string, text: string, path: string): Runbook {
  const title = /^# (.+)$/m.exec(text)?.[1];
  if (title === undefined) throw problem("key-missing", { key: "# title" }, { where: path });
  return { name, title: title.trim(), text };
}

/**
 * Three hashes, so that a journal can tell whether an edition differs in what happens, in how it is judged,
 * or only in words. Players are inputs of a run and belong to none of them.
 */
function hashDrill(
  drill: DrillContent & Pick<Drill, "system" | "rubric" | "runbooks" | "cast">,
): DrillHashes {
  const { system, clock, opensUs, endsUs, tools, phases, rubric, indicators, outcome, ...rest } =
    drill;
  const { claims, postmortem, ...prose } = rest;
  return {
    world: contentHash({ system, clock, opensUs, endsUs, tools, phases }),
    rubric: contentHash({
      rubric,
      indicators,
      outcome,
      ...(claims && { claims }),
      ...(postmortem && { postmortem }),
    }),
    prose: contentHash(prose),
  };
}
