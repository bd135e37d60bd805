import { createHash } from "node:crypto";

/**
 * SHA-256 in hex of plain data. Keys are sorted, so that only what is said counts and not how it is written down;
 * Infinity, which JSON cannot carry, is spelt out as in our files.
 */
export function contentHash(content: unknown): string {
  const text = JSON.stringify(content, (_, value: unknown) => {
    if (value === Number.POSITIVE_INFINITY) return "unlimited";
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    const entries = Object.entries(value);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  });
  return createHash("sha256").update(text).digest("hex");
}
