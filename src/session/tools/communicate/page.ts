import * as z from "zod";
import { oneOf } from "../fields.js";
import { defineTool } from "../tool.js";

export const acknowledgePage = defineTool({
  name: "acknowledge_page",
  title: "Acknowledge a page",
  description:
    "Tells the pager that somebody is on it. Alerts that are not firing cannot be acknowledged.",
  group: "communicate",
  costUs: 5_000_000,
  input: ({ vocabulary }) => {
    const alert = oneOf(vocabulary.alerts, "which alert");
    return alert && z.strictObject({ alert });
  },
  handle: ({ alert }, { telemetry, room, nowUs, clock }) => {
    const firing = telemetry
      .alerts()
      .some(({ rule, state }) => rule === alert && state === "firing");
    if (firing) room.acknowledged[alert] ??= nowUs;
    const atUs = room.acknowledged[alert];
    return { alert, firing, acknowledgedAt: atUs === undefined ? null : clock(atUs) };
  },
});
