import * as z from "zod";
import { defineTool } from "../tool.js";

/** Log lines shown; older ones are not news. */
const maximumLog = 40;

export const listAlerts = defineTool({
  name: "list_alerts",
  title: "List alerts",
  description:
    "All alerts that are pending or firing now, with the moment since when and whether somebody acknowledged them, and the log of what fired and resolved.",
  group: "observe",
  costUs: 5_000_000,
  input: () => z.strictObject({}),
  handle: (_, { telemetry, room, clock }) => ({
    alerts: telemetry.alerts().map(({ rule, severity, state, sinceUs }) => ({
      alert: rule,
      severity,
      state,
      since: clock(sinceUs),
      acknowledged: Object.hasOwn(room.acknowledged, rule),
    })),
    log: telemetry.alertLog.slice(-maximumLog).map(({ atUs, rule, state }) => ({
      at: clock(atUs),
      alert: rule,
      state,
    })),
  }),
});
