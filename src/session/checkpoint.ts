import { createHash } from "node:crypto";
import * as z from "zod";
import type { Drill } from "../drill/drill.js";
import { Problem, problem } from "../drill/problem.js";
import { restoreWorld } from "../world/index.js";
import { engineVersion } from "../world/version.js";
import type { Breathe } from "./clock.js";
import { Desk } from "./desk.js";
import { deepFreeze } from "./freeze.js";
import { headerProblem } from "./header.js";
import { entrySchema, type Journal } from "./journal/index.js";
import { Mailbox } from "./mailbox.js";
import { type Room, roomSchema } from "./room.js";
import type { State } from "./state.js";

/** The format of a checkpoint; it changes with the meaning of any part of it. */
const format = "smokejumper-checkpoint/2";

const lineFeed = 10;

const text = z.string();
const count = z.int().min(0);

/** All of a session that is neither in its journal nor in its drill, apart from the world. */
const contentSchema = z.strictObject({
  engine: text,
  drill: z.strictObject({ id: text, world: text, rubric: text, prose: text }),
  /** The journal up to here, by its length and its chain hash. */
  entries: count,
  chain: entrySchema.shape.chain,
  opening: z.strictObject({
    clock: text,
    inbox: z.array(z.strictObject({ at: text, from: text, channel: text, text })),
    briefing: text,
    title: text,
    severity: text,
    date: text,
    ends: text,
    people: z.array(z.strictObject({ id: text, name: text, role: text })),
    ended: z.boolean(),
  }),
  mailbox: z.strictObject({
    pending: z.array(
      z.strictObject({ id: text, dueUs: z.int().nullable(), seenUnhealthy: z.boolean() }),
    ),
    replies: z.array(z.strictObject({ id: text, dueUs: z.int(), from: text, channel: text, text })),
    brought: z.array(
      z.strictObject({
        id: text,
        atUs: z.int(),
        from: text,
        channel: text,
        text,
        escalation: z.boolean(),
      }),
    ),
  }),
  room: roomSchema,
  read: z.array(z.tuple([text, count])),
  messagesAtLeave: count.nullable(),
});

/** A session's state as bytes: a line with a hash of all the rest, a line of JSON, the world. */
export function saveState(state: State): Uint8Array {
  const { header, entries, desk, opening, mailbox, room, read, messagesAtLeave, world } = state;
  const { id, hashes } = desk.drill;
  const content: z.input<typeof contentSchema> = {
    engine: engineVersion,
    drill: { id, ...hashes },
    entries: entries.length,
    chain: (entries.at(-1) ?? header).chain,
    opening,
    mailbox: mailbox.snapshot(),
    room: room as z.input<typeof roomSchema>,
    read: [...read],
    messagesAtLeave,
  };
  const json = Buffer.from(`${JSON.stringify(content)}\n`);
  const bytes = world.save();
  const hash = createHash("sha256").update(json).update(bytes).digest("hex");
  return Buffer.concat([Buffer.from(`${format} ${hash}\n`), json, bytes]);
}

/**
 * The state that a checkpoint was taken of. It must belong to this engine, this edition of the drill and this journal,
 * of which it stands for the first entries; and none of its bytes may have changed. Throws the problem
 * `checkpoint-foreign` otherwise: then the journal can be replayed, which gives the same.
 */
export function restoreState(
  bytes: Uint8Array,
  journal: Journal,
  drill: Drill,
  breathe?: Breathe,
): State {
  const { content, world: worldBytes } = read(bytes);
  const { header } = journal;
  if (content.engine !== engineVersion) throw foreign(`its engine is version ${content.engine}`);
  const unplayable = headerProblem(header, drill);
  if (unplayable) throw unplayable;
  for (const [part, value] of Object.entries({ id: drill.id, ...drill.hashes })) {
    if (content.drill[part as keyof typeof content.drill] !== value) {
      throw foreign(`the drill's ${part} differs`);
    }
  }
  const entries = journal.entries.slice(0, content.entries);
  if (entries.length < content.entries || (entries.at(-1) ?? header).chain !== content.chain) {
    throw foreign("it is of another journal");
  }
  try {
    return {
      desk: new Desk(drill, header.clock.mode),
      header: deepFreeze(structuredClone(header)),
      opening: deepFreeze(content.opening),
      world: restoreWorld(drill.system, worldBytes),
      mailbox: Mailbox.restore(drill, content.mailbox),
      room: content.room as Room,
      entries: entries.map((entry) => deepFreeze(entry)),
      read: new Map(content.read),
      messagesAtLeave: content.messagesAtLeave,
      breathe,
      overload: null,
    };
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw foreign(thrown.message);
  }
}

function read(given: Uint8Array): { content: z.output<typeof contentSchema>; world: Uint8Array } {
  // Files are read into Buffers, whose slices share memory instead of copying it.
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  const headEnd = bytes.indexOf(lineFeed);
  const head = headEnd < 0 ? "" : Buffer.from(bytes.subarray(0, headEnd)).toString("latin1");
  const [name, hash] = head.split(" ");
  if (name !== format) throw foreign("it is of another format");
  const rest = bytes.subarray(headEnd + 1);
  if (createHash("sha256").update(rest).digest("hex") !== hash) throw foreign("it is damaged");
  const jsonEnd = rest.indexOf(lineFeed);
  const parsed = contentSchema.safeParse(
    JSON.parse(Buffer.from(rest.subarray(0, jsonEnd)).toString("utf8")),
  );
  if (!parsed.success) throw foreign("it is of another format");
  return { content: parsed.data, world: rest.subarray(jsonEnd + 1) };
}

function foreign(reason: string): Problem {
  return problem("checkpoint-foreign", { reason });
}

/** Whether a thrown value says that a checkpoint is of no use. */
export function isForeignCheckpoint(thrown: unknown): boolean {
  return thrown instanceof Problem && thrown.code === "checkpoint-foreign";
}
