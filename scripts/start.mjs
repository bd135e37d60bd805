// @ts-check
// `npm start`: sets up what is missing, then runs the product.
// `npm start -- ARGUMENTS` passes the arguments to the smokejumper command instead.

import { runNode } from "./run-node.mjs";
import { setUp } from "./setup.mjs";

const drill = "bank-api-cascade";
const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
const firstLook = isTerminal
  ? ["play", drill]
  : ["run", drill, "--player", "reference", "--seed", "1"];

const given = process.argv.slice(2);
process.exitCode = setUp()
  ? await runNode(["dist/cli/main.js", ...(given.length > 0 ? given : firstLook)])
  : 1;
