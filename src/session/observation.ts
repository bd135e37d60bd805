import { clockText, type Drill } from "../drill/drill.js";
import type { Problem } from "../drill/problem.js";
import type { Json } from "./journal/index.js";
import type { Delivery } from "./mailbox.js";

/** A message as players see it. */
export interface InboxMessage {
  at: string;
  from: string;
  channel: string;
  text: string;
}

/** What a seat gets back from an action: plain JSON, of this moment, with nothing from the future. */
export type Observation = {
  /** The time of day, for example 14:12:07. */
  clock: string;
  /** Messages that came since the seat's last action. */
  inbox: InboxMessage[];
  /** What the tool answered. */
  result: Json;
  /** True once the run is over. */
  ended: boolean;
};

/** What a seat gets back from an action that was not taken. */
export type Refusal = {
  clock: string;
  error: { code: string; message: string; where: string | null; remedy: string };
  ended: boolean;
};

/** What a seat sees before its first action. */
export type OpeningObservation = {
  clock: string;
  inbox: InboxMessage[];
  briefing: string;
  title: string;
  severity: string;
  date: string;
  /** The run ends by itself at this time of day. */
  ends: string;
  people: { id: string; name: string; role: string }[];
  ended: boolean;
};

/** Messages as players see them. */
export function inboxOf(drill: Drill, deliveries: readonly Delivery[]): InboxMessage[] {
  return deliveries.map(({ atUs, from, channel, text }) => ({
    at: clockText(drill, atUs),
    from,
    channel,
    text,
  }));
}

export function refusal(problem: Problem, clock: string, ended: boolean): Refusal {
  const { code, message, where, remedy } = problem;
  return { clock, error: { code, message, where, remedy }, ended };
}
