/** What an item's file is made of. Rules are data; the functions here only spare their authors the punctuation. */

/** A claim of its own, any of several, or a combination. */
export type Rule =
  | { kind: "any"; claims: readonly string[]; unless: readonly string[]; fact: string | null }
  | { kind: "all"; of: readonly Rule[] }
  | { kind: "at-least"; count: number; of: readonly Rule[] }
  | { kind: "either"; of: readonly Rule[] }
  | { kind: "in-order"; of: readonly Rule[] }
  | { kind: "leads"; claim: Rule; others: Rule }
  | { kind: "times"; count: number; claims: readonly string[] }
  | { kind: "row"; topic: string; label: string; action: Rule | null }
  | { kind: "row-reasons"; count: number; claims: readonly string[] }
  | { kind: "words-at-most"; count: number };

export interface Item {
  name: string;
  /** What the exercise itself says: pasted back, it earns nothing. */
  exercise: readonly string[];
  /** What the exercises beside it say: whole sentences of it, pasted, earn nothing either. */
  beside?: readonly string[];
  /** Concepts that only this exercise needs, in the notation of the lexicon. */
  concepts?: Readonly<Record<string, string>>;
  /** For exercises that ask to sort things: the things by name, and the labels. */
  rows?: Rows;
  criteria: Readonly<Record<string, Rule>>;
}

export interface Rows {
  /** In the order of the exercise, so that "row 2" is the second. The concepts that name each. */
  topics: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, Label>>;
}

export interface Label {
  /** The label itself. */
  says: string;
  /** What implies it where nothing says it. */
  implies: string;
}

/** Met when one of the claims is made. */
export function claims(...written: string[]): Rule {
  return { kind: "any", claims: written, unless: [], fact: null };
}

/** The same, but not met when the text also makes one of the claims in `unless`. */
export function claimsUnless(unless: readonly string[], ...written: string[]): Rule {
  return { kind: "any", claims: written, unless, fact: null };
}

/** The same; where there is a journal, figures in the claim must agree with the fact of this name. */
export function checked(fact: string, ...written: string[]): Rule {
  return { kind: "any", claims: written, unless: [], fact };
}

/** All of them, anywhere in the text. */
export function all(...of: Rule[]): Rule {
  return { kind: "all", of };
}

export function either(...of: Rule[]): Rule {
  return { kind: "either", of };
}

export function atLeast(count: number, ...of: Rule[]): Rule {
  return { kind: "at-least", count, of };
}

/** All of them, and each can be found after the one before. */
export function inOrder(...of: Rule[]): Rule {
  return { kind: "in-order", of };
}

/** The claim is made, and before any of the others: the author's first or only answer. */
export function leads(claim: Rule, others: Rule): Rule {
  return { kind: "leads", claim, others };
}

/** One of the claims is made in this many places. */
export function times(count: number, ...written: string[]): Rule {
  return { kind: "times", count, claims: written };
}

/** A row of the exercise carries this label, and its part of the text names this action. */
export function row(topic: string, label: string, action: Rule | null = null): Rule {
  return { kind: "row", topic, label, action };
}

/** At least so many rows give a reason of their own. */
export function rowReasons(count: number, ...written: string[]): Rule {
  return { kind: "row-reasons", count, claims: written };
}

export function wordsAtMost(count: number): Rule {
  return { kind: "words-at-most", count };
}
