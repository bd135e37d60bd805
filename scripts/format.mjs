// @ts-check
// `npm run format`: rewrites every file in the one format, with imports in order.

import { runNode } from "./run-node.mjs";
import { ensureInstalled } from "./setup.mjs";

const biome = "node_modules/@biomejs/biome/bin/biome";
process.exitCode = ensureInstalled()
  ? await runNode([biome, "check", "--write", "--linter-enabled=false", ...process.argv.slice(2)])
  : 1;
