import * as z from "zod";
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
  handle: ({ person: id }, { drill, nowUs, clock }) => {
    const { name, role } = drill.people.find((person) => person.id === id)!;
    return { paged: name, role, at: clock(nowUs) };
  },
});
