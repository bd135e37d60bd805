import * as z from "zod";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const setFlag = defineTool({
  name: "set_flag",
  title: "Set a feature flag",
  description: "Switches a feature flag on or off, everywhere at once.",
  group: "operate",
  costUs: 15_000_000,
  input: ({ vocabulary, allowed }) => {
    const flag = oneOf(allowed("flags", vocabulary.flags), "which flag");
    return flag && z.strictObject({ flag, on: z.boolean().describe("true to switch it on") });
  },
  handle: ({ flag, on }, { apply }) => ({ changed: apply({ change: "flag", flag, on }), flag, on }),
});
