// @ts-check
// Runs a Node program in this terminal and answers with its exit code.

import { spawn } from "node:child_process";
import { constants } from "node:os";
import { root } from "./setup.mjs";

/**
 * @param {string[]} parameters
 * @param {Record<string, string>} [environment] added to the present one
 * @returns {Promise<number>}
 */
export function runNode(parameters, environment = {}) {
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  // The terminal interrupts the whole process group; the child decides what that means.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
