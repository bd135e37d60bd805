/** Runs systems and reads one service's or the users' figures after a warm-up. */
import type { System, Totals } from "../../../src/world/index.js";
import { createWorld } from "../../../src/world/index.js";
import { us } from "./systems.js";

/** Totals of the seconds after the warm-up. */
export function totalsAfter(
  system: System,
  seed: number,
  warmUpSeconds: number,
  seconds: number,
): Totals {
  const world = createWorld({ ...system, measureFromUs: us(warmUpSeconds) }, seed);
  world.runUntil(us(warmUpSeconds + seconds));
  return world.totals(us(warmUpSeconds));
}

/** A number that is there. */
export function present(value: number | null): number {
  if (value === null) throw new Error("nothing was measured");
  return value;
}

/** One column of several measurements. */
export function column<K extends string>(rows: readonly Record<K, number>[], name: K): number[] {
  return rows.map((row) => row[name]);
}
