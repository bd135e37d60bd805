import { journalBounds } from "../session/index.js";
import type { StoredEntry } from "./store.js";

/** What one call may hand over, and what may wait; far above what a drill makes, and a limit to what a fault can do. */
export const storeBounds = {
  /** Names, identifiers, hashes and verdicts. */
  nameCharacters: 200,
  lineCharacters: journalBounds.lineBytes,
  observationCharacters: 4 * 1024 * 1024,
  debriefCharacters: 32 * 1024 * 1024,
  noteCharacters: 10_000,
  entriesOfSession: journalBounds.entries,
  entriesOfCall: 10_000,
  charactersOfCall: journalBounds.bytes,
  /** Of one listing. */
  sessions: 1000,
  /** Calls that were made and are not answered yet. */
  pendingCalls: 1024,
  pendingCharacters: 2 * journalBounds.bytes,
};

/** NUL ends a text early in SQLite and is refused by PostgreSQL; half a surrogate pair is not UTF-8 at all. */
const unstorable = /[\0\p{Surrogate}]/u;

export function checkText(what: string, text: string, maximum: number): void {
  if (text.length > maximum) {
    throw new RangeError(`${what} has ${text.length} characters, and at most ${maximum} are kept`);
  }
  if (unstorable.test(text)) {
    throw new RangeError(`${what} holds a character that cannot be kept (NUL or half a pair)`);
  }
}

/** Checks short texts by the names that they have in the call. */
export function checkNames(names: Record<string, string>): void {
  for (const [what, name] of Object.entries(names)) {
    if (name === "") throw new RangeError(`${what} is empty`);
    checkText(what, name, storeBounds.nameCharacters);
  }
}

export function checkInteger(what: string, value: number, minimum: number, maximum: number): void {
  if (Number.isSafeInteger(value) && value >= minimum && value <= maximum) return;
  throw new RangeError(`${what} is ${value}, not an integer from ${minimum} to ${maximum}`);
}

export function checkMoment(what: string, atUs: number): void {
  checkInteger(what, atUs, 0, Number.MAX_SAFE_INTEGER);
}

/** Checks that the entries are numbered without a gap from `first` on, and within bounds. */
export function checkEntries(entries: readonly StoredEntry[], first: number): void {
  if (entries.length > storeBounds.entriesOfCall) {
    throw new RangeError(`${entries.length} entries at once, not ${storeBounds.entriesOfCall}`);
  }
  let characters = 0;
  for (const [index, { entry, atUs, line, observation }] of entries.entries()) {
    if (entry !== first + index) {
      throw new RangeError(`entry ${entry} stands where entry ${first + index} follows`);
    }
    checkInteger("the entry's number", entry, 1, storeBounds.entriesOfSession);
    checkMoment("the entry's moment", atUs);
    checkText("the entry's line", line, storeBounds.lineCharacters);
    checkText("the observation", observation, storeBounds.observationCharacters);
    characters += line.length + observation.length;
  }
  if (characters > storeBounds.charactersOfCall) {
    throw new RangeError(`${characters} characters at once, not ${storeBounds.charactersOfCall}`);
  }
}
