import * as z from "zod";
import { hearMessage } from "../../cast/cast.js";
import { oneOf, words } from "../fields.js";
import { defineTool } from "../tool.js";
import { say } from "./say.js";

export const sendMessage = defineTool({
  name: "send_message",
  title: "Send a message",
  description: "Writes into a channel.",
  group: "communicate",
  costUs: 15_000_000,
  input: ({ drill, allowed }) => {
    const channel = oneOf(allowed("channels", drill.channels), "where");
    return channel && z.strictObject({ channel, text: words("what to say") });
  },
  handle: async ({ channel, text }, context) => {
    const gained = await say(text, context);
    const { cast } = context.drill;
    if (cast) hearMessage(channel, await context.understand(cast.item, { text }), gained, context);
    return { sent: true, channel, at: context.clock(context.nowUs) };
  },
});
