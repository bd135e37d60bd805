import * as z from "zod";
import { renderTemplate } from "../../../drill/templates.js";
import { defineTool } from "../tool.js";

export const takeHint = defineTool({
  name: "take_hint",
  title: "Take a hint",
  description: "The next hint, from a question to the answer; each costs points.",
  group: "run",
  costUs: 5_000_000,
  input: ({ drill }) => (drill.hints.length === 0 ? null : z.strictObject({})),
  handle: (_, { drill, telemetry, room, nowUs }) => {
    const hint = drill.hints[room.hintsTaken];
    if (!hint) return { hint: null, level: null, costPoints: 0, left: 0 };
    room.hintsTaken += 1;
    return {
      hint: renderTemplate(hint.text, { drill, telemetry, atUs: nowUs }),
      level: hint.level,
      costPoints: hint.cost,
      left: drill.hints.length - room.hintsTaken,
    };
  },
});
