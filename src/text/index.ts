/** Reading free text: what an answer claims, and which criteria it thereby meets. Knows nothing of drills or runs. */

import { items } from "./items/index.js";
import { concepts } from "./lexicon/index.js";
import type { Facts } from "./rules/facts.js";
import { Judge, type Judgement } from "./rules/judge.js";

export { itemNames } from "./catalogue.js";
export type { Facts } from "./rules/facts.js";
export type { Judgement } from "./rules/judge.js";
export { judgeVersion } from "./version.js";

const judges = new Map(items.map((item) => [item.name, new Judge(item, concepts)]));

/** Judges a text by the criteria of an item; null when there is no such item. */
export function judge(item: string, text: string, facts: Facts | null = null): Judgement | null {
  return judges.get(item)?.judge(text, facts) ?? null;
}
