import * as z from "zod";
import { renderTemplate } from "../../../drill/templates.js";
import { hintsLeft, takeNextHint } from "../../hints.js";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const takeHint = defineTool({
  name: "take_hint",
  title: "Take a hint",
  description:
    "The next hint on a topic, from a question to the answer; each costs points. Without a topic, the next of the first topic that has hints left.",
  group: "run",
  costUs: 5_000_000,
  input: ({ drill }) => {
    const titles = drill.hints.map(({ topic, title }) => `${topic}: ${title}`).join("; ");
    const topic = oneOf(
      drill.hints.map((ladder) => ladder.topic),
      `on what (${titles})`,
    );
    return topic && z.strictObject({ topic: topic.optional() });
  },
  handle: ({ topic }, { drill, telemetry, room, nowUs, entry }) => {
    const hint = takeNextHint(drill, room, entry, topic);
    const left = hintsLeft(drill, room);
    if (!hint) return { hint: null, topic: topic ?? null, level: null, costPoints: 0, left };
    return {
      hint: renderTemplate(hint.text, { drill, telemetry, atUs: nowUs }),
      topic: hint.ladder.topic,
      level: hint.level,
      costPoints: hint.cost,
      left,
    };
  },
});
