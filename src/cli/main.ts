#!/usr/bin/env node
import { processIo } from "./io.js";
import { runCommandLine } from "./program.js";

// A reader that has seen enough (`| head`) closes the pipe, which is no fault.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = await runCommandLine(process.argv.slice(2), processIo());
