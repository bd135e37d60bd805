/** Players that deserve nothing: they use the room without thinking. */
import { Dice } from "../../src/players/dice.js";
import { draw } from "../../src/players/draw.js";
import { type Player, type PlayerAction, playerFrom } from "../../src/players/player.js";
import type { JsonObject, ToolGroup } from "../../src/session/index.js";

/** Looks at everything there is to see, three times over, and does nothing. */
export const openAll = (seed: number): Player =>
  playerFrom("open-all", function* (view) {
    const dice = new Dice(seed);
    for (let round = 0; round < 3; round++)
      for (const { name, inputSchema, group } of view().tools)
        if (group === "observe") yield* tryTo(name, inputSchema, dice);
  });

/** Presses every button once, in the order of the list, with whatever the form offers. */
export const clickAll = (seed: number): Player =>
  playerFrom("click-all", function* (view) {
    const dice = new Dice(seed);
    const groups: ToolGroup[] = ["communicate", "operate", "observe"];
    for (const wanted of groups)
      for (const { name, inputSchema, group } of view().tools)
        if (group === wanted) yield* tryTo(name, inputSchema, dice);
  });

function* tryTo(tool: string, schema: JsonObject, dice: Dice): Generator<PlayerAction, void> {
  yield { tool, input: draw(schema, dice) as JsonObject };
}
