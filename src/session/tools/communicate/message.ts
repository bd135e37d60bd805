import * as z from "zod";
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
    await say(text, context);
    return { sent: true, channel, at: context.clock(context.nowUs) };
  },
});
