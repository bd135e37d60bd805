import type { ToolContext } from "../tool.js";

/** What is said in one phase is read together up to so many characters; the oldest words are forgotten first. */
const longestHeard = 16_000;

/**
 * Says something to the room. It is read together with all that was said earlier in the phase, so that an explanation
 * may take several messages, and what is taken back no longer counts. What it claims of the run is read by itself.
 */
export async function say(text: string, { drill, room, understand }: ToolContext): Promise<void> {
  const item = drill.phases[room.phase]?.item;
  if (item !== undefined) {
    room.said.push(text);
    while (room.said.reduce((sum, { length }) => sum + length, 0) > longestHeard) room.said.shift();
    await understand(item, { text: room.said.join("\n\n") });
  }
  if (drill.claims) await understand(drill.claims.item, { text });
}
