import { execFile } from "node:child_process";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../dist/cli/main.js");

export interface Answered {
  exit: number;
  out: string;
  error: string;
}

/** Runs a command line as a person would: in a process of its own. */
export function smokejumper(...parameters: string[]): Promise<Answered> {
  const options = { encoding: "utf8" as const, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, ...parameters], options, (failure, out, error) => {
      const exit = failure === null ? 0 : failure.code;
      if (typeof exit === "number") resolve({ exit, out, error });
      else reject(failure);
    });
  });
}
