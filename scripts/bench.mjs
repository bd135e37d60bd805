// @ts-check
// `npm run bench`: sets up what is missing, then runs the benchmarks; arguments choose among them.

import { runNode } from "./run-node.mjs";
import { setUp } from "./setup.mjs";

process.exitCode = setUp() ? await runNode(["bench/main.mjs", ...process.argv.slice(2)]) : 1;
