import * as z from "zod";
import { judgeVersion } from "../text/version.js";

/** A phrase longer than this is cut; it is a reminder of what was said, which stands in the entry's input. */
const longestPhrase = 200;
const mostPhrases = 8;

const name = z.string().min(1).max(200);

/** What was understood of a text by the criteria of an item; recorded, because a later judge may read it otherwise. */
export const understandingSchema = z.strictObject({
  /** The version of the judge. */
  judge: name,
  item: name,
  /** By criterion that is met, the phrases that met it; what is not named is not met. */
  met: z.record(name, z.array(z.string().max(longestPhrase)).max(mostPhrases)),
});

export type Understanding = z.infer<typeof understandingSchema>;

/** Reads a text. The item must be one of those that there are, which a drill's linter has seen to. */
export async function understand(item: string, text: string): Promise<Understanding> {
  // Loading the language takes a second, which runs without words need not wait for.
  const { judge } = await import("../text/index.js");
  const judgement = judge(item, text);
  if (judgement === null) throw new RangeError(`there is no item ${item}`);
  const met = Object.entries(judgement).filter(([, verdict]) => verdict.met);
  return {
    judge: judgeVersion,
    item,
    met: Object.fromEntries(met.map(([criterion, { evidence }]) => [criterion, bounded(evidence)])),
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
