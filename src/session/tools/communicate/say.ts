import { keepSaid } from "../../cast/cast.js";
import type { ToolContext } from "../tool.js";

/** What is said in one phase is read together up to so many characters; the oldest words are forgotten first. */
const longestHeard = 16_000;

/**
 * Says something to the room. It is read together with all that was said earlier in the phase, so that an explanation
 * may take several messages, and what is taken back no longer counts. What it claims of the run is read by itself. Gives
 * the criteria of the phase that were not met before.
 */
export async function say(
  text: string,
  { drill, room, understand }: ToolContext,
): Promise<string[]> {
  const { item, id } = drill.phases[room.phase] ?? {};
  let gained: string[] = [];
  if (item !== undefined && id !== undefined) {
    room.said.push(text);
    while (room.said.reduce((sum, { length }) => sum + length, 0) > longestHeard) room.said.shift();
    const { met } = await understand(item, { text: room.said.join("\n\n") });
    gained = keepSaid(id, met, room);
  }
  if (drill.claims) await understand(drill.claims.item, { text });
  return gained;
}
