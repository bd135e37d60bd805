import * as z from "zod";
import { defineTool } from "../tool.js";

export const finish = defineTool({
  name: "finish",
  title: "Finish",
  description:
    "Ends the run: you leave, and the system goes on as you left it until the drill's end, which counts too.",
  group: "run",
  costUs: 0,
  input: () => z.strictObject({}),
  handle: async (_, context) => {
    await context.finish();
    return { finished: true };
  },
});
