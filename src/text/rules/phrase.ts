import { plainSpelling } from "../language/spelling.js";

/**
 * The notation of a phrase, one element a word:
 *
 *   retry         the word, in any inflection and spelling
 *   multipl*      any word that begins so
 *   {cap|limit*|set bounds}   one of several, each a word or more
 *   fast?         may be missing
 *   ...           up to five words of the same sentence
 *   _             any one word
 *   @retry        any phrase of the concept
 *   #duration     a kind of figure or name
 */
export type Element =
  | { kind: "words"; names: ReadonlySet<string>; stems: readonly string[]; isOptional: boolean }
  | { kind: "either"; phrases: readonly Phrase[]; isOptional: boolean }
  | { kind: "gap" }
  | { kind: "anything" }
  | { kind: "concept"; name: string; isOptional: boolean }
  | { kind: "figure"; name: string; isOptional: boolean };

export type Phrase = readonly Element[];

/** Phrases are separated by commas. */
export function parsePhrases(text: string): Phrase[] {
  const phrases = text
    .split(",")
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
  return phrases.map(parsePhrase);
}

function parsePhrase(text: string): Phrase {
  return splitOutsideBraces(text, " ").map(parseElement);
}

/** Alternatives may be phrases with alternatives of their own. */
function splitOutsideBraces(text: string, separator: string): string[] {
  const pieces = [""];
  let depth = 0;
  for (const character of text.replace(/\s+/g, " ")) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (character === separator && depth === 0) pieces.push("");
    else pieces[pieces.length - 1] += character;
  }
  return pieces.filter((piece) => piece !== "");
}

function parseElement(written: string): Element {
  if (written === "...") return { kind: "gap" };
  if (written === "_") return { kind: "anything" };
  const isOptional = written.endsWith("?");
  const text = isOptional ? written.slice(0, -1) : written;
  if (text.startsWith("@")) return { kind: "concept", name: text.slice(1), isOptional };
  if (text.startsWith("#")) return { kind: "figure", name: text.slice(1), isOptional };
  const alternatives =
    text.startsWith("{") && text.endsWith("}")
      ? splitOutsideBraces(text.slice(1, -1), "|")
      : [text];
  if (alternatives.some((alternative) => /[\s@#{]/.test(alternative))) {
    return { kind: "either", phrases: alternatives.map(parsePhrase), isOptional };
  }
  const names = new Set<string>();
  const stems: string[] = [];
  for (const alternative of alternatives) {
    if (!/^[\p{L}\d+.:&]+\*?$/u.test(alternative)) {
      throw new RangeError(`the phrase element "${written}" cannot be read: "${alternative}"`);
    }
    if (alternative.endsWith("*")) stems.push(alternative.slice(0, -1));
    else names.add(plainSpelling(alternative));
  }
  return { kind: "words", names, stems, isOptional };
}
