/** The server as people run it: a process of its own that is asked over the network, and that can be killed. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { builtFile } from "../engine.mjs";

/** A server that is asked to stop and does not is killed, so that nothing is left behind. */
const farewellMilliseconds = 15_000;

/**
 * @typedef {object} ServeProcess
 * @property {string} address with a slash at its end
 * @property {number} port
 * @property {number} pid of the server, or of the program in front of it
 * @property {() => string} complaints everything that it said on stderr so far
 * @property {() => Promise<void>} kill ends it without a warning, as a power cut would
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} ServeOptions
 * @property {string} folder where runs are kept
 * @property {number} [port] 0 lets the system choose
 * @property {readonly string[]} [under] a program in front that runs the server as its child
 * @property {string} [program] another script than the command line
 * @property {readonly string[]} [parameters]
 */

/**
 * Starts `smokejumper serve` and waits until it says where it is.
 * @param {ServeOptions} options
 * @returns {Promise<ServeProcess>}
 */
export async function startServeProcess({
  folder,
  port = 0,
  under = [],
  program,
  parameters = [],
}) {
  const script = program ?? fileURLToPath(builtFile("cli/main.js"));
  const serve = [script, "serve", "--port", String(port), "--data", folder, ...parameters];
  const [first = "", ...rest] = [...under, process.execPath, ...serve];
  // A group of its own lets a kill reach the server and whatever runs in front of it at once.
  const child = spawn(first, rest, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const exited = once(child, "exit");
  /** @param {NodeJS.Signals} name */
  const signal = (name) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, name);
    } catch {
      // It ended in between.
    }
  };
  const end = () => signal("SIGKILL");
  process.once("exit", end);
  void exited.then(() => process.off("exit", end));

  let complaints = "";
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  const address = await addressOf(child, exited, () => complaints);
  return {
    address,
    port: Number(new URL(address).port),
    pid: child.pid ?? 0,
    complaints: () => complaints,
    kill: async () => {
      end();
      await exited;
    },
    stop: async () => {
      signal("SIGTERM");
      const timer = setTimeout(end, farewellMilliseconds);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<unknown>} exited
 * @param {() => string} complaints
 * @returns {Promise<string>}
 */
async function addressOf(child, exited, complaints) {
  let said = "";
  /** @type {Promise<string>} */
  const found = new Promise((resolve) => {
    child.stdout?.on("data", (chunk) => {
      said += chunk;
      const [, address] = /Smokejumper is at (\S+)\n/.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
  const ended = exited.then(() => {
    throw new Error(`the server ended before it listened: ${said}${complaints()}`);
  });
  return await Promise.race([found, ended]);
}
