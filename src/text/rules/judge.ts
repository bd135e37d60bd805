import { type Exercise, markExercise, readExercise } from "../guard/exercise.js";
import { voidGraderTalk } from "../guard/grader.js";
import { voidKeywords } from "../guard/keywords.js";
import { readDocument } from "../language/read.js";
import { type Claim, parseClaim } from "./claim.js";
import type { Facts } from "./facts.js";
import type { Concepts } from "./matcher.js";
import { parsePhrases } from "./phrase.js";
import { Reading, type Verdict } from "./reading.js";
import type { Item } from "./rule.js";

export type Judgement = Readonly<Record<string, Verdict>>;

/** An item with its rules parsed, so that texts can be judged by it. */
export class Judge {
  readonly item: Item;
  readonly #concepts: Concepts;
  readonly #claims = new Map<string, Claim>();
  readonly #exercise: Exercise;

  constructor(item: Item, concepts: Concepts) {
    this.item = item;
    this.#concepts = withOwn(concepts, item);
    this.#exercise = readExercise(item.exercise, item.beside);
  }

  judge(text: string, facts: Facts | null = null): Judgement {
    const document = readDocument(text);
    voidGraderTalk(document, Object.keys(this.item.criteria));
    voidKeywords(document);
    markExercise(document, this.#exercise, this.item.rows !== undefined);
    const reading = new Reading(
      document,
      this.item,
      this.#concepts,
      (written) => this.#claim(written),
      facts,
    );
    return Object.fromEntries(
      Object.entries(this.item.criteria).map(([criterion, rule]) => [
        criterion,
        reading.verdict(rule),
      ]),
    );
  }

  #claim(written: string): Claim {
    const claim = this.#claims.get(written) ?? parseClaim(written);
    this.#claims.set(written, claim);
    return claim;
  }
}

/** The lexicon and the item's own concepts; one name means one thing. */
function withOwn(concepts: Concepts, { name, concepts: own = {} }: Item): Concepts {
  const merged = new Map(concepts);
  for (const [concept, phrases] of Object.entries(own)) {
    if (merged.has(concept)) throw new RangeError(`${name} redefines the concept "${concept}"`);
    merged.set(concept, parsePhrases(phrases));
  }
  return merged;
}
