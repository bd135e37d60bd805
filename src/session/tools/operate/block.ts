import * as z from "zod";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const blockCalls = defineTool({
  name: "block_calls",
  title: "Block calls in the network",
  description:
    "A network rule on one call: reject answers each attempt at once with an error, drop lets it go unanswered, none takes the rule away.",
  group: "operate",
  costUs: 30_000_000,
  input: ({ vocabulary, allowed }) => {
    const call = oneOf(allowed("calls", vocabulary.calls.keys()), "which call");
    return (
      call &&
      z.strictObject({ call, mode: z.enum(["reject", "drop", "none"]).describe("the rule") })
    );
  },
  handle: ({ call, mode }, { vocabulary, apply }) => {
    const changed = apply({ change: "block", ...vocabulary.calls.get(call)!, mode });
    return { changed, call, blocked: mode };
  },
});
