import * as z from "zod";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

/** How players name themselves when they take a role. */
const oneself = "me";

export const assignRole = defineTool({
  name: "assign_role",
  title: "Assign a role",
  description: `Gives a role to a person, or to oneself with ${oneself}.`,
  group: "communicate",
  costUs: 10_000_000,
  input: ({ drill, allowed }) => {
    const role = oneOf(allowed("roles", drill.roles), "which role");
    const people = drill.people.map(({ id }) => id);
    return role && z.strictObject({ role, person: oneOf([...people, oneself], "who takes it")! });
  },
  handle: ({ role, person }, { room, seat }) => {
    room.roles[role] = person === oneself ? seat : person;
    return { roles: { ...room.roles } };
  },
});
