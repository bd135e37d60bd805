import * as z from "zod";
import type { Change } from "../../world/system.js";
import { type Understanding, understandingSchema } from "../understanding.js";

/** The format of a journal file; it changes when the meaning of a line changes. */
export const journalSchema = "smokejumper.journal/1";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits");
const worldHash = z.string().regex(/^[0-9a-f]{32}$/, "must be 32 hexadecimal digits");
/** Names are printed by everything that shows a journal, so none may steer a terminal. */
const name = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cf}\u2028\u2029]*$/u, "must be printable");
const microseconds = z.int().min(0);

const seat = z.strictObject({
  /** How entries name the seat. */
  seat: name,
  /** What sits in it: reference, bystander, person, a file name, ... */
  player: name,
});

export const seatsSchema = z
  .array(seat)
  .min(1)
  .max(16)
  .refine(
    (seats) => new Set(seats.map((one) => one.seat)).size === seats.length,
    "name every seat once",
  );

/** The first line of a journal: everything that a run is a function of, apart from its entries. */
export const headerSchema = z.strictObject({
  schema: z.literal(journalSchema),
  engine: name,
  product: name,
  drill: z.strictObject({ id: name, world: hash, rubric: hash, prose: hash }),
  seed: z.int().min(0),
  seats: seatsSchema,
  clock: z.strictObject({
    /** stepped: the cost of each action moves the clock; wall: each action says when it was made. */
    mode: z.enum(["stepped", "wall"]),
    /** The UTC time at which `atUs` is 0. */
    epoch: z.iso.datetime(),
    openedAtUs: microseconds,
  }),
  chain: hash,
});

/**
 * What the act did that its input alone does not say: the changes of the world, and whether any of them bit; or what
 * was understood of its words.
 */
const effectSchema = z.union([
  z.strictObject({
    changed: z.boolean(),
    changes: z.array(z.looseObject({ change: name })),
  }),
  z.strictObject({ understood: z.array(understandingSchema).min(1).max(8) }),
]);

export const entrySchema = z.strictObject({
  entry: z.int().min(1),
  atUs: microseconds,
  seat: name,
  tool: name,
  input: z.record(z.string(), z.json()),
  effect: effectSchema.nullable(),
  observation: hash,
  chain: hash,
});

export const footerSchema = z.strictObject({
  entries: z.int().min(0),
  worldHash,
  /** Null when the run was sealed without a score. */
  scoreHash: hash.nullable(),
  rubricVersion: name.nullable(),
  chain: hash,
});

export type Seat = z.infer<typeof seat>;
export type Header = z.infer<typeof headerSchema>;
export interface WorldEffect {
  changed: boolean;
  changes: Change[];
}
export interface WordsEffect {
  understood: Understanding[];
}
export type Effect = WorldEffect | WordsEffect;
export type Entry = Omit<z.infer<typeof entrySchema>, "effect"> & { effect: Effect | null };
export type Footer = z.infer<typeof footerSchema>;

/** One run as it is kept: a header, what was done, and a footer once it is over. */
export interface Journal {
  readonly header: Header;
  readonly entries: readonly Entry[];
  readonly footer: Footer | null;
}
