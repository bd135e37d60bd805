/** Finds the programs that the engine is compared with, and runs them. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findingsOfC } from "./findings.mjs";
import { BenchmarkError } from "./harness.mjs";

/**
 * A peer that this machine can run, or the reason why it cannot.
 *
 * `cpuSeconds` is the processor time of the simulation alone, `processSeconds` that of the whole program from its start
 * to the answer, where that is a reading of its own. Findings are what can be compared to the last bit.
 * @typedef {{ lambda: number, mu: number, intervalSeconds: number, customers: number, seed: number }} Parameters
 * @typedef {{ customers: number, meanSojourn: number, cpuSeconds: number, processSeconds?: number }} Timed
 * @typedef {Timed & { findings?: import("./findings.mjs").Findings }} Run
 * @typedef {{ label: string, run: (parameters: Parameters) => Run } | { missing: string }} Peer
 */

/** @param {string} name */
const peerFile = (name) => fileURLToPath(new URL(`./peers/${name}`, import.meta.url));

/**
 * Runs a program that prints one line of JSON.
 * @param {string[]} command
 * @param {number[]} sizes
 */
function runPeer([program = "", ...options], sizes) {
  const peer = spawnSync(program, [...options, ...sizes.map(String)], { encoding: "utf8" });
  if (peer.status === 0) return JSON.parse(peer.stdout);
  throw new BenchmarkError(`${[program, ...options].join(" ")} failed: ${peer.stderr}`);
}

/**
 * How long a station must run for so many customers to come, on average, in whole microseconds.
 * @param {{ lambda: number, customers: number }} parameters
 */
export function durationUs({ lambda, customers }) {
  return Math.round((customers / lambda) * 1e6);
}

/**
 * Compiles a C program with all that the compiler can do for this very processor, but for one thing: fusing a
 * multiplication with an addition would change the last bit of a result, and the answers must be the engine's.
 * @param {string} name
 * @returns {{ command: string, version: string } | { missing: string }}
 */
function compileC(name) {
  const compiler = spawnSync("gcc", ["-dumpfullversion"], { encoding: "utf8" });
  if (compiler.status !== 0) return { missing: "gcc not found" };
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const command = join(folder, name);
  const options = ["-O3", "-march=native", "-ffp-contract=off", "-o", command];
  const compilation = spawnSync("gcc", [...options, peerFile(`${name}.c`), "-lm"], {
    encoding: "utf8",
  });
  if (compilation.status !== 0) {
    throw new BenchmarkError(`gcc could not compile ${name}.c: ${compilation.stderr}`);
  }
  return { command, version: compiler.stdout.trim() };
}

/**
 * The C model that does the engine's whole job.
 * @returns {Peer}
 */
export function findC() {
  const program = compileC("mm1");
  if ("missing" in program) return program;
  const run = (/** @type {Parameters} */ parameters) => {
    const { lambda, mu, intervalSeconds, seed } = parameters;
    const untilUs = durationUs(parameters);
    const sizes = [lambda, mu, untilUs, intervalSeconds * 1e6, seed];
    const printed = runPeer([program.command], sizes);
    const findings = findingsOfC(printed, untilUs);
    return {
      customers: printed.succeeded,
      meanSojourn: findings["users' latency, mean"] ?? Number.NaN,
      cpuSeconds: printed.cpuSeconds,
      findings,
    };
  };
  return { label: `C (gcc ${program.version} -O3)`, run };
}

/**
 * @param {string[]} command
 * @returns {(parameters: Parameters) => Run}
 */
function runsOf(command) {
  return ({ lambda, mu, customers, seed }) => runPeer(command, [lambda, mu, customers, seed]);
}

/**
 * The C model of those who need the mean sojourn and nothing else.
 * @returns {Peer}
 */
export function findPlainC() {
  const program = compileC("mm1-plain");
  if ("missing" in program) return program;
  return { label: "plain C", run: runsOf([program.command]) };
}

/**
 * Looks first at the system's own Python, because that is where Debian's python3-simpy3 puts SimPy.
 * @returns {Peer}
 */
export function findSimpy() {
  const probe =
    "import platform, simpy; print(simpy.__version__, 'on Python', platform.python_version())";
  for (const python of ["/usr/bin/python3", "python3"]) {
    const probed = spawnSync(python, ["-c", probe], { encoding: "utf8" });
    if (probed.status !== 0) continue;
    return {
      label: `SimPy ${probed.stdout.trim()}`,
      run: runsOf([python, peerFile("mm1_simpy.py")]),
    };
  }
  return { missing: "SimPy not found (Debian: apt-get install python3-simpy3)" };
}

/** @returns {Peer} */
export function findSimjs() {
  const require = createRequire(import.meta.url);
  try {
    const { version } = JSON.parse(readFileSync(require.resolve("simjs/package.json"), "utf8"));
    return {
      label: `simjs ${version}`,
      run: runsOf([process.execPath, peerFile("mm1-simjs.mjs")]),
    };
  } catch {
    return { missing: "simjs not found (npm install)" };
  }
}
