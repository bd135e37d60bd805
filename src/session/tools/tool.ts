import type * as z from "zod";
import type { Drill } from "../../drill/drill.js";
import type { Telemetry } from "../../world/index.js";
import type { Change } from "../../world/system.js";
import type { RunSoFar } from "../facts.js";
import type { ClockMode } from "../header.js";
import type { Entry, Json } from "../journal/index.js";
import type { Reply } from "../mailbox.js";
import type { Room } from "../room.js";
import type { Understanding, Words } from "../understanding.js";
import type { Vocabulary } from "../vocabulary.js";

/** observe: looks; operate: changes the system; communicate: tells people; run: steers the drill itself. */
export type ToolGroup = "observe" | "operate" | "communicate" | "run";

/** What a tool may be used on in a drill: everything of its kind unless the drill limits it. */
export interface Offer {
  drill: Drill;
  vocabulary: Vocabulary;
  /** What moves the clock of the run. */
  mode: ClockMode;
  /** The names out of `all` that the drill's limit of that kind allows. */
  allowed(kind: string, all: Iterable<string>): string[];
}

/** All that a handler may see and do. */
export interface ToolContext {
  readonly drill: Drill;
  readonly vocabulary: Vocabulary;
  readonly telemetry: Telemetry;
  readonly room: Room;
  readonly seat: string;
  /** What was done before. */
  readonly entries: readonly Entry[];
  /** The number that the action's journal entry will have. */
  readonly entry: number;
  /** The moment at which the action takes effect. */
  readonly nowUs: number;
  /** The time of day at a moment. */
  clock(atUs: number): string;
  /** Changes the system; true when that made a difference. The change is recorded as the entry's effect. */
  apply(change: Change): boolean;
  /**
   * Reads words by the criteria of an item and holds them against the run. What is understood is recorded as the entry's
   * effect. `untrueIn` finds further words that the run contradicts, by criterion.
   */
  understand(
    item: string,
    words: Words,
    untrueIn?: (run: RunSoFar & { nowUs: number }) => Promise<Record<string, readonly string[]>>,
  ): Promise<Understanding>;
  /** Lets somebody say something at a moment. */
  post(reply: Reply): void;
  /** Takes back what was to be said and has not been yet. */
  withdraw(id: string): void;
  /** Lets time pass, at most to a moment, or with `news` only until a message or an alert comes. */
  pass(toUs: number, options?: { news: boolean }): Promise<void>;
  /** Lets the world run to the drill's end, which ends the session. */
  finish(): Promise<void>;
}

/**
 * One thing that can be done in a drill. Its input is plain JSON; the schema lists every legal value, and an input
 * that it accepts cannot fail.
 */
export interface Tool<Schema extends z.ZodType = z.ZodType> {
  name: string;
  title: string;
  description: string;
  group: ToolGroup;
  /** The simulated time that it takes somebody to do this, in microseconds. */
  costUs: number;
  /** Null when the drill has nothing to use the tool on. */
  input(offer: Offer): Schema | null;
  handle(input: z.output<Schema>, context: ToolContext): Json | Promise<Json>;
}

/** Ties the type of the handler's input to the schema. */
export function defineTool<Schema extends z.ZodType>(tool: Tool<Schema>): Tool {
  return tool as unknown as Tool;
}
