/** A text as the rules see it: words with their places, in clauses, sentences and lines. */

export interface Word {
  /** As written, in lower case. */
  form: string;
  /** Everything a rule may call it: form, lemma, plain spelling, crude stems. */
  names: readonly string[];
  partOfSpeech: string;
  /** Not English: it may be a slip of a word that a rule knows. */
  isUnknown: boolean;
  start: number;
  end: number;
  /** The punctuation between the word before and this one. */
  before: string;
  line: number;
  sentence: number;
  clause: number;
  /** Why nothing is asserted here, or null. */
  void: Void | null;
  /** Taken over from the exercise's own text. */
  isQuoted: boolean;
}

export type Void = "keywords" | "grader" | "exercise";

/** A stretch of words, the end not included. */
export interface Span {
  start: number;
  end: number;
}

export interface Sentence extends Span {
  isQuestion: boolean;
  line: number;
}

/** A word that turns what is said into its contrary, and how far it reaches. */
export interface Negator {
  at: number;
  scope: Span;
  /** Part of a set phrase such as "no need to", which no rule may take for its own "no". */
  isFixed: boolean;
}

export interface Document {
  text: string;
  words: readonly Word[];
  sentences: readonly Sentence[];
  clauses: readonly Span[];
  lines: readonly Span[];
  negators: readonly Negator[];
  /** Words as one counts them: what stands between blanks. */
  plainWordCount: number;
}

/** The clauses that a span touches, as they were written, for people to read. */
export function quote({ text, words, clauses }: Document, { start, end }: Span): string {
  const first = words[clauses[words[start]?.clause ?? -1]?.start ?? -1];
  const last = words[(clauses[words[end - 1]?.clause ?? -1]?.end ?? 0) - 1];
  if (first === undefined || last === undefined) return "";
  const found = text.slice(first.start, last.end).replace(/\s+/g, " ").trim();
  return found.length > 240 ? `${found.slice(0, 237)}...` : found;
}
