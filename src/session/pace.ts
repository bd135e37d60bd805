import type { Drill } from "../drill/drill.js";
import type { Room } from "./room.js";
import { type Speed, speeds } from "./speeds.js";

/** How fast the clock of a run should go, and why it stands if it does. */
export interface Pace {
  /** Simulated seconds per second. */
  speed: number;
  paused: "player" | "unattended" | "frozen" | null;
}

/** The pace that the players' acts ask for; `standard` is the speed while nobody has set one. */
export function paceOf({ phases }: Drill, room: Room, standard: number): Pace {
  // People talk in such a phase, and the system waits for them whatever the speed.
  if (phases[room.phase]?.frozen) return { speed: 0, paused: "frozen" };
  if (room.speed === "paused") {
    return { speed: 0, paused: room.unattended ? "unattended" : "player" };
  }
  return { speed: room.speed === null ? standard : speeds[room.speed], paused: null };
}

/** The speed at which a paused run goes on. */
export function resumeSpeed(room: Room): Speed {
  return room.runningSpeed ?? "1x";
}
