#!/usr/bin/env node
/**
 * Runs the benchmarks against the built engine.
 *
 *   node bench/main.mjs [NAME] [--json]
 *
 * It prints the machine's load average and one line per benchmark, or one JSON document. It ends with 0 when all targets
 * are met and all answers are right, 1 when not, 2 when it was called wrongly or something it needs is missing, and 3
 * when it broke down. The sizes, seeds and targets stand in fixed.json, so that figures taken at different times can be
 * compared.
 */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import * as cascadeBystander from "./benchmarks/cascade-bystander.mjs";
import * as cascadeFork from "./benchmarks/cascade-fork.mjs";
import * as chain from "./benchmarks/chain.mjs";
import * as durability from "./benchmarks/durability.mjs";
import * as judge from "./benchmarks/judge.mjs";
import * as mm1 from "./benchmarks/mm1.mjs";
import * as page from "./benchmarks/page.mjs";
import * as sessions from "./benchmarks/sessions.mjs";
import { BenchmarkError, hasPassed } from "./harness.mjs";
import { describeResult } from "./report.mjs";

/**
 * @typedef {import("./harness.mjs").Result} Result
 * @typedef {{ name: string, title: string, run(size: any): Promise<import("./harness.mjs").Outcome> }} Benchmark
 */

/** @type {Benchmark[]} */
const benchmarks = [mm1, chain, cascadeFork, cascadeBystander, sessions, page, durability, judge];

/**
 * @param {Benchmark} benchmark
 * @returns {Promise<{ code: number, result: Result }>}
 */
async function runHere({ name, title, run }) {
  const fixed = JSON.parse(readFileSync(new URL("./fixed.json", import.meta.url), "utf8"));
  const outcome = await run(fixed[name]);
  const passed = hasPassed(outcome);
  return { code: passed ? 0 : 1, result: { name, title, passed, ...outcome } };
}

/**
 * When several run, each gets a process of its own, so that none meets code compiled to suit another.
 * A benchmark that could not run has said why on stderr and gives no result.
 * @param {Benchmark} benchmark
 * @returns {{ code: number, result: Result | null }}
 */
function runApart({ name }) {
  const command = [fileURLToPath(import.meta.url), name, "--json"];
  const child = spawnSync(process.execPath, command, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const result = child.stdout === "" ? null : JSON.parse(child.stdout).benchmarks[0];
  return { code: child.status ?? 3, result };
}

/** @param {string[]} parameters */
function choose(parameters) {
  const names = parameters.filter((parameter) => parameter !== "--json");
  if (names.length === 0) return benchmarks;
  const chosen = benchmarks.filter(({ name }) => name === names[0]);
  if (names.length === 1 && chosen.length === 1) return chosen;
  const known = benchmarks.map(({ name }) => name).join(", ");
  throw new BenchmarkError(`unknown benchmark "${names.join(" ")}", choose one of ${known}`);
}

/**
 * The number of programs that wanted a processor, averaged over the last minute before the benchmarks add to it.
 * Other programs slow the measured ones down even where only processor time counts: they take caches and clock speed.
 */
function measureLoad() {
  const loadAverage = loadavg()[0] ?? Number.NaN;
  return { loadAverage, quotable: loadAverage <= 1 };
}

/** @param {ReturnType<typeof measureLoad>} load */
function describeLoad({ loadAverage, quotable }) {
  const text = `load average at start: ${loadAverage.toFixed(2)}`;
  return quotable ? text : `${text}; WARNING: the machine is busy, do not quote these figures`;
}

/** @param {string[]} parameters */
async function main(parameters) {
  const asJson = parameters.includes("--json");
  const chosen = choose(parameters);
  const load = measureLoad();
  if (!asJson) process.stdout.write(`${describeLoad(load)}\n`);
  /** @type {Result[]} */
  const results = [];
  let worstCode = 0;
  for (const benchmark of chosen) {
    const { code, result } = chosen.length > 1 ? runApart(benchmark) : await runHere(benchmark);
    worstCode = Math.max(worstCode, code);
    if (result === null) continue;
    results.push(result);
    if (!asJson) process.stdout.write(`${describeResult(result)}\n`);
  }
  if (asJson && results.length > 0) {
    const processor = cpus()[0]?.model ?? "unknown";
    const machine = { processor, node: process.version, ...load };
    const passed = worstCode === 0;
    const report = { schema: "smokejumper.bench/1", passed, machine, benchmarks: results };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  }
  return worstCode;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof BenchmarkError) {
    process.stderr.write(`error: ${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`error: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 3;
  }
}
