import type { EntryView } from "../../server/api/documents.js";
import type { ClientMessage, ServerMessage } from "../../server/api/live.js";

export type ActInput = Extract<ClientMessage, { type: "act" }>["input"];
export type Acted = Extract<ServerMessage, { type: "acted" }>;
type Refused = Extract<ServerMessage, { type: "refused" }>;

/** An act that was not taken, with the one line that says why and the one that says what to do. */
export class ActRefused extends Error {
  readonly code: string;
  readonly remedy: string;

  constructor({ code, message, remedy }: Refused["problem"]) {
    super(message);
    this.name = "ActRefused";
    this.code = code;
    this.remedy = remedy;
  }
}

interface Waiting {
  id: number;
  tool: string;
  input: ActInput;
  /** The number that the entry is to get; given when it is sent. */
  entry: number | null;
  renumbered: number;
  resolve: (acted: Acted) => void;
  reject: (refused: ActRefused) => void;
}

/** Somebody else's act may take a number first; more often than this in a row is no accident. */
const maximumRenumberings = 5;

/**
 * Acts in the order in which they were asked for, one under way at a time. Each carries the number of the entry that
 * it is to become, so that sending it again after a lost connection cannot make it happen twice.
 */
export class ActQueue {
  private readonly waiting: Waiting[] = [];
  private lastEntry = 0;
  private nextId = 1;

  constructor(
    private readonly send: (message: ClientMessage) => boolean,
    private readonly onChange: (tools: readonly string[]) => void,
  ) {}

  ask(tool: string, input: ActInput): Promise<Acted> {
    return new Promise((resolve, reject) => {
      const id = this.nextId;
      this.nextId += 1;
      this.waiting.push({ id, tool, input, entry: null, renumbered: 0, resolve, reject });
      this.changed();
      if (this.waiting.length === 1) this.sendFirst();
    });
  }

  /** Entries that the journal has by now, told by a greeting or a frame. */
  know(entries: readonly EntryView[]): void {
    for (const { entry } of entries) this.lastEntry = Math.max(this.lastEntry, entry);
  }

  /** A new connection: what is under way is sent again, under its number if the journal has it there. */
  reconnected(entries: readonly EntryView[]): void {
    this.lastEntry = entries.at(-1)?.entry ?? 0;
    const [first] = this.waiting;
    if (!first) return;
    const there = entries.find(({ entry }) => entry === first.entry);
    if (there?.tool !== first.tool) first.entry = null;
    this.sendFirst();
  }

  answered(acted: Acted): void {
    this.lastEntry = Math.max(this.lastEntry, acted.entry.entry);
    this.take(acted.id)?.resolve(acted);
  }

  refused({ id, problem }: Refused): void {
    const first = this.waiting[0];
    if (id === null || first?.id !== id) return;
    const isOutOfStep = problem.code === "entry-taken" || problem.code === "entry-ahead";
    if (isOutOfStep && first.renumbered < maximumRenumberings) {
      // The number went to another act or to none: this one has not happened, and gets the next.
      if (problem.code === "entry-taken") this.lastEntry = Math.max(this.lastEntry, first.entry!);
      first.entry = null;
      first.renumbered += 1;
      this.sendFirst();
      return;
    }
    this.take(id)?.reject(new ActRefused(problem));
  }

  /** No answer will come any more. */
  giveUp(message: string, remedy: string): void {
    for (const { reject } of this.waiting.splice(0)) {
      reject(
        new ActRefused({
          schema: "smokejumper.problem/1",
          code: "not-connected",
          message,
          where: null,
          remedy,
        }),
      );
    }
    this.changed();
  }

  private take(id: number): Waiting | null {
    if (this.waiting[0]?.id !== id) return null;
    const first = this.waiting.shift()!;
    this.changed();
    this.sendFirst();
    return first;
  }

  private sendFirst(): void {
    const first = this.waiting[0];
    if (!first) return;
    first.entry ??= this.lastEntry + 1;
    const { id, tool, input, entry } = first;
    this.send({ type: "act", id, tool, input, entry });
  }

  private changed(): void {
    this.onChange(this.waiting.map(({ tool }) => tool));
  }
}
