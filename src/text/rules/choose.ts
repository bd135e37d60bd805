import type { Document, Span } from "../language/document.js";
import type { Part } from "./claim.js";

/** Candidates tried for one part; a text that needs more says nothing clearly. */
const candidateLimit = 8;

/** One hit for each part of a claim, such that all have the polarity that their parts ask for; or null. */
export function choose(
  document: Document,
  parts: readonly Part[],
  fitting: readonly (readonly Span[])[],
): Span[] | null {
  const pick = (index: number, chosen: readonly Span[]): Span[] | null => {
    const part = parts[index];
    if (part === undefined) return holds(document, parts, chosen) ? [...chosen] : null;
    if (part.polarity === "absent") return pick(index + 1, chosen);
    const previous = chosen.at(-1);
    for (const hit of fitting[index]!.slice(0, candidateLimit)) {
      if (part.follows && previous !== undefined && hit.start < previous.start) continue;
      if (chosen.some((other) => isSameThing(hit, other))) continue;
      const found = pick(index + 1, [...chosen, hit]);
      if (found !== null) return found;
    }
    return null;
  };
  return pick(0, []);
}

/** All of them have their polarity, and not all of them are the exercise's own words. */
function holds(document: Document, parts: readonly Part[], chosen: readonly Span[]): boolean {
  const present = parts.filter(({ polarity }) => polarity !== "absent");
  const hasPolarities = chosen.every((hit, index) =>
    hasPolarity(document, present[index]!.polarity, hit, chosen),
  );
  return hasPolarities && !chosen.every((hit) => isQuoted(document, hit));
}

function isQuoted({ words }: Document, { start, end }: Span): boolean {
  return words.slice(start, end).every((word) => word.isQuoted);
}

/** Two parts must be two things; but a word in the midst of a longer phrase may be a part of its own. */
function isSameThing(left: Span, right: Span): boolean {
  if (left.end <= right.start || right.end <= left.start) return false;
  const [short, long] = lengthOf(left) < lengthOf(right) ? [left, right] : [right, left];
  const isInside = short.start >= long.start && short.end <= long.end;
  return !(isInside && lengthOf(short) + 2 <= lengthOf(long));
}

const lengthOf = ({ start, end }: Span) => end - start;

/**
 * Whether a hit is said or denied. A "not" inside one of the claim's own phrases denies none of them; at the end of a
 * phrase it speaks of what follows, and counts.
 */
export function hasPolarity(
  { negators, words }: Document,
  polarity: Part["polarity"],
  hit: Span,
  own: readonly Span[],
): boolean {
  if (polarity === "either") return true;
  const isDenied = negators.some(({ at, scope, isFixed }) => {
    if (scope.end <= hit.start || scope.start >= hit.end) return false;
    const looksAhead = /^(?:not|no|never|without)$/.test(words[at]!.form);
    if (isFixed) {
      // A word such as "useless" may itself be what a claim looks for.
      return looksAhead || !own.some(({ start, end }) => start === at && end === at + 1);
    }
    return !own.some(({ start, end }) => at >= start && at < (looksAhead ? end - 1 : end));
  });
  return polarity === "denied" ? isDenied : !isDenied;
}
