import * as z from "zod";
import { words } from "../fields.js";
import { defineTool } from "../tool.js";
import { say } from "./say.js";

export const postStatus = defineTool({
  name: "post_status",
  title: "Post to the status page",
  description: "Tells the users, on the public status page.",
  group: "communicate",
  costUs: 30_000_000,
  input: () =>
    z.strictObject({
      state: z
        .enum(["investigating", "identified", "monitoring", "resolved"])
        .describe("where the work stands"),
      text: words("what users should know"),
    }),
  handle: async ({ state, text }, context) => {
    await say(text, context);
    return { posted: true, state, at: context.clock(context.nowUs) };
  },
});
