import { clauseStarts } from "./clauses.js";
import type { Document, Sentence, Span, Word } from "./document.js";
import { findNegators } from "./negation.js";
import { namesOf, type RawWord, splitWords } from "./split.js";
import { readWords, type WinkWord } from "./wink.js";

/** Longer texts are cut here: no answer to any exercise is that long, and the work must have a bound. */
export const readingLimit = 20_000;

export function readDocument(given: string): Document {
  const text = given.slice(0, readingLimit);
  const raw = splitWords(text);
  const grammar = readLines(raw);
  const parts = grammar.map(({ partOfSpeech }) => partOfSpeech);
  const starts = clauseStarts(raw, parts);
  const words: Word[] = [];
  let sentence = -1;
  let clause = -1;
  for (const [index, { form, start, end, before, line, opens }] of raw.entries()) {
    if (opens) sentence += 1;
    if (starts[index]) clause += 1;
    const { lemma, partOfSpeech, isKnown } = grammar[index]!;
    const isUnknown = !isKnown && form.length >= 5 && /^\p{L}+$/u.test(form);
    const names = namesOf(form, lemma);
    words.push({
      form,
      names,
      partOfSpeech,
      isUnknown,
      start,
      end,
      before,
      line,
      sentence,
      clause,
      void: null,
      isQuoted: false,
    });
  }
  const clauses = spansBy(words, (word) => word.clause);
  const lines = spansBy(words, (word) => word.line);
  const sentences = spansBy(words, (word) => word.sentence).map((span) =>
    sentenceOf(text, words, span),
  );
  return {
    text,
    words,
    sentences,
    clauses,
    lines,
    negators: findNegators(words, clauses, sentences),
    plainWordCount: text.split(/\s+/).filter((piece) => piece !== "").length,
  };
}

/** The model is asked line by line: a list is not one long sentence. */
function readLines(raw: readonly RawWord[]): WinkWord[] {
  const found: WinkWord[] = [];
  let start = 0;
  while (start < raw.length) {
    let end = start;
    while (end < raw.length && raw[end]!.line === raw[start]!.line) end += 1;
    const forms = raw.slice(start, end).map(({ form }) => form);
    const read = readWords(forms);
    const whole = read.length === forms.length ? read : forms.map((form) => readWords([form])[0]!);
    found.push(...whole);
    start = end;
  }
  return found;
}

function sentenceOf(text: string, words: readonly Word[], span: Span): Sentence {
  const last = words[span.end - 1]!;
  const after = text.slice(last.end, words[span.end]?.start ?? text.length);
  const isQuestion = /^[\s"')\]]*[.!]*\?/.test(after) && !isTag(words, span);
  return { ...span, isQuestion, line: words[span.start]!.line };
}

/** "..., right?" asks for consent and asserts what stands before it. */
function isTag(words: readonly Word[], { start, end }: Span): boolean {
  for (let at = end - 1; at > Math.max(start + 3, end - 5); at -= 1) {
    if (/[,;]| [-–—]/.test(words[at]!.before))
      return /^(?:ok|okay|right|deal|agreed|fine|yes|no|does|is|are|shall|will|can)$/.test(
        words[at]!.form,
      );
  }
  return false;
}

function spansBy(words: readonly Word[], key: (word: Word) => number): Span[] {
  const spans: Span[] = [];
  for (const [index, word] of words.entries()) {
    const previous = words[index - 1];
    if (previous !== undefined && key(previous) === key(word)) spans.at(-1)!.end = index + 1;
    else spans.push({ start: index, end: index + 1 });
  }
  return spans;
}
