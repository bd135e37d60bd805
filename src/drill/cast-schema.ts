/**
 * The form of cast.yaml: what the people of a drill say, and when.
 *
 * Rules decide. Somebody answers when a message was understood by the criteria of the cast's item, and what is said
 * depends on the phase, on measured state, on deeds and agreements, and on what the player has said.
 */
import { z } from "zod";
import { duration, name } from "./fields.js";

const line = z.string().trim().min(1).max(200);
/** Has templates, of which the figures come. */
const text = z.string().trim().min(1).max(2_000);
/** Several are said in turn. */
const wordings = z.union([text.transform((only) => [only]), z.array(text).min(1).max(10)]);
const names = z.union([name.transform((only) => [only]), z.array(name).min(1).max(50)]);
/** A phase and a criterion of its item, such as `tracing.origin`. */
const said = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/);
const sayings = z.union([said.transform((only) => [only]), z.array(said).min(1).max(50)]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export interface CastCondition {
  /** It is one of these phases. */
  phase?: string[] | undefined;
  /** The indicator is healthy, or is not. */
  healthy?: string | undefined;
  unhealthy?: string | undefined;
  /** The last use of the tool with such an input; members that are named must be so. */
  done?: { tool: string; input: Record<string, string | number | boolean> } | undefined;
  agreed?: string | undefined;
  /** One of these was said, as understood at last. */
  said?: string[] | undefined;
  /** One of these criteria of the cast's item was met, now or earlier. */
  heard?: string[] | undefined;
  /** A hint of this topic was taken, of this level at least. */
  hint?: { topic: string; level: number } | undefined;
  not?: CastCondition | undefined;
  any?: CastCondition[] | undefined;
}

const condition: z.ZodType<CastCondition> = z.lazy(() =>
  z.strictObject({
    phase: names.optional(),
    healthy: name.optional(),
    unhealthy: name.optional(),
    done: z
      .strictObject({
        tool: z.string().regex(/^[a-z][a-z_]{0,62}$/),
        input: z.record(z.string(), scalar).default({}),
      })
      .optional(),
    agreed: name.optional(),
    said: sayings.optional(),
    heard: names.optional(),
    hint: z.strictObject({ topic: name, level: z.int().min(1).max(4) }).optional(),
    not: condition.optional(),
    any: z.array(condition).min(2).max(10).optional(),
  }),
) as z.ZodType<CastCondition>;

const reply = z.strictObject({
  from: name,
  if: condition.optional(),
  say: wordings,
  /** How long it takes, when it takes longer than usual. */
  after: duration.optional(),
  /** What is agreed by saying this. */
  agrees: name.optional(),
  /** The role that the speaker takes by saying this. */
  takes: name.optional(),
});

const topic = z.strictObject({
  /** Criteria of the cast's item; one is enough. */
  hears: names,
  /** Answered also when the message says something that the phase asks for, which the commander takes up. */
  also: z.boolean().default(false),
  /** The first whose condition holds is said. */
  replies: z.array(reply).min(1).max(20),
});

const topics = z.array(topic).max(200);

const probe = z.strictObject({
  /** The criterion of the phase's item that is asked for while it is missing. */
  for: name,
  /** What was understood when it was met, to be said back. */
  title: line,
  ask: wordings,
});

const phase = z.strictObject({
  /** By the criteria of which item a document is read that is written in a phase whose talk is not read. */
  item: z.string().min(1).max(200).optional(),
  /** What the phase is for and what ends it; said on entering it. */
  opens: text.optional(),
  probes: z.array(probe).max(20).default([]),
  /** Says back what was understood, `{what}`. */
  noted: wordings,
  /** Asks to go on, once nothing is missing and when the phase's time is over. */
  complete: text,
  over: text,
});

const followUp = z.strictObject({
  id: name,
  if: condition.optional(),
  ask: text,
  /** The criterion of the cast's item that answers it. */
  answer: name,
  thanks: text,
});

export const castFileSchema = z.strictObject({
  /** By the criteria of which item messages to the cast are read. */
  item: z.string().min(1).max(200),
  /** Who leads through the phases. */
  commander: name,
  /** How long people take to answer while the clock runs. */
  delay: duration.prefault("8 s"),
  /** After so much silence the commander asks for what is missing. */
  patience: duration.prefault("2 min"),
  /** By channel, who answers what nobody else does, and how when it was not understood. */
  listeners: z.record(name, z.strictObject({ from: name, unclear: wordings })),
  /** What is answered, in order of weight; several in one message are all answered. */
  topics,
  /** What is answered when a message only mentions it. */
  mentions: topics.default([]),
  /** What is answered when a message is nothing else. */
  courtesies: topics.default([]),
  /** By person, what is said to those who page them. */
  called: z.record(name, z.array(reply).min(1).max(20)).default({}),
  /** Hints in words: offered with their `{title}` and `{cost}`, and given once the player agrees. */
  hints: z
    .strictObject({
      /** The criteria that ask for one, agree to it and decline it. */
      hears: name,
      agrees: name,
      declines: name,
      /** By criterion, the topic that a message is about; without one, the first that has hints left. */
      about: z.record(name, name).default({}),
      offer: text,
      none: text,
      declined: text,
    })
    .optional(),
  phases: z.record(name, phase).default({}),
  followUps: z.array(followUp).max(50).default([]),
});

export type Cast = z.output<typeof castFileSchema>;
export type CastReply = Cast["topics"][number]["replies"][number];
export type CastTopic = Cast["topics"][number];
export type CastPhase = Cast["phases"][string];

export function castJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(castFileSchema, { io: "input" }) as Record<string, unknown>;
}
