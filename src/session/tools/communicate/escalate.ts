import * as z from "zod";
import { hearCall } from "../../cast/cast.js";
import { oneOf, words } from "../fields.js";
import { defineTool } from "../tool.js";

export const escalate = defineTool({
  name: "escalate",
  title: "Escalate",
  description: "Pages a person directly and says why.",
  group: "communicate",
  costUs: 20_000_000,
  input: ({ drill, allowed }) => {
    const person = oneOf(
      allowed(
        "people",
        drill.people.map(({ id }) => id),
      ),
      "whom",
    );
    return person && z.strictObject({ person, text: words("why") });
  },
  handle: async ({ person: id, text }, context) => {
    const { drill, nowUs, clock } = context;
    const { cast } = drill;
    if (cast) hearCall(id, await context.understand(cast.item, { text }), context);
    const { name, role } = drill.people.find((person) => person.id === id)!;
    return { paged: name, role, at: clock(nowUs) };
  },
});
