import type { Cast, CastReply, CastTopic } from "../../drill/cast-schema.js";
import { holds } from "./conditions.js";
import type { CastContext } from "./context.js";

/** Something that somebody will say. */
export interface Line {
  from: string;
  text: string;
  /** How long it takes beyond the others; null for as long as usual. */
  afterUs: number | null;
}

/** More people than these do not speak up at once. */
const mostAnswers = 3;

/** Says the next wording; they take turns, so that nobody repeats themselves word by word. */
export function worded(id: string, wordings: readonly string[], { room }: CastContext): string {
  const { given } = room.cast;
  const times = given[id] ?? 0;
  given[id] = times + 1;
  return wordings[times % wordings.length]!;
}

/** What is answered on topics that a message is about. Each person speaks once, on the first that concerns them. */
export function answersTo(
  section: "topics" | "mentions" | "courtesies",
  met: ReadonlySet<string>,
  context: CastContext,
  { most = mostAnswers, onlyAlso = false } = {},
): Line[] {
  const lines: Line[] = [];
  for (const [index, topic] of context.drill.cast![section].entries()) {
    if (lines.length === most) break;
    if (onlyAlso && !topic.also) continue;
    if (!topic.hears.some((criterion) => met.has(criterion))) continue;
    const reply = replyOf(topic, context);
    if (!reply || lines.some(({ from }) => from === reply.from)) continue;
    const number = topic.replies.indexOf(reply);
    lines.push(given(reply, `${section}/${index}/${number}`, context));
  }
  return lines;
}

/** What a person says who was paged. */
export function answerOf(person: string, context: CastContext): Line | null {
  const replies = (context.drill.cast as Cast).called[person] ?? [];
  const reply = replyOf({ replies }, context);
  return reply && given(reply, `called/${person}/${replies.indexOf(reply)}`, context);
}

function replyOf({ replies }: Pick<CastTopic, "replies">, context: CastContext): CastReply | null {
  return replies.find((reply) => holds(reply.if, context)) ?? null;
}

function given(reply: CastReply, id: string, context: CastContext): Line {
  const { room, entry } = context;
  if (reply.agrees !== undefined) room.cast.agreed[reply.agrees] ??= entry;
  if (reply.takes !== undefined) room.roles[reply.takes] = reply.from;
  const text = worded(id, reply.say, context);
  return { from: reply.from, text, afterUs: reply.after ?? null };
}
