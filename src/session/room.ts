import type { Severity } from "../drill/drill.js";
import type { TimedChange } from "../world/system.js";

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
  hintsTaken: number;
  /** Index into the drill's phases. */
  phase: number;
  /** Releases that the players took back. */
  rollbacks: { atUs: number; seat: string; service: string; from: string; to: string }[];
  /** The players' own changes that had an effect, in order. */
  changes: TimedChange[];
}

export function emptyRoom(): Room {
  return {
    incident: null,
    roles: {},
    acknowledged: {},
    hintsTaken: 0,
    phase: 0,
    rollbacks: [],
    changes: [],
  };
}
