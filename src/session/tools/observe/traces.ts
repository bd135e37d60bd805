import * as z from "zod";
import { inSeconds } from "../../numbers.js";
import { lookBack, oneOf } from "../fields.js";
import { defineTool } from "../tool.js";
import { windowBack } from "./window.js";

const standardWindowUs = 5 * 60_000_000;
const standardLimit = 10;

export const listTraces = defineTool({
  name: "list_traces",
  title: "List traces",
  description:
    "Sampled user requests, newest first, with their duration and outcome; a duration is null while the request is still going on.",
  group: "observe",
  costUs: 10_000_000,
  input: ({ drill, vocabulary }) => {
    const service = oneOf(vocabulary.services, "only requests that reached this service");
    if (!service || drill.system.traceEvery === 0) return null;
    return z.strictObject({
      service: service.optional(),
      failedOnly: z.boolean().describe("only requests that failed").optional(),
      window: lookBack("5 min").optional(),
      limit: z
        .int()
        .min(1)
        .max(50)
        .describe(`at most so many traces, ${standardLimit} unless said`)
        .optional(),
    });
  },
  handle: ({ window = standardWindowUs, limit = standardLimit, ...filter }, context) => ({
    traces: context.telemetry
      .traces({ ...windowBack(context, window), ...filter, limit })
      .map(({ id, atUs, route, durationUs, outcome }) => ({
        trace: id,
        at: context.clock(atUs),
        route,
        seconds: durationUs === null ? null : inSeconds(durationUs),
        outcome,
      })),
  }),
});

export const getTrace = defineTool({
  name: "get_trace",
  title: "Get a trace",
  description:
    "The spans of one sampled request, with their starts in seconds since the request began and, for a server, how long they waited for a thread; external services send none. A span without a duration is still going on.",
  group: "observe",
  costUs: 10_000_000,
  input: ({ drill }) =>
    drill.system.traceEvery === 0
      ? null
      : z.strictObject({
          trace: z
            .string()
            .min(1)
            .max(100)
            .meta({
              description: "a trace's id, from list_traces or a log line",
              examples: ["t000001"],
            }),
        }),
  handle: ({ trace: id }, { telemetry, vocabulary }) => {
    // Somebody else's system sends no spans: of a call to it, what its caller saw is all there is.
    const spans = telemetry.trace(id)?.filter(({ kind, name }) => {
      const [service] = name.split("@");
      return kind === "client" || vocabulary.services.includes(service!);
    });
    if (!spans?.length) return { trace: id, found: false, spans: [] };
    const firstUs = spans[0]!.startUs;
    return {
      trace: id,
      found: true,
      spans: spans.map(({ startUs, beganUs, endUs, ...span }) => ({
        ...span,
        start: inSeconds(startUs - firstUs),
        waited: beganUs === null ? null : inSeconds(beganUs - startUs),
        seconds: endUs === null ? null : inSeconds(endUs - startUs),
      })),
    };
  },
});
