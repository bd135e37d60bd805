/**
 * A hundred live sessions of the cascade at once, each at its own moment of the drill, all watched and acted in over
 * real WebSockets from a process of its own. What is measured is what a player waits for: from sending an act to its
 * answer, which comes after the journal entry is on disk.
 */

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { loadDrill } from "../engine.mjs";
import { answer, BenchmarkError, figure } from "../harness.mjs";
import { startServeProcess } from "../live/serve-process.mjs";

/**
 * @typedef {object} Size
 * @property {string} drill
 * @property {number} seed
 * @property {number} sessions
 * @property {number} workers
 * @property {number} measuredSeconds
 * @property {{ fromSeconds: number, toSeconds: number }} actEvery
 * @property {number} operatingShare
 * @property {{ p99Milliseconds: number, blockedMilliseconds: number, slowestClock: number }} targets
 */

/** @typedef {{ longestBlock: number, cpuSeconds: number, megabytes: number }} Measured of the server's process */

export const name = "sessions";
export const title = "Live sessions of the cascade at once";

/** Clock ticks a second, in which Linux counts processor time. */
const ticksPerSecond = 100;

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const { opensUs, endsUs } = await loadDrill(size.drill);
  const parent = mkdtempSync(join(tmpdir(), "smokejumper-bench-"));
  const server = await startServeProcess({
    folder: join(parent, "data"),
    program: fileURLToPath(new URL("../live/session-server.mjs", import.meta.url)),
    parameters: ["--workers", String(size.workers)],
  });
  try {
    const given = { ...size, fromUs: opensUs, toUs: endsUs };
    /** @type {Promise<Measured>} */
    let before = Promise.reject(new BenchmarkError("the client ended before it measured"));
    before.catch(() => undefined);
    let cpuBefore = 0;
    const client = await runClient(server.address, given, () => {
      before = ask(server);
      cpuBefore = cpuSecondsOf(server.pid);
    });
    const cpuSeconds = cpuSecondsOf(server.pid) - cpuBefore;
    await before;
    const after = await ask(server);
    return outcomeOf(size, client, { ...after, cpuSeconds });
  } finally {
    await server.kill();
    rmSync(parent, { recursive: true, force: true });
  }
}

/**
 * @param {Size} size
 * @param {any} client
 * @param {Measured} server
 * @returns {import("../harness.mjs").Outcome}
 */
function outcomeOf({ sessions, targets }, client, server) {
  const { milliseconds, seconds, wrong, acts, frames, slowest, setUpSeconds } = client;
  const serverShare = server.cpuSeconds / seconds;
  const clientShare = client.cpuSeconds / (seconds + setUpSeconds);
  // What the machine has left beside the server and the client, in sessions of the measured cost.
  const more = Math.floor(
    ((availableParallelism() - serverShare - clientShare) / serverShare) * sessions,
  );
  return {
    headline: `${acts} acts and ${frames} frames in ${seconds.toFixed(0)} s, set up in ${setUpSeconds.toFixed(0)} s`,
    figures: [
      figure({
        text: "ms p99 of an act",
        value: milliseconds.p99,
        atMost: targets.p99Milliseconds,
      }),
      figure({ text: "ms p50", value: milliseconds.p50 }),
      figure({ text: "ms the longest", value: milliseconds.max }),
      figure({
        text: "ms longest block of the event loop",
        value: server.longestBlock,
        atMost: targets.blockedMilliseconds,
      }),
      figure({
        text: "of real time, the slowest clock",
        value: slowest,
        atLeast: targets.slowestClock,
      }),
      figure({ text: "cores for the server", value: serverShare }),
      figure({ text: "cores for the client", value: clientShare }),
      figure({ text: "MB for the server", value: server.megabytes }),
      figure({ text: "more sessions would fit, by processor time", value: Math.max(0, more) }),
    ],
    answers: [
      answer({ text: "sessions", value: client.clocks.length, expected: sessions, tolerance: 0 }),
      answer({ text: "acts refused", value: wrong.refused, expected: 0, tolerance: 0 }),
      answer({
        text: "answers that do not fit their act",
        value: wrong.unlike,
        expected: 0,
        tolerance: 0,
      }),
      answer({
        text: "frames a session and second",
        value: frames / sessions / seconds,
        expected: 1,
        tolerance: 0.5,
      }),
    ],
    measurements: { client, server },
  };
}

/**
 * @param {string} address
 * @param {object} size
 * @param {() => void} onMeasuring
 * @returns {Promise<any>}
 */
function runClient(address, size, onMeasuring) {
  const program = fileURLToPath(new URL("../live/session-client.mjs", import.meta.url));
  const client = spawn(process.execPath, [program, address, JSON.stringify(size)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    let isMeasuring = false;
    client.stdout.on("data", (chunk) => {
      said += chunk;
      if (isMeasuring || !said.startsWith("measuring\n")) return;
      isMeasuring = true;
      onMeasuring();
    });
    client.on("error", reject);
    client.on("exit", (code) => {
      const [, result] = said.trim().split("\n");
      if (code === 0 && result !== undefined) resolve(JSON.parse(result));
      else reject(new Error(`the client of the benchmark ended with ${code}`));
    });
  });
}

/**
 * Asks the server's process how it fared since it was asked last.
 * @param {import("../live/serve-process.mjs").ServeProcess} server
 * @returns {Promise<Measured>}
 */
async function ask(server) {
  const from = server.complaints().length;
  process.kill(server.pid, "SIGUSR2");
  for (let tries = 0; tries < 200; tries += 1) {
    const [, text] = /^measured (.*)$/m.exec(server.complaints().slice(from)) ?? [];
    if (text !== undefined) return JSON.parse(text);
    await pause(50);
  }
  throw new BenchmarkError("the server does not say how it fared");
}

/**
 * Processor time of a process and all of its threads, as Linux counts it.
 * @param {number} pid
 */
function cpuSecondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
