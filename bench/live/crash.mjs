/**
 * Kills a server again and again while players act, and looks each time whether it still has what it had acknowledged.
 *
 * An acknowledged act must be in the journal under its number, with its chain hash. An act whose answer the kill cut off
 * is sent again under its number: it must be taken once, whether it had been before or not. And the world that was
 * brought back must be the one that a replay of the journal gives.
 */

import { cpSync, rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { builtFile } from "../engine.mjs";
import { ActRefused, ConnectionLost, Player } from "./player.mjs";
import { startServeProcess } from "./serve-process.mjs";

/**
 * @typedef {{ tool: string, input: object }} Act
 * @typedef {{ drill: string, seed: number, speed?: string, acts: readonly Act[] }} Stream
 * @typedef {{ entry: number, chain: string }} Acknowledged
 * @typedef {object} Options
 * @property {string} folder where the server keeps runs
 * @property {readonly Stream[]} streams one session each
 * @property {number} crashes
 * @property {() => number} luck from 0 up to 1
 * @property {{ fromMilliseconds: number, toMilliseconds: number }} killAfter
 * @typedef {object} Findings
 * @property {number} acknowledged acts of all sessions
 * @property {string[]} faults everything that is not as it must be
 * @property {number} cutOff acts whose answer a kill cut off
 * @property {number} hashes worlds that were compared
 * @property {number[]} listeningMilliseconds from the start of the process until it listened
 * @property {number[]} liveAgainMilliseconds from the start of the process until every session took an act
 * @property {string[]} journals as they are at the end
 */

/** Acts that look at things, and some that change them, in a drill that has these parts. */
export const streams = {
  firstPage: {
    drill: "first-page",
    acts: [
      { tool: "list_alerts", input: {} },
      { tool: "scale_service", input: { service: "storefront", replicas: 3 } },
      { tool: "search_logs", input: { level: "error" } },
      { tool: "send_message", input: { channel: "on-call", text: "Looking at the checkout." } },
      { tool: "scale_service", input: { service: "storefront", replicas: 2 } },
      { tool: "query_metrics", input: { metric: "success_share", of: "shoppers.checkout" } },
    ],
  },
  cascade: {
    drill: "bank-api-cascade",
    acts: [
      { tool: "show_topology", input: {} },
      { tool: "set_flag", input: { flag: "payment-pending", on: true } },
      { tool: "query_metrics", input: { metric: "busy_threads", of: "payment" } },
      { tool: "list_alerts", input: {} },
      { tool: "set_flag", input: { flag: "payment-pending", on: false } },
      { tool: "list_traces", input: { service: "payment", failedOnly: true } },
    ],
  },
};

/** One run that is acted in. What it was told is all that it believes in. */
class ActedRun {
  /**
   * @param {Stream} stream
   * @param {string} id
   */
  constructor(stream, id) {
    this.stream = stream;
    this.id = id;
    /** @type {Acknowledged[]} */
    this.acknowledged = [];
    /** The act that was sent last. */
    this.sent = 0;
    /** @type {import("./player.mjs").Connection | null} */
    this.connection = null;
  }

  /** Sends the next act, which is the one that was cut off if one was. */
  async actOnce() {
    if (this.connection === null) throw new ConnectionLost("nobody is connected");
    const entry = this.acknowledged.length + 1;
    const { acts } = this.stream;
    const { tool, input } = /** @type {Act} */ (acts[entry % acts.length]);
    this.sent = entry;
    const acted = await this.connection.act(tool, input, entry);
    this.acknowledged.push({ entry: acted.entry.entry, chain: acted.chain });
  }
}

/**
 * @param {Options} options
 * @returns {Promise<Findings>}
 */
export async function crashAgainAndAgain({ folder, streams, crashes, luck, killAfter }) {
  let server = await startServeProcess({ folder });
  const { port } = server;
  const player = new Player(() => server.address);
  /** @type {Findings} */
  const findings = {
    acknowledged: 0,
    faults: [],
    cutOff: 0,
    hashes: 0,
    listeningMilliseconds: [],
    liveAgainMilliseconds: [],
    journals: [],
  };
  try {
    /** @type {ActedRun[]} */
    const runs = [];
    for (const stream of streams) {
      const { drill, seed, speed } = stream;
      const id = await player.begin({ drill, seed, ...(speed !== undefined && { speed }) });
      runs.push(new ActedRun(stream, id));
    }
    await Promise.all(runs.map((run) => attend(run, player)));
    // A speed at the beginning is an entry of its own.
    for (const run of runs) run.acknowledged = entriesOf(await player.journal(run.id));
    for (let crash = 1; crash <= crashes; crash += 1) {
      const acting = Promise.all(runs.map((run) => actUntilCutOff(run, luck)));
      // What goes wrong meanwhile is thrown once it is waited for.
      acting.catch(() => undefined);
      await pause(between(killAfter, luck()));
      await server.kill();
      await acting;
      findings.cutOff += runs.filter((run) => run.sent > run.acknowledged.length).length;
      const copy = `${folder}.copy`;
      cpSync(folder, copy, { recursive: true });

      const started = performance.now();
      server = await startServeProcess({ folder, port });
      findings.listeningMilliseconds.push(performance.now() - started);
      await Promise.all(runs.map((run) => attend(run, player).then(() => run.actOnce())));
      findings.liveAgainMilliseconds.push(performance.now() - started);

      for (const run of runs) {
        const journal = await player.journal(run.id);
        findings.faults.push(...missing(run, journal).map((what) => `crash ${crash}: ${what}`));
      }
      const differing = await compareWorlds(copy, runs);
      findings.faults.push(...differing.map((what) => `crash ${crash}: ${what}`));
      findings.hashes += runs.length;
      rmSync(copy, { recursive: true });
    }
    for (const run of runs) {
      findings.acknowledged += run.acknowledged.length;
      findings.journals.push(await finish(run, player));
    }
    return findings;
  } finally {
    await server.kill();
  }
}

/**
 * @param {{ fromMilliseconds: number, toMilliseconds: number }} span
 * @param {number} share
 */
function between({ fromMilliseconds, toMilliseconds }, share) {
  return fromMilliseconds + share * (toMilliseconds - fromMilliseconds);
}

/**
 * Connects and stays: a run that nobody attends is paused by an entry of the server's own.
 * @param {ActedRun} run
 * @param {Player} player
 */
async function attend(run, player) {
  run.connection = await player.watch(run.id);
}

/**
 * @param {ActedRun} run
 * @param {() => number} luck
 */
async function actUntilCutOff(run, luck) {
  try {
    for (;;) {
      await run.actOnce();
      await pause(between({ fromMilliseconds: 35, toMilliseconds: 120 }, luck()));
    }
  } catch (thrown) {
    if (!(thrown instanceof ConnectionLost)) throw thrown;
  }
}

/**
 * What was acknowledged and is not in the journal as it was told.
 * @param {ActedRun} run
 * @param {string} journal
 */
function missing({ id, acknowledged }, journal) {
  const kept = entriesOf(journal);
  const faults = acknowledged.flatMap(({ entry, chain }) => {
    const found = kept[entry - 1];
    if (found === undefined) return [`entry ${entry} of ${id} is lost`];
    return found.chain === chain ? [] : [`entry ${entry} of ${id} is another one`];
  });
  if (kept.length > acknowledged.length)
    faults.push(`${id} has acts that nobody sent, or one twice`);
  return faults;
}

/**
 * @param {string} journal
 * @returns {Acknowledged[]}
 */
function entriesOf(journal) {
  const lines = journal.trim().split("\n").slice(1);
  return lines.map((line) => JSON.parse(line)).filter(({ entry }) => entry !== undefined);
}

/**
 * Brings runs back from a copy of what the crash left, as the server does, and compares each world with that of a
 * replay from the beginning.
 * @param {string} folder
 * @param {readonly ActedRun[]} runs
 * @returns {Promise<string[]>}
 */
async function compareWorlds(folder, runs) {
  const { createPool } = await import(builtFile("server/host/pool.js").href);
  const { openStore, storeFile } = await import(builtFile("store/index.js").href);
  const store = await openStore(storeFile(folder));
  const pool = createPool({ store, dataFolder: folder, workers: 1, warm: false });
  const faults = [];
  try {
    for (const { id, stream } of runs) {
      const { worldHash } = await pool.act(id, { tool: "list_alerts", input: {} }, { proof: true });
      const { header } = await store.session(id);
      const entries = await store.entries(id);
      const text =
        header + entries.map((/** @type {{ line: string }} */ { line }) => line).join("");
      if (worldHash !== (await replayedHash(stream.drill, text))) {
        faults.push(`the world of ${id} is not that of its journal`);
      }
    }
  } finally {
    await pool.close();
    await store.close();
  }
  return faults;
}

/** @type {any} */
let openings;

/**
 * @param {string} drill
 * @param {string} text
 */
async function replayedHash(drill, text) {
  const { decodeJournal, MemoryOpenings, replay } = await import(
    builtFile("session/index.js").href
  );
  const { findDrill } = await import(builtFile("drill/load.js").href);
  openings ??= new MemoryOpenings();
  const { journal } = decodeJournal(Buffer.from(text));
  const { session, problems } = await replay(journal, findDrill(drill), { openings });
  return problems.length === 0 ? session.view().worldHash() : problems[0].what;
}

/**
 * Ends a run, and answers with its journal once that is complete.
 * @param {ActedRun} run
 * @param {Player} player
 */
async function finish(run, player) {
  const { connection } = run;
  if (connection === null) throw new ConnectionLost("nobody is connected");
  const finished = connection.act("finish", {}).catch((thrown) => {
    if (!(thrown instanceof ActRefused)) throw thrown;
  });
  await connection.done;
  await finished;
  await connection.close();
  return await player.journal(run.id);
}
