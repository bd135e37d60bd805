import * as z from "zod";
import { defineTool } from "../tool.js";

/** Waiting for news ends by itself after so long. */
const longestForNewsUs = 10 * 60_000_000;

export const wait = defineTool({
  name: "wait",
  title: "Wait",
  description:
    "Lets time pass: so many seconds, or until the next message or alert (for 10 minutes at most), or whichever comes first.",
  group: "run",
  costUs: 0,
  input: () =>
    z
      .strictObject({
        seconds: z.int().min(1).max(86_400).describe("so long at most").optional(),
        until: z.enum(["news"]).describe("the next message or alert").optional(),
      })
      .refine(
        ({ seconds, until }) => seconds !== undefined || until !== undefined,
        "names neither seconds nor until",
      ),
  handle: async ({ seconds, until }, context) => {
    const lengthUs = seconds === undefined ? longestForNewsUs : seconds * 1_000_000;
    await context.pass(context.nowUs + lengthUs, { news: until === "news" });
    return { waited: true };
  },
});
