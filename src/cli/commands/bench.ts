import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { problem } from "../../drill/problem.js";
import { suggest } from "../../drill/suggest.js";
import type { AddCommand, Exit } from "../command.js";

/** Benchmarks compare with other simulators' code, which is in the repository and not in the package. */
const folder = new URL("../../../bench/", import.meta.url);
const script = fileURLToPath(new URL("main.mjs", folder));

export const addBench: AddCommand = (program, { run }) => {
  program
    .command("bench")
    .description("run the side-by-side benchmarks")
    .argument("[name]", "one of them")
    .option("--json", "print one JSON document")
    .action(
      run((name: string | undefined, { json }: { json?: boolean }) => {
        if (!existsSync(script)) {
          const remedy = "run it in a clone of the repository";
          throw problem("usage", { what: "the benchmarks are not part of the package", remedy });
        }
        checkName(name);
        return bench([...(name === undefined ? [] : [name]), ...(json ? ["--json"] : [])]);
      }),
    );
};

/** The sizes of all benchmarks stand in one file, under their names. */
function checkName(name: string | undefined): void {
  const names = Object.keys(JSON.parse(readFileSync(new URL("fixed.json", folder), "utf8")));
  if (name === undefined || names.includes(name)) return;
  throw problem("name-unknown", { kind: "benchmark", name, suggestion: suggest(name, names) });
}

function bench(parameters: string[]): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...parameters], { stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => resolve((code ?? 3) as Exit));
  });
}
