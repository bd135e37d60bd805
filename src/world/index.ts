/** The simulated production system. Imports nothing of ours and nothing of Node: it runs in a browser as well. */
import type { System } from "./system.js";
import { World } from "./world.js";

export { TooManyRecords } from "./kernel/arena.js";
export { TooManyEvents } from "./kernel/event-queue.js";
export { draw, mix, unit } from "./random/keyed.js";
export * from "./system.js";
export type { Telemetry } from "./telemetry/telemetry.js";
export type { Totals } from "./telemetry/totals.js";
export { engineVersion } from "./version.js";
export type { World } from "./world.js";

/** A system at time 0, with all randomness determined by the seed (an integer). */
export function createWorld(system: System, seed: number): World {
  return World.create(system, seed);
}

/** A world from the bytes of `world.save()`; RangeError for bytes that are no checkpoint. */
export function restoreWorld(system: System, bytes: Uint8Array): World {
  return World.restore(system, bytes);
}
