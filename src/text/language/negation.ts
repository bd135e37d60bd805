import type { Negator, Span, Word } from "./document.js";
import { harmless, ofThing, ofVerb, phrases } from "./negation-words.js";

/**
 * What a "not" reaches. Three kinds: of a verb ("do not", "never", "nobody": the whole clause, subject included), of a
 * thing ("no", "without", "instead of": the words up to the next verb or preposition), and of what comes ("I doubt
 * that": the rest of the sentence).
 */

export function findNegators(
  words: readonly Word[],
  clauses: readonly Span[],
  sentences: readonly Span[],
): Negator[] {
  const negators: Negator[] = [];
  for (const [at, { form }] of words.entries()) {
    if (harmless.some((phrase) => startsAt(words, at, phrase) || startsAt(words, at - 1, phrase)))
      continue;
    const clause = clauses[words[at]!.clause]!;
    const sentence = sentences[words[at]!.sentence]!;
    if (form === "not" && waitsForCondition(words, at, sentence)) continue;
    // Python's None is a value.
    if (form === "none" && /^(?:a|or)$/.test(words[at - 1]?.form ?? "")) continue;
    const phrase = phrases.find(([text]) => startsAt(words, at, text));
    const kind =
      phrase?.[1] ??
      (ofVerb.has(form) || startsAt(words, at, "no one")
        ? verbKind(words, at, clause)
        : ofThing.has(form)
          ? noKind(words, at, clause)
          : null);
    if (kind === null) continue;
    negators.push({
      at,
      scope: scopeOf(words, at, kind, clause, clauses, sentence),
      isFixed: phrase !== undefined && /^(?:not? |reject )/.test(phrase[0]),
    });
  }
  return negators;
}

/** "not more pods": without a verb before it, "not" is of the thing that follows. */
function verbKind(words: readonly Word[], at: number, clause: Span): "clause" | "thing" | "rest" {
  if (
    words[at]!.form === "neither" &&
    /^(?:NOUN|DET|PROPN)$/.test(words[at + 1]?.partOfSpeech ?? "")
  )
    return "clause";
  const isVerbless = !words
    .slice(clause.start, clause.end)
    .some(({ partOfSpeech }) => partOfSpeech === "VERB" || partOfSpeech === "AUX");
  if (isVerbless) return "thing";
  // "calls nobody waits for": inside a clause it denies what follows, at its head the whole.
  if (/^(?:nobody|nothing|none|nowhere|no)$/.test(words[at]!.form)) {
    return isHead(words, at, clause) || isObject(words, at) ? "clause" : "thing";
  }
  if (words[at]!.form !== "not") return "clause";
  // "caught here and not by customers": the contrast alone is denied.
  const isContrast =
    /^(?:and|but)$/.test(words[at - 1]?.form ?? "") || words[at]!.before.includes(",");
  if (isContrast && !/^(?:VERB|AUX|ADV)$/.test(words[at + 1]?.partOfSpeech ?? "")) return "thing";
  const hasVerb = words
    .slice(clause.start, at)
    .some(({ partOfSpeech }) => partOfSpeech === "AUX" || partOfSpeech === "VERB");
  const next = words[at + 1]?.partOfSpeech ?? "";
  return hasVerb || next === "VERB" || next === "AUX" || next === "ADJ" || at === clause.start
    ? "clause"
    : "thing";
}

/** "the page shows nothing": what is done is done to nothing. */
function isObject(words: readonly Word[], at: number): boolean {
  return words[at]!.form === "nothing" && words[at - 1]?.partOfSpeech === "VERB";
}

/** At the beginning of a clause, or behind the word that joins it to the one before. */
function isHead(words: readonly Word[], at: number, { start }: Span): boolean {
  if (at === start) return true;
  return (
    at === start + 1 &&
    /^(?:so|and|but|because|since|as|that|while|or|then|when|if|also|thus|hence|please)$/.test(
      words[start]!.form,
    )
  );
}

/** "No arrow needs a timeout": at the head of a clause with a verb, "no" denies what is said of the thing too. */
function noKind(words: readonly Word[], at: number, clause: Span): "clause" | "thing" {
  if (words[at]!.form !== "no" || !isHead(words, at, clause)) return "thing";
  const rest = words.slice(at + 2, Math.min(clause.end, at + 5));
  return rest.some(({ partOfSpeech }) => partOfSpeech === "VERB" || partOfSpeech === "AUX")
    ? "clause"
    : "thing";
}

function scopeOf(
  words: readonly Word[],
  at: number,
  kind: "clause" | "rest" | "thing",
  clause: Span,
  clauses: readonly Span[],
  sentence: Span,
): Span {
  if (kind === "rest") return { start: at, end: restEnd(words, at, clauses, sentence) };
  if (kind === "clause")
    return { start: clause.start, end: listEnd(words, clause, clauses, sentence) };
  let end = at + 1;
  while (end < clause.end && end < at + 7) {
    const { partOfSpeech, before, form } = words[end]!;
    if (end > at + 1 && (/,/.test(before) || /^(?:VERB|AUX|SCONJ|CCONJ)$/.test(partOfSpeech)))
      break;
    if (end > at + 2 && partOfSpeech === "ADP" && form !== "of") break;
    end += 1;
  }
  return { start: at, end };
}

/** To where something else begins: "but", a semicolon, or the end. */
function restEnd(
  words: readonly Word[],
  at: number,
  clauses: readonly Span[],
  sentence: Span,
): number {
  for (const { start } of clauses) {
    if (start <= at || start >= sentence.end) continue;
    const { form, before } = words[start]!;
    if (/[;:|]|->|=>| [-–—]/.test(before) || /^(?:but|so|because|instead|however|then)$/.test(form))
      return start;
    if (before.includes(",") && !/^(?:nor|neither|and|or)$/.test(form)) {
      // As long as nothing is done, the comma separates the things that are denied.
      const isDone = words
        .slice(at + 2, start)
        .some(({ partOfSpeech }) => /^(?:VERB|AUX)$/.test(partOfSpeech));
      if (isDone) return start;
    }
  }
  return sentence.end;
}

/** A denied clause goes on through a verbless list: "no budget, nor a breaker". */
function listEnd(
  words: readonly Word[],
  clause: Span,
  clauses: readonly Span[],
  sentence: Span,
): number {
  let end = clause.end;
  for (const next of clauses) {
    if (next.start !== end || next.start >= sentence.end) continue;
    if (!/^(?:nor|neither|or)$/.test(words[next.start]!.form)) break;
    end = next.end;
  }
  return end;
}

/** "We do not ship until the test fails": what follows is asserted as a condition, and the rest depends on it. */
function waitsForCondition(words: readonly Word[], at: number, { end }: Span): boolean {
  return words
    .slice(at + 1, Math.min(end, at + 9))
    .some(({ form }) => form === "until" || form === "unless");
}

function startsAt(words: readonly Word[], at: number, phrase: string): boolean {
  if (at < 0) return false;
  return phrase.split(" ").every((part, offset) => words[at + offset]?.form === part);
}
