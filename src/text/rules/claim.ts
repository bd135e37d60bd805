import { type Phrase, parsePhrases } from "./phrase.js";

/**
 * A claim: what must stand together for something to be said.
 *
 *   retry + multiplies            both in one sentence
 *   slow-database > timeout       in this order
 *   near: trigger + latency       in two sentences that follow each other
 *   ask: traces                   asked for: in a question or a request
 *   -single-fault                 denied: under a "not"
 *   ~retry                        said or denied
 *   !scale                        and nothing of this in the same place
 *   'open {the|a} breaker'        a phrase of its own, written out
 *   breaker / bulkhead            one of these; a comma says the same
 */
export interface Claim {
  written: string;
  window: Window;
  mood: "asserted" | "asked" | "any";
  parts: readonly Part[];
}

export type Window = "clause" | "sentence" | "line" | "near" | "wide" | "text";

export interface Part {
  alternatives: readonly (string | readonly Phrase[])[];
  polarity: "affirmed" | "denied" | "either" | "absent";
  /** Whether it must stand after the part before it. */
  follows: boolean;
}

const windows: ReadonlySet<string> = new Set([
  "clause",
  "sentence",
  "line",
  "near",
  "wide",
  "text",
]);
const polarities: Readonly<Record<string, Part["polarity"]>> = {
  "-": "denied",
  "~": "either",
  "!": "absent",
};

export function parseClaim(written: string): Claim {
  const [, prefix = "", body = written] = /^([a-z ]+):\s(.*)$/s.exec(written) ?? [];
  let window: Window = "sentence";
  let mood: Claim["mood"] = "asserted";
  for (const word of prefix.split(" ").filter((text) => text !== "")) {
    if (windows.has(word)) window = word as Window;
    else if (word === "ask") mood = "asked";
    else if (word === "any") mood = "any";
    else throw new RangeError(`the claim "${written}" begins with the unknown word "${word}"`);
  }
  return { written, window, mood, parts: parseParts(body) };
}

function parseParts(body: string): Part[] {
  const pieces = body.match(/'[^']*'|[+>/,]|[-~!]?[a-z][a-z0-9-]*|[-~!](?=')|#[a-z]+/g) ?? [];
  const parts: {
    alternatives: (string | readonly Phrase[])[];
    polarity: Part["polarity"];
    follows: boolean;
  }[] = [];
  let join = "+";
  for (const piece of pieces) {
    if (/^[+>/,]$/.test(piece)) {
      join = piece === "," ? "/" : piece;
      continue;
    }
    const sign = polarities[piece[0]!];
    const name = sign === undefined ? piece : piece.slice(1);
    const alternative =
      name.startsWith("'") || name.startsWith("#") ? parsePhrases(name.replaceAll("'", "")) : name;
    if (join === "/") {
      if (name !== "") parts.at(-1)!.alternatives.push(alternative);
    } else {
      parts.push({
        alternatives: name === "" ? [] : [alternative],
        polarity: sign ?? "affirmed",
        follows: join === ">",
      });
    }
    // A sign stands before a quoted phrase as a piece of its own.
    join = name === "" ? "/" : "+";
  }
  return parts;
}
