import * as z from "zod";
import { lookBack, oneOf } from "../fields.js";
import { defineTool } from "../tool.js";
import { windowBack } from "./window.js";

const standardWindowUs = 5 * 60_000_000;
const standardLimit = 20;

export const searchLogs = defineTool({
  name: "search_logs",
  title: "Search logs",
  description: "Log lines of the services, newest first, by service, level and words they contain.",
  group: "observe",
  costUs: 15_000_000,
  input: ({ vocabulary }) => {
    const service = oneOf(vocabulary.services, "only this service's lines");
    if (!service) return null;
    return z.strictObject({
      service: service.optional(),
      level: z.enum(["info", "warn", "error"]).describe("only lines of this level").optional(),
      text: z
        .string()
        .min(1)
        .max(200)
        .meta({ description: "only lines that contain this text", examples: ["timeout"] })
        .optional(),
      window: lookBack("5 min").optional(),
      limit: z
        .int()
        .min(1)
        .max(100)
        .describe(`at most so many lines, ${standardLimit} unless said`)
        .optional(),
    });
  },
  handle: ({ window = standardWindowUs, limit = standardLimit, ...filter }, context) => ({
    lines: context.telemetry
      .logs({ ...windowBack(context, window), ...filter, limit })
      .map(({ atUs, level, service, message, trace }) => ({
        at: context.clock(atUs),
        level,
        service,
        message,
        trace,
      })),
  }),
});
