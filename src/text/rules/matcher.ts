import type { Document, Span, Word } from "../language/document.js";
import { beginsWithSlip, isOneSlip } from "../language/typos.js";
import { figures } from "./figures.js";
import type { Element, Phrase } from "./phrase.js";

export type Concepts = ReadonlyMap<string, readonly Phrase[]>;

const gapLimit = 5;

const turning = new Set(
  "not no never nobody none neither nothing nor without hardly lack lacks lacking instead unless refuse refuses decline unable doubt forget reject".split(
    " ",
  ),
);

/** Finds concepts in one document, each looked for once. */
export class Matcher {
  readonly document: Document;
  readonly #concepts: Concepts;
  readonly #found = new Map<string, readonly Span[]>();
  readonly #words = new Map<Element, Set<number>>();

  constructor(document: Document, concepts: Concepts) {
    this.document = document;
    this.#concepts = concepts;
  }

  /** Where a concept stands, by place; at one place the shortest phrase counts. */
  find(name: string): readonly Span[] {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const phrases = this.#concepts.get(name);
    if (phrases === undefined) throw new RangeError(`there is no concept "${name}"`);
    // A concept that contains itself finds nothing inside itself.
    this.#found.set(name, []);
    const spans = this.findPhrases(phrases);
    this.#found.set(name, spans);
    return spans;
  }

  findPhrases(phrases: readonly Phrase[]): Span[] {
    const { words } = this.document;
    const spans: Span[] = [];
    for (const phrase of phrases) {
      for (const start of this.#startsOf(phrase)) {
        const limit = this.document.sentences[words[start]!.sentence]!.end;
        const end = this.#match(phrase, 0, start, limit);
        if (end > start) spans.push({ start, end });
      }
    }
    return spans.sort((left, right) => left.start - right.start || left.end - right.end);
  }

  /** Places at which a phrase can begin: where its first element does. */
  #startsOf(phrase: Phrase): Iterable<number> {
    const first = phrase[0];
    if (first?.kind === "words" && !first.isOptional) return this.#placesOf(first);
    if (first?.kind === "concept" && !first.isOptional)
      return new Set(this.find(first.name).map(({ start }) => start));
    return this.document.words.keys();
  }

  #placesOf(element: Element): Set<number> {
    const known = this.#words.get(element);
    if (known !== undefined) return known;
    const places = new Set<number>();
    for (const [at, word] of this.document.words.entries()) {
      if (element.kind === "words" && isWord(word, element)) places.add(at);
    }
    this.#words.set(element, places);
    return places;
  }

  /** The end of the phrase's rest, matched from a word on, or -1. */
  #match(phrase: Phrase, index: number, at: number, limit: number): number {
    const element = phrase[index];
    if (element === undefined) return at;
    if (element.kind === "gap") {
      for (let skipped = 0; skipped <= gapLimit && at + skipped <= limit; skipped += 1) {
        const end = this.#match(phrase, index + 1, at + skipped, limit);
        if (end >= 0) return end;
        // What a phrase passes over must not turn its meaning.
        if (turning.has(this.document.words[at + skipped]?.form ?? "")) return -1;
      }
      return -1;
    }
    if (at < limit) {
      for (const next of this.#ends(element, at)) {
        const end = next <= limit ? this.#match(phrase, index + 1, next, limit) : -1;
        if (end >= 0) return end;
      }
    }
    return "isOptional" in element && element.isOptional
      ? this.#match(phrase, index + 1, at, limit)
      : -1;
  }

  #ends(element: Element, at: number): readonly number[] {
    switch (element.kind) {
      case "words":
        return this.#placesOf(element).has(at) ? [at + 1] : [];
      case "concept":
        return this.find(element.name)
          .filter(({ start }) => start === at)
          .map(({ end }) => end);
      case "either": {
        const limit = this.document.sentences[this.document.words[at]!.sentence]!.end;
        return element.phrases
          .map((phrase) => this.#match(phrase, 0, at, limit))
          .filter((end) => end > at);
      }
      case "figure": {
        const finder = figures.get(element.name);
        if (finder === undefined) throw new RangeError(`there is no figure "#${element.name}"`);
        const end = finder(this.document, at);
        return end < 0 ? [] : [end];
      }
      default:
        return [at + 1];
    }
  }
}

function isWord(
  word: Word,
  { names, stems }: { names: ReadonlySet<string>; stems: readonly string[] },
): boolean {
  for (const name of word.names) {
    if (names.has(name)) return true;
    for (const stem of stems) if (name.startsWith(stem)) return true;
  }
  return word.isUnknown && isSlip(word, names, stems);
}

/** A word that English does not have may be a slip of one that it has, if that is long enough to tell. */
function isSlip(
  { names: written }: Word,
  names: ReadonlySet<string>,
  stems: readonly string[],
): boolean {
  for (const name of written) {
    if (name.length < 4) continue;
    for (const known of names) if (known.length >= 5 && isOneSlip(name, known)) return true;
    for (const stem of stems) if (stem.length >= 5 && beginsWithSlip(name, stem)) return true;
  }
  return false;
}
