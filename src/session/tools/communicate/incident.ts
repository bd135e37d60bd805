import * as z from "zod";
import type { Severity } from "../../../drill/drill.js";
import { words } from "../fields.js";
import { defineTool } from "../tool.js";

const severities = ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"] as const satisfies Severity[];

export const declareIncident = defineTool({
  name: "declare_incident",
  title: "Declare an incident",
  description:
    "Opens the incident with a severity and a title, or changes them once it is open. SEV-1 is the worst.",
  group: "communicate",
  costUs: 20_000_000,
  input: () =>
    z.strictObject({
      severity: z.enum(severities).describe("how bad it is"),
      title: words("what users notice", 200),
    }),
  handle: ({ severity, title }, { room, nowUs, clock }) => {
    const declaredAtUs = room.incident?.declaredAtUs ?? nowUs;
    room.incident = { severity, title, declaredAtUs };
    return { severity, title, declaredAt: clock(declaredAtUs) };
  },
});
