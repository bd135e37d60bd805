import * as z from "zod";
import type { Severity } from "../drill/drill.js";
import type { TimedChange } from "../world/system.js";
import { type CastState, castStateSchema, emptyCastState } from "./cast/state.js";
import { type Speed, speedNames } from "./speeds.js";

/** A hint that was taken, with what it cost. */
export interface HintTaken {
  topic: string;
  /** From 1 on, a question, to the answer. */
  level: number;
  costPoints: number;
  /** The number of the journal entry by which it was taken. */
  entry: number;
}

/**
 * What the players have said and agreed so far. It follows from the entries alone; tools keep it up to date so that
 * observations can tell it again.
 */
export interface Room {
  incident: { severity: Severity; title: string; declaredAtUs: number } | null;
  /** By role, the seat or person that holds it. */
  roles: Record<string, string>;
  /** By alert, when it was acknowledged. */
  acknowledged: Record<string, number>;
  hints: HintTaken[];
  /** What the drill's people understood and agreed to. */
  cast: CastState;
  /** Index into the drill's phases. */
  phase: number;
  /** Phases that were passed over, which are not judged. */
  skipped: string[];
  /** When the present phase was entered. */
  phaseSinceUs: number;
  /** What was said in the present phase, when the drill reads what is said in it. */
  said: string[];
  /** The clock's speed as the players set it; null while nobody has set one. */
  speed: Speed | null;
  /** The last speed that was no pause, to go on with. */
  runningSpeed: Speed | null;
  /** True during a pause that was made because nobody attended the run. */
  unattended: boolean;
  /** Releases that the players took back. */
  rollbacks: { atUs: number; seat: string; service: string; from: string; to: string }[];
  /** The players' own changes that had an effect, in order. */
  changes: TimedChange[];
}

export function emptyRoom(openedAtUs: number): Room {
  return {
    incident: null,
    roles: {},
    acknowledged: {},
    hints: [],
    cast: emptyCastState(),
    phase: 0,
    skipped: [],
    phaseSinceUs: openedAtUs,
    said: [],
    speed: null,
    runningSpeed: null,
    unattended: false,
    rollbacks: [],
    changes: [],
  };
}

const atUs = z.int();
const text = z.string();

/** A room as a checkpoint keeps it. */
export const roomSchema = z.strictObject({
  incident: z.strictObject({ severity: text, title: text, declaredAtUs: atUs }).nullable(),
  roles: z.record(text, text),
  acknowledged: z.record(text, atUs),
  hints: z.array(
    z.strictObject({ topic: text, level: z.int(), costPoints: z.int(), entry: z.int() }),
  ),
  phase: z.int().min(0),
  skipped: z.array(text),
  phaseSinceUs: atUs,
  said: z.array(text),
  speed: z.enum(speedNames).nullable(),
  runningSpeed: z.enum(speedNames).nullable(),
  unattended: z.boolean(),
  cast: castStateSchema,
  rollbacks: z.array(z.strictObject({ atUs, seat: text, service: text, from: text, to: text })),
  changes: z.array(z.strictObject({ atUs, change: z.looseObject({ change: text }) })),
});
