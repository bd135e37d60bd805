/**
 * The form of system.yaml. Names and units are read here; what the parts mean to each other is checked in build.ts.
 */
import { z } from "zod";
import {
  arrow,
  count,
  duration,
  law,
  name,
  orNone,
  orUnlimited,
  positiveDuration,
  rate,
  share,
  target,
} from "../fields.js";
import { encodeFindings, finding, quote } from "../issues.js";
import { metricNames } from "./metrics.js";
import { policyFields, retriesField } from "./policy.js";

export const mostServices = 500;
export const mostArrows = 2_000;
export const mostSources = 100;

const trace = orNone(
  z
    .string()
    .regex(/^1 in [1-9]\d{0,8}$/, {
      error: ({ input }) =>
        encodeFindings(
          finding("value-invalid", {
            value: quote(input),
            expected: 'a share of traced requests such as "1 in 1000"',
            remedy: 'write "1 in" and a whole number, or none',
          }),
        ),
    })
    .transform((text) => Number(text.slice("1 in ".length))),
);

interface StepFile {
  work?: z.output<typeof law> | undefined;
  call?: string | undefined;
  parallel?: string[] | undefined;
  branch?: { share: number; then: StepFile[]; otherwise: StepFile[] } | undefined;
}

const stepKinds = ["work", "call", "parallel", "branch"] as const;

const step: z.ZodType<StepFile> = z
  .strictObject({
    work: law.optional(),
    call: target.optional(),
    parallel: z.array(target).min(1).max(100).optional(),
    branch: z
      .strictObject({
        share,
        // biome-ignore lint/suspicious/noThenProperty: a step is plain data that nobody awaits.
        get then() {
          return steps;
        },
        get otherwise() {
          return steps.prefault([]);
        },
      })
      .optional(),
  })
  .refine((file) => stepKinds.filter((kind) => file[kind] !== undefined).length === 1, {
    error: ({ input }) =>
      encodeFindings(
        finding("value-invalid", {
          value: "the step",
          expected: `exactly one of ${stepKinds.join(", ")}`,
          remedy:
            Object.keys(input as object).length > 1 ? "make it several steps" : "add one of them",
        }),
      ),
  });

const steps: z.ZodType<StepFile[]> = z.array(step).max(1_000);

const queue = z.strictObject({
  length: orUnlimited(count(0)).prefault("unlimited"),
  order: z.enum(["fifo", "lifo"]).default("fifo"),
  maximumWait: orNone(positiveDuration).prefault("none"),
  dropExpired: z.boolean().default(false),
  whenFull: z.enum(["reject", "drop"]).default("reject"),
});

const release = z.strictObject({
  latency: z.number().positive().max(1_000).default(1),
  errors: share.prefault("0 %"),
});

const service = z.strictObject({
  kind: z.enum(["service", "external"]).default("service"),
  replicas: count(1).default(1),
  maximumReplicas: count(1).optional(),
  threads: orUnlimited(count(1)).optional(),
  queue: queue.prefault({}),
  refusal: z
    .strictObject({ cost: duration.prefault("0 us"), roundTrip: duration.prefault("1 ms") })
    .prefault({}),
  balance: z.enum(["round-robin", "random", "least-requests"]).default("round-robin"),
  restart: duration.prefault("30 s"),
  operations: z.record(name, steps),
  releases: z.record(name, release).prefault({ v1: {} }),
});

const source = z.strictObject({
  open: z
    .string()
    .transform((text, context) => {
      const parts = /^(poisson|fixed) (.+)$/.exec(text);
      const reading = rate.safeParse(parts?.[2]);
      if (parts !== null && reading.success && reading.data > 0) {
        return { law: parts[1] as "poisson" | "fixed", ratePerSecond: reading.data };
      }
      context.addIssue({
        code: "custom",
        message: encodeFindings(
          finding("value-invalid", {
            value: quote(text),
            expected: 'an arrival law such as "poisson 50/s" or "fixed 50/s"',
            remedy: "write poisson or fixed and a rate above 0 and up to 1,000,000/s",
          }),
        ),
      });
      return z.NEVER;
    })
    .optional(),
  closed: z.strictObject({ users: count(1), think: law }).optional(),
  patience: orNone(positiveDuration).prefault("none"),
  retries: retriesField.prefault("none"),
  mix: z.record(
    name,
    z.strictObject({ weight: z.number().nonnegative().max(1e9).default(1), to: target }),
  ),
});

const at = { at: duration };
const ofService = { service: name };
const ofRoutes = { source: name, route: name.optional() };

/** One entry of the timeline: the fields of a change, in the file's units. */
const change = z.discriminatedUnion("change", [
  z.strictObject({
    ...at,
    change: z.literal("call-policy"),
    call: arrow,
    set: z.strictObject(policyFields),
  }),
  z.strictObject({
    ...at,
    change: z.literal("block"),
    call: arrow,
    mode: z.enum(["reject", "drop", "none"]),
  }),
  z.strictObject({ ...at, change: z.literal("flag"), flag: name, on: z.boolean() }),
  z.strictObject({ ...at, change: z.literal("shed"), ...ofRoutes, share }),
  z.strictObject({ ...at, change: z.literal("shift"), ...ofRoutes, site: name, share }),
  z.strictObject({ ...at, change: z.literal("restart"), ...ofService }),
  z.strictObject({ ...at, change: z.literal("crash"), ...ofService }),
  z.strictObject({ ...at, change: z.literal("start"), ...ofService }),
  z.strictObject({ ...at, change: z.literal("scale"), ...ofService, replicas: count(1) }),
  z.strictObject({ ...at, change: z.literal("release"), ...ofService, release: name }),
  z.strictObject({
    ...at,
    change: z.literal("slow"),
    ...ofService,
    factor: z.number().positive().max(1_000_000),
  }),
  z.strictObject({ ...at, change: z.literal("fail"), ...ofService, errors: share }),
  z.strictObject({
    ...at,
    change: z.literal("stall"),
    ...ofService,
    law,
    from: share,
    to: share,
    over: duration.prefault("0 s"),
  }),
  z.strictObject({
    ...at,
    change: z.literal("load"),
    source: name,
    factor: z.number().nonnegative().max(1_000),
  }),
]);

const threshold = z.union([z.string(), z.number()]).optional();

const alert = z.strictObject({
  severity: z.enum(["page", "ticket"]),
  metric: z.enum(metricNames),
  of: z.string(),
  above: threshold,
  below: threshold,
  window: positiveDuration.prefault("1 min"),
  for: duration.prefault("0 s"),
});

const onOff = z.union([
  z.literal("on").transform(() => true),
  z.literal("off").transform(() => false),
  z.boolean(),
]);

export const systemFileSchema = z.strictObject({
  interval: positiveDuration.prefault("10 s"),
  trace: trace.prefault("none"),
  abandonedWorkGoesOn: z.boolean().default(true),
  services: z.record(name, service),
  calls: z.record(arrow, z.strictObject(policyFields)).default({}),
  sources: z.record(name, source).default({}),
  site: z.strictObject({ name, capacity: share, shared: z.array(name).default([]) }).optional(),
  flags: z.record(name, onOff).default({}),
  timeline: z.array(change).max(10_000).default([]),
  alerts: z.record(name, alert).default({}),
});

export type SystemFile = z.output<typeof systemFileSchema>;
export type StepsFile = StepFile[];
export type ChangeFile = SystemFile["timeline"][number];
export type AlertFile = SystemFile["alerts"][string];

/** The JSON Schema of system.yaml, for editors. */
export function systemJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(systemFileSchema, { io: "input" }) as Record<string, unknown>;
}
