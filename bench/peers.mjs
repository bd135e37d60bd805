/** Finds the programs that the engine is compared with, and runs them. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BenchmarkError } from "./harness.mjs";

/**
 * A peer that this machine can run, or the reason why it cannot.
 * @typedef {{ lambda: number, mu: number, customers: number, seed: number }} Parameters
 * @typedef {{ customers: number, meanSojourn: number, cpuSeconds: number }} Run
 * @typedef {{ label: string, run: (parameters: Parameters) => Run } | { missing: string }} Peer
 */

/** @param {string} name */
const peerFile = (name) => fileURLToPath(new URL(`./peers/${name}`, import.meta.url));

/**
 * @param {string[]} command
 * @param {Parameters} parameters
 * @returns {Run}
 */
function runPeer([program = "", ...options], { lambda, mu, customers, seed }) {
  const sizes = [lambda, mu, customers, seed].map(String);
  const peer = spawnSync(program, [...options, ...sizes], { encoding: "utf8" });
  if (peer.status === 0) return JSON.parse(peer.stdout);
  throw new BenchmarkError(`${[program, ...options].join(" ")} failed: ${peer.stderr}`);
}

/**
 * Compiles the hand-written C model with all that the compiler can do for this very processor.
 * @returns {Peer}
 */
export function findC() {
  const compiler = spawnSync("gcc", ["-dumpfullversion"], { encoding: "utf8" });
  if (compiler.status !== 0) return { missing: "gcc not found" };
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, "mm1");
  const options = ["-O3", "-march=native", "-o", program, peerFile("mm1.c"), "-lm"];
  const compilation = spawnSync("gcc", options, { encoding: "utf8" });
  if (compilation.status !== 0) {
    throw new BenchmarkError(`gcc could not compile mm1.c: ${compilation.stderr}`);
  }
  return {
    label: `C (gcc ${compiler.stdout.trim()} -O3)`,
    run: (parameters) => runPeer([program], parameters),
  };
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
      run: (parameters) => runPeer([python, peerFile("mm1_simpy.py")], parameters),
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
      run: (parameters) => runPeer([process.execPath, peerFile("mm1-simjs.mjs")], parameters),
    };
  } catch {
    return { missing: "simjs not found (npm install)" };
  }
}
