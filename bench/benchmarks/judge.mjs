/**
 * Judging an answer of 300 words by every item, warm, and how long the judge takes to be ready for its first text.
 *
 * The first text is judged in a process of its own, since only there is nothing loaded yet. A judgement is right when the
 * same text gets the same bytes every time, and when it finds what the text plainly says.
 */

import { spawnSync } from "node:child_process";
import { builtFile } from "../engine.mjs";
import { answer, figure, measureCpu, median } from "../harness.mjs";

/**
 * @typedef {object} Size
 * @property {number} words
 * @property {number} warmUpRuns
 * @property {number} rounds
 * @property {{ milliseconds: number, startMilliseconds: number }} targets
 * @typedef {Record<string, { met: boolean, evidence: string[] }>} Judgement
 * @typedef {{ itemNames: string[], judge(item: string, text: string): Judgement }} Text
 */

export const name = "judge";
export const title = "Judging an answer of 300 words";

const paragraph =
  "The bank answers in 30 s, so all 200 threads of Payment wait for it and only 6.7 requests a second get through. " +
  "Order has no timeout and its threads wait for Payment. Cart waits for Order, and the Frontend shows a blank page. " +
  "Retries multiply the load by four at each layer. ";

/** @param {number} count */
function textOf(count) {
  const words = paragraph.repeat(Math.ceil(count / 50)).split(" ");
  return words.slice(0, count).join(" ");
}

/** @param {string} text */
function startMilliseconds(text) {
  const script =
    `const { judge } = await import(${JSON.stringify(builtFile("text/index.js").href)});` +
    `judge("bank-api-cascade/phase-2", ${JSON.stringify(text)});` +
    "const { user, system } = process.cpuUsage(); console.log((user + system) / 1000);";
  const command = ["--input-type=module", "--eval", script];
  return Number(spawnSync(process.execPath, command, { encoding: "utf8" }).stdout);
}

/**
 * @param {Size} size
 * @returns {Promise<import("../harness.mjs").Outcome>}
 */
export async function run(size) {
  /** @type {Text} */
  const { itemNames, judge } = await import(builtFile("text/index.js").href);
  const text = textOf(size.words);
  const judgeAll = () => itemNames.map((item) => measureCpu(() => judge(item, text)));
  for (let warmUp = 0; warmUp < size.warmUpRuns; warmUp += 1) judgeAll();
  const rounds = Array.from({ length: size.rounds }, judgeAll);
  // The slowest item counts: every item must be quick enough.
  const byItem = itemNames.map((_, item) =>
    median(rounds.map((round) => (round[item]?.cpuSeconds ?? Number.NaN) * 1000)),
  );
  const bytes = rounds.map((round) => JSON.stringify(round.map(({ value }) => value)));
  const tracing = judge("bank-api-cascade/phase-2", text);
  const met = Object.values(tracing).filter((verdict) => verdict.met).length;
  const starts = Array.from({ length: size.rounds }, () => startMilliseconds(text));
  return {
    headline: `${size.words} words, the slowest of ${itemNames.length} items, median of ${size.rounds} rounds`,
    figures: [
      figure({ text: "ms a text", value: Math.max(...byItem), atMost: size.targets.milliseconds }),
      figure({
        text: "ms from the start of Node to the first judgement",
        value: median(starts),
        atMost: size.targets.startMilliseconds,
      }),
    ],
    answers: [
      answer({
        text: "different judgements",
        value: new Set(bytes).size,
        expected: 1,
        tolerance: 0,
      }),
      answer({ text: "criteria met by the text", value: met, expected: 6, tolerance: 1 }),
    ],
    measurements: { byItem, starts },
  };
}
