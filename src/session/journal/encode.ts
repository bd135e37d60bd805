import { canonical } from "./canonical.js";
import type { Entry, Footer, Header, Journal } from "./types.js";

/** One journal line in canonical text, with its line feed. */
export function encodeLine(line: Header | Entry | Footer): string {
  return `${canonical(line)}\n`;
}

/** The whole journal as JSON Lines: equal runs have equal bytes. */
export function encodeJournal(journal: Journal): string {
  const lines: (Header | Entry | Footer)[] = [journal.header, ...journal.entries];
  if (journal.footer) lines.push(journal.footer);
  return lines.map(encodeLine).join("");
}

/** The chain hash of the last line, which stands for all lines. */
export function journalHash(journal: Journal): string {
  return (journal.footer ?? journal.entries.at(-1) ?? journal.header).chain;
}
