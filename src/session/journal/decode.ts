import type * as z from "zod";
import { oneLine } from "../../drill/problem.js";
import { canonical } from "./canonical.js";
import { chainHash, chainRoot } from "./chain.js";
import {
  type Entry,
  entrySchema,
  type Footer,
  footerSchema,
  type Header,
  headerSchema,
  type Journal,
} from "./types.js";

/** What a journal may weigh; a 45-minute run by people is thousands of times smaller. */
export const journalBounds = {
  bytes: 64 * 1024 * 1024,
  entries: 200_000,
  lineBytes: 1024 * 1024,
};

/** One thing that is wrong with a journal; `line` counts from 1 and is 0 for the file as a whole. */
export interface LineProblem {
  line: number;
  what: string;
}

export type Decoded =
  /** Every line is well formed, in canonical bytes, and the chain holds. */
  | { state: "sound"; journal: Journal }
  /** A journal of ours that was changed or cut after it was written. */
  | { state: "broken"; problems: LineProblem[] }
  /** Nothing in the file looks like a journal of ours. */
  | { state: "foreign"; problems: LineProblem[] };

/** Either mark survives a change of one place in the file, so that a damaged journal is still known as ours. */
const marks = [/"schema":"smokejumper\.journal\//, /"chain":"[0-9a-f]{64}"/];

/**
 * Reads a journal's bytes. A journal has exactly one valid text, so this accepts nothing that `encodeJournal` would
 * write differently. At most `maximumProblems` problems are told.
 */
export function decodeJournal(bytes: Uint8Array): Decoded {
  if (bytes.length > journalBounds.bytes) {
    return foreign(`the file is larger than ${journalBounds.bytes} bytes`);
  }
  const loose = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (!marks.some((mark) => mark.test(loose))) {
    return foreign("no line of the file looks like a journal line");
  }
  return new Reader().read(loose, isUtf8(bytes));
}

function foreign(what: string): Decoded {
  return { state: "foreign", problems: [{ line: 0, what }] };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** One broken line breaks the chain of all below it; the first few problems say it all. */
const maximumProblems = 10;

class Reader {
  private readonly problems: LineProblem[] = [];
  private chain = chainRoot;

  read(text: string, validUtf8: boolean): Decoded {
    if (!validUtf8) this.report(0, "the bytes are not UTF-8");
    const lines = text.split("\n");
    if (lines.pop() !== "") this.report(lines.length + 1, "the last line is cut off");
    if (lines.length > journalBounds.entries + 2) {
      this.report(lines.length, `there are more than ${journalBounds.entries} entries`);
      return { state: "broken", problems: this.problems };
    }

    const header = this.line<Header>(lines[0] ?? "", 1, headerSchema, "the header");
    const hasFooter = lines.length > 1 && /^\{"chain":"[^"]*","entries":/.test(lines.at(-1)!);
    const entries: Entry[] = [];
    for (let i = 1; i < lines.length - (hasFooter ? 1 : 0); i++) {
      const entry = this.line<Entry>(lines[i]!, i + 1, entrySchema, `entry ${i}`);
      if (this.problems.length >= maximumProblems) break;
      if (!entry) continue;
      if (entry.entry !== i) this.report(i + 1, `entry ${entry.entry} stands in the place of ${i}`);
      entries.push(entry);
    }
    const footer = hasFooter
      ? this.line<Footer>(lines.at(-1)!, lines.length, footerSchema, "the footer")
      : null;
    if (footer && footer.entries !== lines.length - 2) {
      this.report(
        lines.length,
        `the footer counts ${footer.entries} entries, not ${lines.length - 2}`,
      );
    }

    if (this.problems.length > 0 || !header) {
      return { state: "broken", problems: this.problems.slice(0, maximumProblems) };
    }
    return { state: "sound", journal: { header, entries, footer } };
  }

  private report(line: number, what: string): void {
    this.problems.push({ line, what: oneLine(what) });
  }

  private line<Line extends { chain: string }>(
    text: string,
    number: number,
    schema: z.ZodType,
    what: string,
  ): Line | null {
    if (text.length > journalBounds.lineBytes) {
      this.report(number, `${what} is longer than ${journalBounds.lineBytes} bytes`);
      return null;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
      // Also refuses what is nested too deeply for the schema to walk.
      canonical(value);
    } catch {
      this.report(number, `${what} is not a line of JSON`);
      return null;
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      this.report(number, `${what}: ${[...issue.path, issue.message].join(": ")}`);
      return null;
    }
    const line = parsed.data as Line;
    // What was read is compared, not what was parsed: a key that reading drops must not hide in the bytes.
    if (canonical(line) !== text) this.report(number, `${what} is not written in canonical form`);
    if (line.chain !== chainHash(this.chain, line)) {
      this.report(
        number,
        `the chain hash of ${what} does not match its content and the lines above`,
      );
    }
    this.chain = line.chain;
    return line;
  }
}
