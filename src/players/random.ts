import type { JsonObject } from "../session/index.js";
import { Dice } from "./dice.js";
import { draw } from "./draw.js";
import { type Player, playerFrom } from "./player.js";

const maximumActions = 40;

/** Takes legal actions by luck, at most 40 of them, and leaves the system alone after that. */
export function random(seed: number): Player {
  return playerFrom("random", function* (view) {
    const dice = new Dice(seed);
    for (let taken = 0; taken < maximumActions; ) {
      // Leaving early would only save it from doing harm.
      const tools = view().tools.filter(({ name }) => name !== "finish");
      const { name, inputSchema } = dice.pick(tools);
      const input = draw(inputSchema, dice) as JsonObject;
      // To practise one part alone is a choice about the run, after which not all of it can be judged.
      yield { tool: name, input: name === "next_phase" ? {} : input };
      // A schema cannot say which fields go together; what it lets through wrongly is refused and drawn again.
      if (!view().refused) taken++;
    }
  });
}
