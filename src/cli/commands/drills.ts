import { findDrill, listDrills } from "../../drill/load.js";
import type { AddCommand } from "../command.js";
import { printJson } from "../io.js";
import { table } from "../render/table.js";

export const addDrills: AddCommand = (program, { io, run }) => {
  program
    .command("drills")
    .description("list the drills that come with the product")
    .option("--json", "print one JSON document")
    .action(
      run(({ json }: { json?: boolean }) => {
        const drills = listDrills()
          .map((id) => findDrill(id))
          .map(({ id, title, summary, difficulty, minutes, severity, hashes }) => ({
            id,
            title,
            summary,
            difficulty,
            minutes,
            severity,
            hashes,
          }));
        if (json) printJson(io, { schema: "smokejumper.drills/1", drills });
        else {
          const columns = ["drill", "title", "difficulty", "minutes", "severity"];
          io.out(
            table(
              columns.map((title) => ({ title, align: title === "minutes" ? "right" : "left" })),
              drills.map((drill) => [
                drill.id,
                drill.title,
                drill.difficulty,
                String(drill.minutes),
                drill.severity,
              ]),
            ),
          );
        }
        return 0;
      }),
    );
};
