import { existsSync } from "node:fs";
import { findDrill, listDrills } from "../../drill/load.js";
import { Problem } from "../../drill/problem.js";
import { parseSystem } from "../../drill/system/parse.js";
import { Desk } from "../../session/index.js";
import { dataFolder, inspectStore, storeFile } from "../../store/index.js";
import { createWorld, engineVersion } from "../../world/index.js";
import type { AddCommand } from "../command.js";
import { printJson } from "../io.js";

interface Options {
  data?: string;
  json?: boolean;
}

interface Check {
  name: string;
  /** What was found; throws when it is not good. */
  run: (options: Options) => string | Promise<string>;
}

const oldestNode = 20;

const checks: readonly Check[] = [
  {
    name: "Node",
    run: () => {
      const { version } = process;
      if (Number(version.slice(1).split(".")[0]) >= oldestNode) return version;
      throw new Error(`${version} is too old, install Node ${oldestNode} or newer`);
    },
  },
  {
    name: "engine",
    run: () => {
      const [one, other] = [probe(), probe()];
      if (one === other) return `version ${engineVersion}, the same run twice gives the same state`;
      throw new Error("the same run twice gives different states, report this with your processor");
    },
  },
  {
    name: "drills",
    run: () => {
      const ids = listDrills();
      if (ids.length === 0) throw new Error("none found, install the package again");
      for (const id of ids) new Desk(findDrill(id), "wall");
      return ids.join(", ");
    },
  },
  {
    name: "store",
    run: async ({ data }) => {
      const file = storeFile(dataFolder(data));
      if (!existsSync(file)) return `${file} is not there yet, the server creates it`;
      const { bytes, version } = await inspectStore(file);
      return `${file}, ${bytes} bytes, version ${version}`;
    },
  },
];

export const addDoctor: AddCommand = (program, { io, run }) => {
  program
    .command("doctor")
    .description("check the installation, one line each")
    .option("--data <folder>", "the data folder (default: SMOKEJUMPER_DATA, else your own)")
    .option("--json", "print one JSON document")
    .action(
      run(async (options: Options) => {
        const { json } = options;
        const results = [];
        for (const { name, run: check } of checks) {
          try {
            results.push({ name, ok: true, found: await check(options) });
          } catch (thrown) {
            results.push({ name, ok: false, found: reasonOf(thrown) });
          }
        }
        const good = results.every(({ ok }) => ok);
        if (json) printJson(io, { schema: "smokejumper.doctor/1", ok: good, checks: results });
        else {
          for (const { name, ok, found } of results) {
            io.out(`${ok ? "ok    " : "FAILED"}  ${name}: ${found}\n`);
          }
        }
        return good ? 0 : 1;
      }),
    );
};

function reasonOf(thrown: unknown): string {
  if (thrown instanceof Problem) return thrown.line.replace(/^error: /, "");
  return (thrown as Error).message;
}

const probeSystem = parseSystem(
  `
services: { queue: { threads: 1, queue: { length: 50 }, operations: { serve: [{ work: exponential 1 ms }] } } }
sources: { users: { open: poisson 950/s, mix: { serve: { to: queue.serve } } } }
`,
  "probe",
);

/** The state of a queue after ten simulated seconds near its limit. */
function probe(): string {
  const world = createWorld(probeSystem, 1);
  world.runUntil(10_000_000);
  return world.hash();
}
