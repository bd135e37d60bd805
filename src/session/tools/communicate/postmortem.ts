import * as z from "zod";
import { hearDocument } from "../../cast/cast.js";
import { maximumRows, untrueRows, wordsOf } from "../../postmortem.js";
import { words } from "../fields.js";
import { defineTool } from "../tool.js";

/** The criterion that a row of the timeline counts for. */
const timelineCriterion = "timeline";

const row = z.strictObject({
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "a time of day")
    .meta({ description: "the time of day", examples: ["14:12"] }),
  text: words("what happened", 300),
});

const action = z.strictObject({
  text: words("what will be different", 400),
  owner: words("who sees to it", 100),
  due: words("by when", 100),
});

export const writePostmortem = defineTool({
  name: "write_postmortem",
  title: "Write the postmortem",
  description:
    "What happened, what it meant for users, why, and what will be different. It can be written again; the last one counts.",
  group: "communicate",
  costUs: 60_000_000,
  input: ({ drill }) =>
    drill.postmortem
      ? z.strictObject({
          summary: words("what happened, in a few sentences", 2000),
          impact: words("what it meant for users, in figures", 1000),
          timeline: z.array(row).max(maximumRows).meta({ description: "what happened when" }),
          causes: z
            .array(words("a cause", 600))
            .max(20)
            .meta({ description: "why it could happen" }),
          actions: z.array(action).max(20).meta({ description: "what will be different" }),
        })
      : null,
  handle: async (postmortem, context) => {
    const { drill, understand, nowUs, clock } = context;
    const { text, apart } = wordsOf(postmortem);
    const understood = await understand(drill.postmortem!.item, { text, apart }, async (run) => {
      const rows = await untrueRows(postmortem.timeline, run);
      const untrue: Record<string, string[]> = rows.length > 0 ? { [timelineCriterion]: rows } : {};
      return untrue;
    });
    hearDocument(understood, context);
    const claimed = drill.claims
      ? await understand(drill.claims.item, {
          text: [text, apart.impact, apart.timeline].join("\n"),
        })
      : null;
    const contradicted = [understood, claimed].flatMap((one) =>
      Object.values(one?.refuted ?? {}).flat(),
    );
    return { written: true, at: clock(nowUs), contradicted: [...new Set(contradicted)] };
  },
});
