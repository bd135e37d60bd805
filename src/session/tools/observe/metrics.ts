import * as z from "zod";
import { type MetricUnit, metricNames, metricUnits } from "../../../drill/system/metrics.js";
import { printDuration } from "../../../drill/system/units.js";
import { significant } from "../../numbers.js";
import { lookBack, oneOf } from "../fields.js";
import { defineTool } from "../tool.js";
import { measuredBack } from "./window.js";

const unitWords: Record<MetricUnit, string> = {
  share: "share from 0 to 1",
  seconds: "seconds",
  "per-second": "per second",
  count: "count",
};

/** Points of a series; a longer window gets wider steps. */
const maximumPoints = 60;
const standardWindowUs = 5 * 60_000_000;

export const queryMetrics = defineTool({
  name: "query_metrics",
  title: "Query metrics",
  description:
    "One metric of a service of our own (as it sees itself), a call (as its caller sees it), or a source or route (as its users see it): the value over the whole window, and a series. A value is null where there was nothing to measure.",
  group: "observe",
  costUs: 10_000_000,
  input: ({ vocabulary }) =>
    z.strictObject({
      metric: z.enum(metricNames).describe("what to measure"),
      of: oneOf([...vocabulary.subjects.keys()], "what it is measured of")!,
      window: lookBack("5 min").optional(),
    }),
  handle: ({ metric, of, window = standardWindowUs }, context) => {
    const { telemetry, vocabulary, clock } = context;
    const subject = vocabulary.subjects.get(of)!;
    const { fromUs, toUs } = measuredBack(context, window);
    const points = [];
    const { intervalUs } = context.drill.system;
    const stepUs = stepOf(toUs - fromUs, intervalUs);
    for (let endUs = toUs; endUs - stepUs >= fromUs; endUs -= stepUs) {
      const value = significant(telemetry.query(metric, subject, endUs - stepUs, endUs));
      points.push({ at: clock(endUs), value });
    }
    return {
      metric,
      of,
      unit: unitWords[metricUnits[metric]],
      from: clock(fromUs),
      to: clock(toUs),
      ...(window < intervalUs && {
        note: `the window is one telemetry interval, ${printDuration(intervalUs)}, since none is shorter`,
      }),
      value: significant(telemetry.query(metric, subject, fromUs, toUs)),
      points: points.reverse(),
    };
  },
});

function stepOf(lengthUs: number, intervalUs: number): number {
  const intervals = Math.floor(lengthUs / intervalUs);
  return Math.max(1, Math.ceil(intervals / maximumPoints)) * intervalUs;
}
