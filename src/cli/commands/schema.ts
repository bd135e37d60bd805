import * as z from "zod";
import { castJsonSchema } from "../../drill/cast-schema.js";
import { problem } from "../../drill/problem.js";
import { rubricJsonSchema } from "../../drill/rubric-schema.js";
import { drillJsonSchema, playerJsonSchema } from "../../drill/schema.js";
import { suggest } from "../../drill/suggest.js";
import { systemJsonSchema } from "../../drill/system/schema.js";
import { runDocumentSchema } from "../../score/index.js";
import { entrySchema, footerSchema, headerSchema } from "../../session/index.js";
import type { AddCommand } from "../command.js";
import { printJson } from "../io.js";

/** A line of a journal is one of three. */
const journalJsonSchema = () =>
  z.toJSONSchema(z.union([headerSchema, entrySchema, footerSchema]), { io: "input" });

const schemas: Record<string, () => unknown> = {
  drill: drillJsonSchema,
  cast: castJsonSchema,
  system: systemJsonSchema,
  rubric: rubricJsonSchema,
  player: playerJsonSchema,
  journal: journalJsonSchema,
  scorecard: () => z.toJSONSchema(runDocumentSchema),
};

export const addSchema: AddCommand = (program, { io, run }) => {
  const names = Object.keys(schemas);
  program
    .command("schema")
    .description("print the JSON Schema of a file")
    .argument("<name>", names.join(", "))
    .action(
      run((name: string) => {
        if (!Object.hasOwn(schemas, name)) {
          throw problem("name-unknown", { kind: "schema", name, suggestion: suggest(name, names) });
        }
        printJson(io, schemas[name]!());
        return 0;
      }),
    );
};
