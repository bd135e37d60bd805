import type { Drill } from "../../drill/drill.js";
import { type Entry, type Journal, understoodIn } from "../journal/index.js";
import { laterPhase } from "../phases.js";

/** A message of a run that none of the drill's people understood. */
export interface Unclear {
  /** The number of its journal entry. */
  entry: number;
  /** The id of the phase in which it was said. */
  phase: string;
  text: string;
}

/**
 * The messages to the cast in a journal, and those that nobody understood, by what is recorded: a message was
 * understood when it met a criterion of the cast's item or something new that its phase asks for.
 */
export function unclearIn(
  { entries }: Journal,
  drill: Drill,
): { messages: number; unclear: Unclear[] } {
  const { cast, phases } = drill;
  const found = { messages: 0, unclear: [] as Unclear[] };
  if (!cast) return found;
  let phase = 0;
  let said: string[] = [];
  for (const entry of entries) {
    const target = entry.tool === "next_phase" ? laterPhase(drill, phase, toOf(entry)) : null;
    if (target !== null) {
      phase = target;
      said = [];
    }
    const { id = "", item } = phases[phase] ?? {};
    const ofPhase = metIn(entry, item);
    const gained = (ofPhase ?? []).filter((criterion) => !said.includes(criterion));
    said = ofPhase ?? said;
    const toCast = metIn(entry, cast.item);
    const { text } = entry.input;
    // Only messages are read for what the cast reacts to and may be left without an answer.
    if (entry.tool !== "send_message" || toCast === null || typeof text !== "string") continue;
    found.messages += 1;
    const isAsked = cast.phases[id]?.probes.some((probe) => gained.includes(probe.for)) ?? false;
    if (toCast.length === 0 && !isAsked) {
      found.unclear.push({ entry: entry.entry, phase: id, text });
    }
  }
  return found;
}

function toOf({ input: { to } }: Entry): string | undefined {
  return typeof to === "string" ? to : undefined;
}

function metIn(entry: Entry, item: string | undefined): string[] | null {
  const understanding = understoodIn(entry).find((one) => one.item === item);
  return understanding ? Object.keys(understanding.met) : null;
}
