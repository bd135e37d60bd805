import { type Phrase, parsePhrases } from "../rules/phrase.js";
import { failure } from "./failure.js";
import { measures } from "./measures.js";
import { people } from "./people.js";
import { release } from "./release.js";
import { resilience } from "./resilience.js";
import { speech } from "./speech.js";
import { system } from "./system.js";

/** A concept and its phrases, separated by commas; the notation is explained where it is parsed. */
export type Vocabulary = Readonly<Record<string, string>>;

function compile(vocabularies: readonly Vocabulary[]): ReadonlyMap<string, readonly Phrase[]> {
  const concepts = new Map<string, readonly Phrase[]>();
  for (const vocabulary of vocabularies) {
    for (const [name, phrases] of Object.entries(vocabulary)) {
      if (concepts.has(name))
        throw new RangeError(`the concept "${name}" stands twice in the lexicon`);
      concepts.set(name, parsePhrases(phrases));
    }
  }
  return concepts;
}

export const concepts = compile([failure, measures, people, release, resilience, speech, system]);
