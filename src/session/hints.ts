import type { Drill, HintLadder } from "../drill/drill.js";
import type { Room } from "./room.js";

/** The next hint on a topic, or on the first topic that has hints left; null when there is none. */
export function nextHint(
  { hints }: Pick<Drill, "hints">,
  room: Pick<Room, "hints">,
  topic?: string,
): { ladder: HintLadder; level: number; text: string; cost: number } | null {
  for (const ladder of hints) {
    if (topic !== undefined && ladder.topic !== topic) continue;
    const taken = room.hints.filter((hint) => hint.topic === ladder.topic).length;
    const hint = ladder.levels[taken];
    if (hint) return { ladder, level: taken + 1, ...hint };
  }
  return null;
}

/** Takes the next hint on a topic, as `nextHint` finds it; the score counts what was taken. */
export function takeNextHint(
  drill: Pick<Drill, "hints">,
  room: Pick<Room, "hints">,
  entry: number,
  topic?: string,
): ReturnType<typeof nextHint> {
  const hint = nextHint(drill, room, topic);
  if (hint) {
    room.hints.push({
      topic: hint.ladder.topic,
      level: hint.level,
      costPoints: hint.cost,
      entry,
    });
  }
  return hint;
}

/** How many hints are left, on one topic or on all. */
export function hintsLeft(
  { hints }: Pick<Drill, "hints">,
  room: Pick<Room, "hints">,
  topic?: string,
): number {
  const about = hints.filter((ladder) => topic === undefined || ladder.topic === topic);
  const all = about.reduce((sum, { levels }) => sum + levels.length, 0);
  return all - room.hints.filter((hint) => topic === undefined || hint.topic === topic).length;
}
