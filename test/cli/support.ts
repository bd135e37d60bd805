import { PassThrough } from "node:stream";
import type { Io } from "../../src/cli/io.js";
import { runCommandLine } from "../../src/cli/program.js";

export interface Captured {
  exit: number;
  out: string;
  error: string;
  /** The one JSON document on stdout. */
  json: () => Record<string, never>;
}

/** An outside world of the tests' own: nothing is a terminal unless it says so. */
export function captureIo(changes: Partial<Io> = {}): {
  io: Io;
  out: () => string;
  error: () => string;
} {
  let out = "";
  let error = "";
  const io: Io = {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    input: new PassThrough(),
    isTerminal: false,
    isErrorTerminal: false,
    columns: 100,
    colour: false,
    now: () => 0,
    stopRequested: () => new Promise(() => undefined),
    openPage: () => undefined,
    ...changes,
  };
  return { io, out: () => out, error: () => error };
}

/** Runs a command line as `smokejumper ...parameters` would. */
export async function smokejumper(...parameters: string[]): Promise<Captured> {
  const { io, out, error } = captureIo();
  const exit = await runCommandLine(parameters, io);
  return { exit, out: out(), error: error(), json: () => JSON.parse(out()) };
}
