// @ts-check
// `npm start`: sets up what is missing, then serves the war room to a browser.
// `npm start -- --terminal` keeps to the terminal; other options go to `smokejumper serve`, and anything else is a
// command line of smokejumper's.

import { runNode } from "./run-node.mjs";
import { setUp } from "./setup.mjs";

const drill = "bank-api-cascade";

/** @param {string[]} given */
function commandLine(given) {
  const [first = ""] = given;
  if (first === "--terminal") return [...terminalCommand(), ...given.slice(1)];
  const isOwnOption = /^(-h|--help|-V|--version|--debug)$/.test(first);
  return first === "" || (first.startsWith("-") && !isOwnOption) ? ["serve", ...given] : given;
}

function terminalCommand() {
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  return isTerminal ? ["play", drill] : ["run", drill, "--player", "reference", "--seed", "1"];
}

process.exitCode = setUp()
  ? await runNode(["dist/cli/main.js", ...commandLine(process.argv.slice(2))])
  : 1;
