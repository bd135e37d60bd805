import { nextHint, takeNextHint } from "../hints.js";
import type { Line } from "./answers.js";
import type { CastContext } from "./context.js";

/**
 * Hints in words: whoever asks for one is told what it costs, and gets it on agreeing. `offer` is the topic that was
 * offered in the answer before. Null when the message has nothing to do with hints.
 */
export function talkOfHints(
  offer: string | null,
  met: ReadonlySet<string>,
  context: CastContext,
): Line | null {
  const { room, drill, entry } = context;
  const { hints, commander } = drill.cast!;
  if (!hints) return null;
  const say = (text: string): Line => ({ from: commander, text, afterUs: null });
  if (offer !== null && met.has(hints.declines)) return say(hints.declined);
  // A hint costs points: "ok, and how is the database?" is no consent.
  if (offer !== null && met.has(hints.agrees) && !isAboutMore(met, context)) {
    const hint = takeNextHint(drill, room, entry, offer);
    return hint && say(hint.text);
  }
  if (!met.has(hints.hears)) return null;
  const about = Object.entries(hints.about).find(([criterion]) => met.has(criterion))?.[1];
  const hint = nextHint(drill, room, about) ?? nextHint(drill, room);
  if (!hint) return say(hints.none);
  room.cast.offer = hint.ladder.topic;
  const cost = `${hint.cost} ${hint.cost === 1 ? "point" : "points"}`;
  return say(hints.offer.replaceAll("{title}", hint.ladder.title).replaceAll("{cost}", cost));
}

function isAboutMore(met: ReadonlySet<string>, { drill }: CastContext): boolean {
  const { topics, mentions } = drill.cast!;
  return [...topics, ...mentions].some(({ hears }) => hears.some((topic) => met.has(topic)));
}
