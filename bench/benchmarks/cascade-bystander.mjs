/**
 * One whole run of the cascade in which nobody does anything: start-up, simulation, session and score.
 *
 * Real time is the simulated time from the drill's epoch to its end, which includes the minutes before the player
 * enters, since these are simulated as well.
 */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { builtFile, loadDrill } from "../engine.mjs";
import { answer, BenchmarkError, figure, median } from "../harness.mjs";

/**
 * @typedef {{ drill: string, seed: number, rounds: number, targets: { timesRealTime: number } }} Size
 */

export const name = "cascade-bystander";
export const title = "A whole run of the cascade with a player who does nothing";

/** @param {Size} size */
function runBystander({ drill, seed }) {
  const preload = new URL("../cpu-at-exit.mjs", import.meta.url).href;
  const program = fileURLToPath(builtFile("cli/main.js"));
  const choices = ["--player", "bystander", "--seed", String(seed), "--json"];
  const child = spawnSync(
    process.execPath,
    ["--import", preload, program, "run", drill, ...choices],
    {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  // The command ends with 1 when the player failed, as a bystander must, but also when Node could not start it.
  if (child.status === null || child.status > 1 || child.stdout === "") {
    throw new BenchmarkError(`the bystander's run did not finish: ${child.stderr.trim()}`);
  }
  const { verdict, worldHash } = JSON.parse(child.stdout);
  return { verdict, worldHash, cpuSeconds: Number(child.output[3]) };
}

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  const { endsUs } = await loadDrill(size.drill);
  const rounds = Array.from({ length: size.rounds }, () => runBystander(size));
  const cpuSeconds = median(rounds.map((round) => round.cpuSeconds));
  const timesRealTime = endsUs / 1e6 / cpuSeconds;
  return {
    headline: `${cpuSeconds.toFixed(1)} s of processor time a run`,
    figures: [
      figure({
        text: "times real time",
        value: timesRealTime,
        atLeast: size.targets.timesRealTime,
      }),
    ],
    answers: [
      answer({
        text: "runs that the bystander failed",
        value: rounds.filter(({ verdict }) => verdict === "failed").length,
        expected: size.rounds,
        tolerance: 0,
      }),
      answer({
        text: "different worlds from one seed",
        value: new Set(rounds.map(({ worldHash }) => worldHash)).size,
        expected: 1,
        tolerance: 0,
      }),
    ],
    measurements: { rounds },
  };
}
