import { findDrill, listDrills } from "../../drill/load.js";
import { parseSystem } from "../../drill/system/parse.js";
import { Desk } from "../../session/index.js";
import { createWorld, engineVersion } from "../../world/index.js";
import type { AddCommand } from "../command.js";
import { printJson } from "../io.js";

interface Check {
  name: string;
  /** What was found; throws when it is not good. */
  run: () => string;
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
      for (const id of ids) new Desk(findDrill(id));
      return ids.join(", ");
    },
  },
];

export const addDoctor: AddCommand = (program, { io, run }) => {
  program
    .command("doctor")
    .description("check the installation, one line each")
    .option("--json", "print one JSON document")
    .action(
      run(({ json }: { json?: boolean }) => {
        const results = checks.map(({ name, run: check }) => {
          try {
            return { name, ok: true, found: check() };
          } catch (thrown) {
            return { name, ok: false, found: (thrown as Error).message };
          }
        });
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
