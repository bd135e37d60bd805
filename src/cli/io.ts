import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** The outside world as the commands see it, so that tests can put their own in its place. */
export interface Io {
  out(text: string): void;
  error(text: string): void;
  input: Readable;
  /** Whether a person sits at both ends. */
  isTerminal: boolean;
  /** Whether errors and progress go to a terminal. */
  isErrorTerminal: boolean;
  /** Characters in a line. */
  columns: number;
  colour: boolean;
  /** Milliseconds on a clock that only goes forward. */
  now(): number;
  /** Resolves when the person or the system asks the program to end. */
  stopRequested(): Promise<void>;
  /** Shows an address in the person's browser, if there is one. */
  openPage(address: string): void;
}

export function processIo(): Io {
  const { stdin, stdout, stderr, env } = process;
  return {
    out: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    input: stdin,
    isTerminal: stdin.isTTY === true && stdout.isTTY === true,
    isErrorTerminal: stderr.isTTY === true,
    columns: Math.max(40, Math.min(stdout.columns || 100, 140)),
    colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb",
    now: () => performance.now(),
    stopRequested: () =>
      new Promise((resolve) => {
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
      }),
    openPage,
  };
}

/** Prints one JSON document. */
export function printJson(io: Io, document: unknown): void {
  io.out(`${JSON.stringify(document, null, 2)}\n`);
}

/** The address is one that we made up, so no shell can read anything else out of it. */
function openPage(address: string): void {
  const [program, ...parameters] =
    process.platform === "darwin"
      ? ["open", address]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", address]
        : ["xdg-open", address];
  const child = spawn(program!, parameters, { stdio: "ignore", detached: true });
  // Without a browser the printed address has to do.
  child.on("error", () => undefined);
  child.unref();
}
