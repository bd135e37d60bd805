/** The form of drill.yaml and of a scripted player's file. */
import { z } from "zod";
import { count, duration, name, positiveDuration } from "./fields.js";
import { encodeFindings, finding, quote } from "./issues.js";
import { metricNames } from "./system/metrics.js";

const text = z.string().trim().min(1).max(4_000);
const line = z.string().trim().min(1).max(200);

function matching(pattern: RegExp, expected: string, remedy: string) {
  return z.string().regex(pattern, {
    error: ({ input }) =>
      encodeFindings(finding("value-invalid", { value: quote(input), expected, remedy })),
  });
}

const clock = matching(
  /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/,
  "a time of day",
  'write one such as "14:12:00"',
);

const date = matching(
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  "a date",
  "write one such as 2026-03-14",
);

const threshold = z.union([z.string(), z.number()]);

const indicator = z.strictObject({
  metric: z.enum(metricNames),
  of: z.string(),
  /** Healthy at or above; `below` is for what should be small. */
  healthy: threshold.optional(),
  below: threshold.optional(),
  window: positiveDuration.prefault("30 s"),
});

const messageParts = { id: name, from: line, channel: name, text };

const message = z.strictObject({
  ...messageParts,
  at: clock.optional(),
  alert: name.optional(),
  healthy: name.optional(),
  after: duration.optional(),
});

const escalation = z.strictObject({
  ...messageParts,
  at: clock,
  /** The indicator that must be unhealthy; the outcome's unless said. */
  unhealthy: name.optional(),
});

/** Tool names are verbs with underscores, as agents' interfaces want them. */
const toolName = matching(
  /^[a-z][a-z_]{0,62}$/,
  "the name of a tool",
  "use lower-case letters and underscores",
);

const limits = z.record(name, z.array(z.string()).min(1));

const tool = z.union([
  toolName.transform((tool) => ({ name: tool, limits: {} as z.output<typeof limits> })),
  z
    .record(toolName, limits)
    .refine((entry) => Object.keys(entry).length === 1, {
      error: () =>
        encodeFindings(
          finding("value-invalid", {
            value: "the entry",
            expected: "one tool with its limits",
            remedy: "give each tool an entry of its own",
          }),
        ),
    })
    .transform((entry) => {
      const [only] = Object.entries(entry);
      return { name: only?.[0] ?? "", limits: only?.[1] ?? {} };
    }),
]);

const claimedDeed = z.strictObject({
  tool: toolName,
  input: z.record(name, z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** One of these has to be among the members of the input. */
  sets: z.array(z.string()).min(1).optional(),
});

const truth = z.union([
  z.strictObject({ anyOf: z.array(claimedDeed).min(1).max(20) }),
  z.strictObject({ firstAlert: name }),
]);

export const drillFileSchema = z.strictObject({
  id: name,
  title: line,
  summary: text,
  difficulty: z.enum(["easy", "medium", "hard"]),
  minutes: count(1, 600),
  severity: z.enum(["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"]),
  date,
  begins: clock,
  opens: clock,
  ends: clock,
  briefing: text,
  indicators: z.record(name, indicator),
  outcome: z.strictObject({
    indicator: name,
    source: name,
    mitigated: threshold.optional(),
  }),
  messages: z.array(message).max(500).default([]),
  escalation: z.array(escalation).max(100).default([]),
  deploys: z
    .array(z.strictObject({ at: clock, service: name, release: name, by: line, summary: line }))
    .max(500)
    .default([]),
  people: z
    .array(z.strictObject({ id: name, name: line, role: line }))
    .max(100)
    .default([]),
  roles: z.array(name).max(50).default([]),
  channels: z.array(name).max(50).default([]),
  tools: z.array(tool).min(1).max(200),
  costs: z.record(toolName, duration).default({}),
  hints: z
    .array(
      z.strictObject({
        topic: name,
        /** What the hints are about, for those who have not taken one yet. */
        title: line,
        /** From a question to the answer. */
        levels: z
          .array(z.strictObject({ text, cost: count(0, 100) }))
          .min(1)
          .max(4),
      }),
    )
    .max(20)
    .default([]),
  phases: z
    .array(
      z.strictObject({
        id: name,
        title: line,
        minutes: count(1, 600),
        /** The simulation stands still while people talk, so the phase takes none of the run's time. */
        frozen: z.boolean().default(false),
        /** By the criteria of which item what is said in the phase is read. */
        item: z.string().optional(),
        /** What the phase is for, and what ends it. */
        purpose: text.optional(),
      }),
    )
    .max(20)
    .default([]),
  /** What players may say about the run that it can confirm or refute: an item's criteria, and what makes each true. */
  claims: z.strictObject({ item: z.string(), truths: z.record(name, truth) }).optional(),
  /** The item by which a postmortem is read. */
  postmortem: z.strictObject({ item: z.string() }).optional(),
  /** Words that give the cause away, and canary strings. */
  gold: z.array(z.string().trim().min(3).max(200)).min(1).max(200),
});

export type DrillFile = z.output<typeof drillFileSchema>;

const waitFor = z.union([
  z.literal("page").transform(() => ({ until: "page" as const })),
  z
    .strictObject({ alert: name, firing: z.boolean().default(true) })
    .transform((file) => ({ until: "alert" as const, ...file })),
  z
    .strictObject({ indicator: name, healthy: z.boolean().default(true) })
    .transform((file) => ({ until: "indicator" as const, ...file })),
]);

const playerStep = z.strictObject({
  /** "+30 s" after the previous step, or a time of day. */
  at: z.string().optional(),
  tool: toolName.optional(),
  input: z.record(z.string(), z.unknown()).optional(),
  wait: waitFor.optional(),
  atMost: positiveDuration.optional(),
});

export const playerFileSchema = z.strictObject({ steps: z.array(playerStep).min(1).max(1_000) });

export type PlayerFile = z.output<typeof playerFileSchema>;

export function drillJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(drillFileSchema, { io: "input" }) as Record<string, unknown>;
}

export function playerJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(playerFileSchema, { io: "input" }) as Record<string, unknown>;
}
