#!/usr/bin/env node
/**
 * The server of the benchmarks: everything that `smokejumper serve` is, without the bounds on how much one client may
 * ask for. A benchmark's client stands for a hundred people, and would be taken for a flood.
 *
 *   node bench/live/session-server.mjs serve --port 0 --data FOLDER [--workers NUMBER]
 */

import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { builtFile } from "../engine.mjs";

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: "string", default: "0" },
    data: { type: "string" },
    workers: { type: "string", default: "2" },
  },
});
if (values.data === undefined) throw new TypeError("--data is missing");

const { serve } = await import(builtFile("server/serve.js").href);
const { defaultLimits } = await import(builtFile("server/http/limits.js").href);
const plenty = { burst: 1e9, perSecond: 1e9 };
const server = await serve({
  host: "127.0.0.1",
  port: Number(values.port),
  folder: values.data,
  workers: Number(values.workers),
  log: (/** @type {string} */ line) => process.stderr.write(`${line}\n`),
  limits: {
    ...defaultLimits,
    player: plenty,
    address: plenty,
    heavy: plenty,
    newPlayers: plenty,
    messages: plenty,
    sessionsPerPlayer: 1000,
    socketsPerPlayer: 1000,
  },
});
process.stdout.write(`Smokejumper is at http://127.0.0.1:${server.port}/\n`);

// How long the event loop that serves everybody was held up, in milliseconds; asked for by a signal.
let last = performance.now();
let longest = 0;
const stepMilliseconds = 5;
setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - stepMilliseconds);
  last = now;
}, stepMilliseconds);
process.on("SIGUSR2", () => {
  const { user, system } = process.cpuUsage();
  const { rss } = process.memoryUsage();
  process.stderr.write(
    `measured ${JSON.stringify({ longestBlock: longest, cpuSeconds: (user + system) / 1e6, megabytes: rss / 2 ** 20 })}\n`,
  );
  longest = 0;
});
process.on("SIGTERM", () => {
  void server.close().then(() => process.exit(0));
});
