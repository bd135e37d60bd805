import model from "wink-eng-lite-web-model";
import winkNLP from "wink-nlp";

export interface WinkWord {
  lemma: string;
  /** As the Universal Dependencies name them: VERB, NOUN, ADP and so on. */
  partOfSpeech: string;
  /** Whether English has it, as far as the model knows; what it has not may be a slip. */
  isKnown: boolean;
}

/** What we use of the package, whose own types do not resolve as a module. */
interface Wink {
  its: Readonly<Record<"lemma" | "pos" | "uniqueId" | "precedingSpaces", unknown>>;
  readDoc(text: string): { tokens(): { each(visit: (token: Token) => void): void } };
}

interface Token {
  out(what: unknown): unknown;
}

/** The package is CommonJS: Node hands over the function itself. */
const load = winkNLP as unknown as (theModel: unknown, pipe: readonly string[]) => Wink;

let reader: { wink: Wink; firstUnknown: number } | null = null;

/** Loaded at the first text: a command that reads none must not wait for the model. */
function open() {
  if (reader === null) {
    const wink = load(model, ["pos"]);
    // The model numbers its own words first and every word it meets later after them.
    let firstUnknown = 0;
    wink
      .readDoc("zqxjkvzq")
      .tokens()
      .each((token) => {
        firstUnknown = Number(token.out(wink.its.uniqueId));
      });
    reader = { wink, firstUnknown };
  }
  return reader;
}

/** Reads words that are already separated; a word that the model splits counts by its first part. */
export function readWords(words: readonly string[]): WinkWord[] {
  const { wink, firstUnknown } = open();
  const { its } = wink;
  const found: WinkWord[] = [];
  let isFirst = true;
  wink
    .readDoc(words.join(" "))
    .tokens()
    .each((token) => {
      const continues = !isFirst && token.out(its.precedingSpaces) === "";
      isFirst = false;
      if (continues) return;
      found.push({
        lemma: String(token.out(its.lemma)),
        partOfSpeech: String(token.out(its.pos)),
        isKnown: Number(token.out(its.uniqueId)) < firstUnknown,
      });
    });
  return found;
}
