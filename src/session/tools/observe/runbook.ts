import * as z from "zod";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const readRunbook = defineTool({
  name: "read_runbook",
  title: "Read a runbook",
  description: "What the team wrote down for such a day.",
  group: "observe",
  costUs: 30_000_000,
  input: ({ drill, allowed }) => {
    const runbook = oneOf(
      allowed(
        "runbooks",
        drill.runbooks.map(({ name }) => name),
      ),
      "which one",
    );
    return runbook && z.strictObject({ runbook });
  },
  handle: ({ runbook: name }, { drill }) => {
    const { title, text } = drill.runbooks.find((runbook) => runbook.name === name)!;
    return { runbook: name, title, text };
  },
});
