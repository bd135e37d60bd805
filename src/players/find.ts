import { basename } from "node:path";
import type { Drill } from "../drill/drill.js";
import { readTextFile } from "../drill/load.js";
import { parsePlayer } from "../drill/player.js";
import { problem } from "../drill/problem.js";
import { suggest } from "../drill/suggest.js";
import { bystander } from "./bystander.js";
import type { Player } from "./player.js";
import { random } from "./random.js";
import { restarter } from "./restarter.js";
import { script } from "./script.js";
import { stuffer } from "./stuffer.js";

/** Players that every drill has. */
const general: Record<string, (seed: number, drill: Drill) => Player> = {
  bystander,
  random,
  restarter,
  stuffer: (_, drill) => stuffer(drill),
};

/** The names of all players of a drill. */
function playerNames(drill: Drill): string[] {
  return [...drill.players.map(({ name }) => name), ...Object.keys(general)];
}

/**
 * A player by name: one of the drill's own (such as reference), bystander, random, restarter, stuffer, or the path of a
 * script. Throws a Problem when there is none.
 */
export function findPlayer(nameOrFile: string, drill: Drill, seed: number): Player {
  const own = drill.players.find(({ name }) => name === nameOrFile);
  if (own) return script(own, drill);
  if (Object.hasOwn(general, nameOrFile)) return general[nameOrFile]!(seed, drill);
  if (/\.ya?ml$/.test(nameOrFile)) {
    const text = readTextFile(nameOrFile);
    return script(parsePlayer(drill, text, basename(nameOrFile), nameOrFile), drill);
  }
  throw problem("player-unknown", {
    player: nameOrFile,
    suggestion: `${suggest(nameOrFile, playerNames(drill))} or give the path of a .yaml file`,
  });
}
