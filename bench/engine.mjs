/** Loads the built engine, so that the benchmarks measure what is shipped and not a development set-up. */

import { existsSync } from "node:fs";
import { BenchmarkError } from "./harness.mjs";

/**
 * The part of the engine's interface that the benchmarks use. A system is opaque to them.
 * @typedef {{ count: number, mean: number, p50: number, p95: number, p99: number }} Latency
 * @typedef {{ offered: number, attempts: number, succeeded: number, failed: number, abandoned: number }} Requests
 * @typedef {Requests & { latency: Latency }} SourceTotals
 * @typedef {{ arrivals: number, completed: number, latency: Latency, sojourn: Latency }} Answers
 * @typedef {{ utilization: number, busyMean: number, queueMean: number, inSystemMean: number }} Occupancy
 * @typedef {Answers & Occupancy} ServiceTotals
 * @typedef {{ sources: Record<string, SourceTotals>, services: Record<string, ServiceTotals> }} Totals
 * @typedef {{ runUntil(timeUs: number): void, hash(): unknown, fork(): World, totals(): Totals }} World
 * @typedef {{ system: "opaque" }} System
 * @typedef {{ system: System, clock: { beginsUs: number }, opensUs: number, endsUs: number }} Drill
 * @typedef {{ createWorld(system: System, seed: number): World, parseSystem(text: string, file: string): System }} Engine
 */

/**
 * The address of a file of the build, by its path below dist/.
 * @param {string} path
 */
export function builtFile(path) {
  const address = new URL(`../dist/${path}`, import.meta.url);
  if (existsSync(address)) return address;
  throw new BenchmarkError(`dist/${path} does not exist, build first: npm run build`);
}

/** @returns {Promise<Engine>} */
export async function loadEngine() {
  const { createWorld } = await import(builtFile("world/index.js").href);
  const { parseSystem } = await import(builtFile("drill/system/parse.js").href);
  return { createWorld, parseSystem };
}

/**
 * Loads a shipped drill by its id.
 * @param {string} id
 * @returns {Promise<Drill>}
 */
export async function loadDrill(id) {
  const { findDrill, listDrills } = await import(builtFile("drill/load.js").href);
  if (listDrills().includes(id)) return findDrill(id);
  throw new BenchmarkError(`there is no drill drills/${id}, which this benchmark runs`);
}
