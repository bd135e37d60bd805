/** The people of a drill: what they understood, and what they say to it. Rules decide, over recorded understanding. */
import type { Room } from "../room.js";
import type { Understanding } from "../understanding.js";
import { answerOf, answersTo, type Line, worded } from "./answers.js";
import { Commander } from "./commander.js";
import type { CastContext } from "./context.js";
import { talkOfHints } from "./hint-talk.js";

/** Between two people who answer the same message. */
const breathUs = 4_000_000;
/** The entries that nobody understood are remembered up to so many. */
const mostUnclear = 200;

const quiet = "quiet";
const over = "over";

/**
 * A message in a channel: whoever it concerns answers, or somebody says that it was not understood. `gained` are the
 * criteria of the present phase that it newly met.
 */
export function hearMessage(
  channel: string,
  toCast: Understanding,
  gained: readonly string[],
  context: CastContext,
): void {
  const { drill, room } = context;
  const met = remember(toCast, context);
  const lines = answers(met, gained, context);
  if (lines.length === 0) {
    const { from, unclear } = drill.cast!.listeners[channel]!;
    room.cast.unclear = [...room.cast.unclear, context.entry].slice(-mostUnclear);
    lines.push({ from, text: worded(`unclear/${channel}`, unclear, context), afterUs: null });
  }
  send(lines, channel, context);
  watchSilence(context);
}

/**
 * A document of the present phase was written, and read anew as a whole: the commander says what she makes of it.
 */
export function hearDocument({ item, met }: Understanding, context: CastContext): void {
  const { drill, room } = context;
  const id = drill.phases[room.phase]?.id;
  if (!drill.cast || id === undefined || drill.cast.phases[id]?.item !== item) return;
  const gained = keepSaid(id, met, room);
  const line = new Commander(context).note(gained, false);
  if (line) send([line], drill.channels[0]!, context);
}

/** Keeps what holds in a phase after all that was said in it; the criteria that did not hold before. */
export function keepSaid(phase: string, met: Understanding["met"], room: Room): string[] {
  const before = room.cast.said[phase] ?? [];
  const criteria = Object.keys(met).sort();
  room.cast.said[phase] = criteria;
  return criteria.filter((criterion) => !before.includes(criterion));
}

/** Somebody was paged, with words. */
export function hearCall(person: string, toCast: Understanding, context: CastContext): void {
  remember(toCast, context);
  const line = answerOf(person, context);
  if (line) send([line], context.drill.channels[0]!, context);
}

/** The present phase has begun; `opening` says whether the run has. */
export function beginPhase(context: CastContext, opening: boolean): void {
  const { drill, room, nowUs } = context;
  const { cast, phases } = drill;
  const phase = phases[room.phase];
  const script = phase && cast?.phases[phase.id];
  if (!cast || !script) return;
  room.cast.question = null;
  room.cast.offer = null;
  const { commander: from } = cast;
  const channel = drill.channels[0]!;
  if (!opening && script.opens !== undefined) {
    send([{ from, text: script.opens, afterUs: null }], channel, context);
  }
  context.withdraw(over);
  const isLast = room.phase === phases.length - 1;
  if (!phase.frozen && !isLast) {
    context.post({ id: over, dueUs: nowUs + phase.durationUs, from, channel, text: script.over });
  }
  watchSilence(context);
}

function answers(
  met: ReadonlySet<string>,
  gained: readonly string[],
  context: CastContext,
): Line[] {
  const { cast } = context.room;
  const { offer } = cast;
  cast.offer = null;
  const commander = new Commander(context);
  // What is asked for is taken up as that: an explanation names many things without being about them.
  if (commander.waitsFor(met, gained)) {
    const lines = answersTo("topics", met, context, { onlyAlso: true });
    const own = lines.find(({ from }) => from === context.drill.cast!.commander);
    const noted = commander.thank(met) ?? commander.note(gained, own !== undefined);
    if (own && noted) own.text = `${own.text} ${noted.text}`;
    else if (noted) lines.push(noted);
    return lines;
  }
  const hint = talkOfHints(offer, met, context);
  if (hint) return [hint];
  const lines = answersTo("topics", met, context);
  if (lines.length === 0) lines.push(...answersTo("mentions", met, context, { most: 1 }));
  if (lines.length === 0) lines.push(...answersTo("courtesies", met, context, { most: 1 }));
  return lines;
}

function remember({ met }: Understanding, { room }: CastContext): ReadonlySet<string> {
  const criteria = Object.keys(met);
  room.cast.heard = [...new Set([...room.cast.heard, ...criteria])].sort();
  return new Set(criteria);
}

function send(lines: readonly Line[], channel: string, context: CastContext): void {
  const { drill, nowUs, entry } = context;
  for (const [index, { from, text, afterUs }] of lines.entries()) {
    const dueUs = nowUs + (afterUs ?? drill.cast!.delay) + index * breathUs;
    context.post({ id: `answer-${entry}-${index + 1}`, dueUs, from, channel, text });
  }
}

/** After a silence the commander asks for what is missing. */
function watchSilence(context: CastContext): void {
  const { drill, nowUs } = context;
  context.withdraw(quiet);
  const text = new Commander(context).afterSilence();
  const isMeeting = drill.phases[context.room.phase]?.frozen ?? false;
  if (text === null || isMeeting) return;
  const { commander: from, patience } = drill.cast!;
  const channel = drill.channels[0]!;
  context.post({ id: quiet, dueUs: nowUs + patience, from, channel, text });
}
