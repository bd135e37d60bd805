/** The simulated production system. Imports nothing of ours and nothing of Node: it runs in a browser as well. */
import type { System } from "./system.js";
import { World } from "./world.js";

export { TooManyRecords } from "./kernel/arena.js";
export { TooManyEvents } from "./kernel/event-queue.js";
export { Outcome, outcomeNames, outcomeStatus } from "./outcome.js";
export { draw, mix, unit } from "./random/keyed.js";
export * from "./system.js";
export type { LogFilter, LogLine } from "./telemetry/logs.js";
export type { Alert, Sample, Telemetry, UserCounts } from "./telemetry/telemetry.js";
export type { LatencySummary, Totals } from "./telemetry/totals.js";
export type { TraceFilter, TraceSpan, TraceSummary } from "./telemetry/traces.js";
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
