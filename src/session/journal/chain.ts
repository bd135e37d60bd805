import { canonical, sha256 } from "./canonical.js";

/** What the header's chain hash rests on, since no line stands before it. */
export const chainRoot = "0".repeat(64);

/**
 * The hash of a line and, through the line before it, of every line above: no line can be changed, moved, added or
 * removed without changing all chain hashes below it.
 */
export function chainHash(previous: string, line: Readonly<Record<string, unknown>>): string {
  const { chain: _, ...content } = line;
  return sha256(`${previous}\n${canonical(content)}`);
}

/** The line with its chain hash. */
export function chained<Line extends object>(
  previous: string,
  line: Line,
): Line & { chain: string } {
  return { ...line, chain: chainHash(previous, line as Record<string, unknown>) };
}
