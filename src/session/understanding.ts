import * as z from "zod";
import type { Facts } from "../text/index.js";
import { judgeVersion } from "../text/version.js";

/** A phrase longer than this is cut; it is a reminder of what was said, which stands in the entry's input. */
const longestPhrase = 200;
const mostPhrases = 8;

const name = z.string().min(1).max(200);
const phrases = z.record(name, z.array(z.string().max(longestPhrase)).max(mostPhrases));

/** What was understood of a text by the criteria of an item; recorded, because a later judge may read it otherwise. */
export const understandingSchema = z.strictObject({
  /** The version of the judge. */
  judge: name,
  item: name,
  /** By criterion that is met, the phrases that met it; what is not named is not met. */
  met: phrases,
  /** By criterion that would be met if it were so, the phrases that the run contradicts; absent where there are none. */
  refuted: phrases.optional(),
});

export type Understanding = z.infer<typeof understandingSchema>;

/** Words to be read, by criterion where a part of them alone can meet it. */
export interface Words {
  text: string;
  apart?: Readonly<Record<string, string>>;
}

/**
 * Reads words, and holds them against the facts of the run. The item must be one of those that there are, which a drill's
 * linter has seen to.
 */
export async function understand(
  item: string,
  { text, apart = {} }: Words,
  facts: Facts,
): Promise<Understanding> {
  // Loading the language takes a second, which runs without words need not wait for.
  const { judge } = await import("../text/index.js");
  const read = (words: string) => {
    const judgement = judge(item, words, facts);
    if (judgement === null) throw new RangeError(`there is no item ${item}`);
    return judgement;
  };
  const judgement = { ...read(text) };
  for (const [criterion, part] of Object.entries(apart)) {
    judgement[criterion] = read(part)[criterion]!;
  }
  const verdicts = Object.entries(judgement);
  const met = verdicts.flatMap(([criterion, { met, evidence }]) =>
    met ? [[criterion, bounded(evidence)]] : [],
  );
  const refuted = verdicts.flatMap(([criterion, { refuted }]) =>
    refuted ? [[criterion, refuted]] : [],
  );
  const understanding = { judge: judgeVersion, item, met: Object.fromEntries(met) };
  return withRefuted(understanding, Object.fromEntries(refuted));
}

/** Loads all that reading words by these items takes, about a second: whoever writes first need not wait for it then. */
export async function loadReading(items: readonly string[]): Promise<void> {
  if (items.length === 0) return;
  const { judge } = await import("../text/index.js");
  for (const item of items) judge(item, "Hello.");
}

/** The same, without what turned out not to be so. */
export function withRefuted(
  { met, refuted, ...rest }: Understanding,
  untrue: Readonly<Record<string, readonly string[]>>,
): Understanding {
  const all = { ...refuted };
  for (const [criterion, words] of Object.entries(untrue)) {
    all[criterion] = bounded([...(all[criterion] ?? []), ...words]);
  }
  const kept = Object.entries(met).filter(([criterion]) => !(criterion in all));
  return {
    ...rest,
    met: Object.fromEntries(kept),
    ...(Object.keys(all).length > 0 && { refuted: all }),
  };
}

/** Whether today's judge must understand the same. */
export function isOfToday({ judge }: Understanding): boolean {
  return judge === judgeVersion;
}

function bounded(phrases: readonly string[]): string[] {
  return phrases.slice(0, mostPhrases).map((phrase) => {
    const line = phrase.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
    return line.length > longestPhrase ? `${cut(line, longestPhrase - 2)} …` : line;
  });
}

/** The first characters, without half a character at the end. */
function cut(line: string, length: number): string {
  return line.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");
}
