import type { Document, Span } from "../language/document.js";

/**
 * A list of keywords asserts nothing. It is told from a terse answer by its shape: many pieces, each a word or three,
 * hardly a verb, and hardly one of the small words that tie words to one another.
 */

const smallWords = new Set(
  (
    "the a an is are was were be been am it its they them we you i he she this that these those who which what to of in on at for from " +
    "by with as so and but or if when then because while than not no do does did has have had will would can could should may might " +
    "must there here their our your my his her all each every both one"
  ).split(" "),
);

/** Of these, the ones that no sentence does without; "with", "and" and "such as" are found in lists too. */
const tying = new Set(
  (
    "the a an is are was were be been am it its they them we you i he she this that these those who which what do does did has have had will " +
    "would can could should may might must there our their your my his her if when because then while than"
  ).split(" "),
);

/** Figures chosen on texts of both kinds: the tersest answers have twice as many small words as the densest list. */
const smallShare = 0.15;
const longestPiece = 2.1;
const longestUntied = 2.5;
const fewestWords = 10;

export function voidKeywords(document: Document): void {
  const { words, lines } = document;
  const all = { start: 0, end: words.length };
  if (isKeywordList(document, all)) {
    mark(document, all);
    return;
  }
  for (const paragraph of paragraphsOf(document))
    if (isKeywordList(document, paragraph)) mark(document, paragraph);
  for (const line of lines) if (isLongList(document, line)) mark(document, line);
}

/** What stands between blank lines: a list does not become a sentence by standing beside some. */
function paragraphsOf({ words }: Document): Span[] {
  const starts = [...words.keys()].filter((at) => at > 0 && /\n\s*\n/.test(words[at]!.before));
  const edges = [0, ...starts, words.length];
  return edges.slice(1).map((end, index) => ({ start: edges[index]!, end }));
}

function isKeywordList({ words }: Document, { start, end }: Span): boolean {
  const inside = words.slice(start, end).filter(({ form }) => /\p{L}/u.test(form));
  if (new Set(inside.map(({ form }) => form)).size < fewestWords) return false;
  const share = inside.filter(({ form }) => smallWords.has(form)).length / inside.length;
  const isTied = inside.some(({ form }) => tying.has(form));
  if (share >= smallShare && isTied) return false;
  let pieces = 1;
  for (const { before } of words.slice(start + 1, end))
    if (/[,;|/.:\n+?•=]|[-–—=]>| [-–—]/.test(before)) pieces += 1;
  const isDense = inside.length / pieces <= (isTied ? longestPiece : longestUntied);
  return isDense || (share === 0 && pieces <= 2);
}

/** A single line is suspect only when it is long and no timeline, which is terse by nature. */
function isLongList(document: Document, line: Span): boolean {
  const figures = document.words.slice(line.start, line.end).filter(({ form }) => /^\d/.test(form));
  const isTimeline = figures.length >= 3 && figures.some(({ form }) => /^\d{1,2}:\d/.test(form));
  return line.end - line.start >= 15 && !isTimeline && isKeywordList(document, line);
}

function mark({ words }: Document, { start, end }: Span): void {
  for (let at = start; at < end; at += 1) words[at]!.void ??= "keywords";
}
