/**
 * Killing the server a hundred times while players act: nothing that was acknowledged may be lost, and every session
 * must be live again soon. Time on the wall is measured here, since waiting is what players do.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answer, figure, median } from "../harness.mjs";
import { crashAgainAndAgain, streams } from "../live/crash.mjs";
import { seededLuck } from "../live/luck.mjs";

/**
 * @typedef {object} Size
 * @property {number} crashes
 * @property {number} seed
 * @property {{ fromMilliseconds: number, toMilliseconds: number }} killAfter
 * @property {{ seconds: number, lost: number }} targets
 */

export const name = "durability";
export const title = "Killing the server while players act";

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run({ crashes, seed, killAfter, targets }) {
  const parent = mkdtempSync(join(tmpdir(), "smokejumper-bench-"));
  try {
    const findings = await crashAgainAndAgain({
      folder: join(parent, "data"),
      streams: [
        // At half speed, so that the short drill outlasts the crashes.
        { ...streams.firstPage, seed, speed: "0.5x" },
        { ...streams.firstPage, seed: seed + 1, speed: "0.5x" },
        { ...streams.cascade, seed },
      ],
      crashes,
      killAfter,
      luck: seededLuck(seed),
    });
    const { acknowledged, faults, cutOff, hashes, journals, ...times } = findings;
    const liveAgain = times.liveAgainMilliseconds.map((milliseconds) => milliseconds / 1000);
    return {
      headline: `${crashes} crashes, ${acknowledged} acts acknowledged, ${cutOff} cut off, ${hashes} worlds compared`,
      figures: [
        figure({ text: "acts lost or changed", value: faults.length, atMost: targets.lost }),
        figure({
          text: "s until all sessions took an act again, the slowest time",
          value: Math.max(...liveAgain),
          atMost: targets.seconds,
        }),
        figure({ text: "s, the median", value: median(liveAgain) }),
      ],
      answers: [
        answer({ text: "crashes", value: liveAgain.length, expected: crashes, tolerance: 0 }),
        answer({ text: "worlds compared", value: hashes, expected: crashes * 3, tolerance: 0 }),
        answer({ text: "journals", value: journals.length, expected: 3, tolerance: 0 }),
      ],
      measurements: { acknowledged, cutOff, faults, ...times },
    };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
