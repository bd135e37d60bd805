#!/usr/bin/env node
/**
 * A hundred people in a process of their own: it sets their runs up, so that their clocks are spread over the drill,
 * then watches and acts for a while, and prints what it measured as one JSON document.
 *
 *   node bench/live/session-client.mjs ADDRESS SIZE
 */

import { setTimeout as pause } from "node:timers/promises";
import { seededLuck } from "./luck.mjs";
import { ActRefused, Player } from "./player.mjs";

/**
 * @typedef {object} Size
 * @property {string} drill
 * @property {number} seed
 * @property {number} sessions
 * @property {number} fromUs of the drill's clock
 * @property {number} toUs
 * @property {number} measuredSeconds
 * @property {{ fromSeconds: number, toSeconds: number }} actEvery
 * @property {number} operatingShare of the acts
 */

const looks = [
  { tool: "list_alerts", input: {} },
  { tool: "show_topology", input: {} },
  { tool: "query_metrics", input: { metric: "success_share", of: "shoppers" } },
  { tool: "query_metrics", input: { metric: "busy_threads", of: "payment" } },
  { tool: "search_logs", input: { service: "payment", level: "error" } },
  { tool: "list_traces", input: { service: "payment", failedOnly: true } },
];
/** They change the system, and leave it as full as it is: a cured system would be less work. */
const operations = [
  { tool: "set_call_policy", input: { call: "frontend->search", timeout: "9 s" } },
  { tool: "set_call_policy", input: { call: "frontend->search", timeout: "10 s" } },
];

const [address = "", text = "{}"] = process.argv.slice(2);
/** @type {Size} */
const size = JSON.parse(text);
const player = new Player(() => address);
const luck = seededLuck(size.seed);

/** Speed is an act like any other. @param {import("./player.mjs").Connection} connection @param {string} speed */
const setSpeed = (connection, speed) => connection.act("set_speed", { speed });

/** Time for the clocks to settle before anything is measured. */
const settleSeconds = 5;

/** Of the drill's time, kept for the last run: all of them are to be live until the measurement ends. */
const goOnUs = (settleSeconds + size.measuredSeconds + 10) * 1e6;

/** One run goes ahead quickly; at each moment of the spread it stands still, and another goes on from there. */
async function spread() {
  const first = await player.begin({ drill: size.drill, seed: size.seed, speed: "10x" });
  const leader = await player.watch(first);
  const step = (size.toUs - goOnUs - size.fromUs) / size.sessions;
  /** @type {{ id: string, connection: import("./player.mjs").Connection, beganUs: number }[]} */
  const runs = [];
  for (let run = 0; run < size.sessions; run += 1) {
    const wantedUs = size.fromUs + (run + 0.5) * step;
    while ((leader.clock?.nowUs ?? 0) < wantedUs) await pause(50);
    const { entry } = await setSpeed(leader, "paused");
    const id = await player.fork(first, entry.atUs);
    const connection = await player.watch(id);
    runs.push({ id, connection, beganUs: entry.atUs });
    await setSpeed(leader, "10x");
    process.stderr.write(`set up ${run + 1} of ${size.sessions}\r`);
  }
  await leader.act("set_speed", { speed: "paused" });
  await leader.close();
  return runs;
}

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;

const setUpBegan = performance.now();
const runs = await spread();
const setUpSeconds = (performance.now() - setUpBegan) / 1000;
await Promise.all(runs.map(({ connection }) => setSpeed(connection, "1x")));
// What was caught up with on the way is no part of the measurement.
await pause(settleSeconds * 1000);

/** @type {number[]} */
const latencies = [];
const wrong = { refused: 0, unlike: 0, still: 0, silent: 0 };
let frames = 0;
const began = runs.map(({ connection }) => connection.clock?.nowUs ?? 0);
for (const { connection } of runs) {
  connection.onShown = (message) => {
    frames += 1;
    if (message.news.rows.length > 1000) wrong.unlike += 1;
  };
}
process.stdout.write("measuring\n");
const startedAt = performance.now();
const until = startedAt + size.measuredSeconds * 1000;

/** @param {import("./player.mjs").Connection} connection */
async function behave(connection) {
  const { fromSeconds, toSeconds } = size.actEvery;
  // Everybody begins at another moment.
  await pause(luck() * toSeconds * 1000);
  while (performance.now() < until) {
    const group = luck() < size.operatingShare ? operations : looks;
    const { tool, input } = group[Math.floor(luck() * group.length)] ?? { tool: "", input: {} };
    const sent = performance.now();
    try {
      const acted = await connection.act(tool, input);
      latencies.push(performance.now() - sent);
      const shown = JSON.stringify(acted.observation);
      if (acted.entry.tool !== tool || shown.length < 20) wrong.unlike += 1;
    } catch (thrown) {
      if (!(thrown instanceof ActRefused)) throw thrown;
      wrong.refused += 1;
      process.stderr.write(`${thrown.message}\n`);
    }
    await pause((fromSeconds + luck() * (toSeconds - fromSeconds)) * 1000);
  }
}
await Promise.all(runs.map(({ connection }) => behave(connection)));
const seconds = (performance.now() - startedAt) / 1000;
const advanced = runs.map(
  ({ connection }, at) => ((connection.clock?.nowUs ?? 0) - (began[at] ?? 0)) / 1e6,
);
const slowest = Math.min(...advanced) / seconds;
latencies.sort((left, right) => left - right);
const { user, system } = process.cpuUsage();
process.stdout.write(
  `${JSON.stringify({
    setUpSeconds,
    seconds,
    acts: latencies.length,
    frames,
    wrong,
    slowest,
    clocks: runs.map(({ beganUs }) => beganUs),
    milliseconds: {
      p50: quantile(latencies, 0.5),
      p95: quantile(latencies, 0.95),
      p99: quantile(latencies, 0.99),
      max: latencies.at(-1),
    },
    cpuSeconds: (user + system) / 1e6,
  })}\n`,
);
process.exit(0);
