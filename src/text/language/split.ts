import { plainSpelling, shortForms } from "./spelling.js";

/** A word before its grammar is known. */
export interface RawWord {
  form: string;
  start: number;
  end: number;
  before: string;
  line: number;
  /** Whether it begins a sentence. */
  opens: boolean;
}

const pieces =
  /w\/o\b|b\/c\b|w\/(?=\s)|\p{L}[\p{L}\d]*(?:['’]\p{L}+)?|\d+(?:[.,:]\d+)*|&|\n|->|=>|>=|<=|\+=|%|[€$£]|[^\s\p{L}\d]/gu;

const abbreviations = new Set([
  "e.g",
  "i.e",
  "vs",
  "approx",
  "ca",
  "etc",
  "mr",
  "mrs",
  "ms",
  "dr",
  "exp",
  "req",
  "resp",
]);

const clitics: Readonly<Record<string, string>> = {
  d: "would",
  ll: "will",
  re: "are",
  ve: "have",
  m: "am",
};

/** Cuts a text into words, keeping what stands between them and where sentences begin. */
export function splitWords(text: string): RawWord[] {
  const words: RawWord[] = [];
  let before = "";
  let line = 0;
  let opens = true;
  for (const match of text.matchAll(pieces)) {
    const piece = match[0].toLowerCase().replaceAll("’", "'");
    const start = match.index;
    const end = start + match[0].length;
    if (piece === "\n") {
      before += "\n";
      line += 1;
      opens = true;
    } else if (/[\p{L}\d&%€$£]/u.test(piece)) {
      for (const form of formsOf(piece)) {
        words.push({ form, start, end, before, line, opens });
        before = "";
        opens = false;
      }
    } else {
      // A blank before the mark tells a dash from a hyphen.
      before += /\s/.test(text[start - 1] ?? " ") ? ` ${piece}` : piece;
      const next = text[end] ?? " ";
      const last = words.at(-1)?.form ?? "";
      const isAbbreviation = piece === "." && (abbreviations.has(last) || last.length === 1);
      if (/^[.!?]$/.test(piece) && /[\s"')\]]/.test(next) && !(isAbbreviation && !/\n/.test(next)))
        opens = true;
    }
  }
  return words;
}

function formsOf(piece: string): readonly string[] {
  if (/^\d{1,3}(?:,\d{3})+$/.test(piece)) return [piece.replaceAll(",", "")];
  if (piece === "%") return ["percent"];
  if (/^[€$£]$/.test(piece)) return ["money"];
  const short = shortForms.get(piece);
  if (short !== undefined) return short;
  const [stem = piece, clitic] = piece.split("'");
  if (clitic === undefined) return [piece];
  if (clitic === "t" && stem.endsWith("n")) {
    const verb = { ca: "can", wo: "will", sha: "shall", ai: "is" }[stem.slice(0, -1)];
    return [verb ?? stem.slice(0, -1), "not"];
  }
  const auxiliary = clitics[clitic];
  if (auxiliary !== undefined) return [stem, auxiliary];
  // "it's" is a verb, "the bank's" mostly an owner.
  const isPronoun =
    /^(?:it|that|this|there|here|what|who|where|he|she|nobody|everybody|everyone|let)$/.test(stem);
  if (clitic === "s" && isPronoun) return stem === "let" ? ["let", "us"] : [stem, "is"];
  return [stem];
}

/** Everything a rule may call a word. Stems are crude; what they add by mistake is no word of any rule. */
export function namesOf(form: string, lemma: string): string[] {
  const names = new Set([form, lemma, plainSpelling(form), plainSpelling(lemma)]);
  const endings: readonly (readonly [RegExp, readonly string[]])[] = [
    [/ies$/, ["y"]],
    [/ied$/, ["y"]],
    [/s$/, [""]],
    [/es$/, [""]],
    [/ed$/, ["", "e"]],
    [/ing$/, ["", "e"]],
    [/([bdgklmnprt])\1(?:ed|ing)$/, ["$1"]],
  ];
  if (form.length >= 4) {
    for (const [ending, stems] of endings) {
      if (!ending.test(form)) continue;
      for (const stem of stems) names.add(plainSpelling(form.replace(ending, stem)));
    }
  }
  return [...names];
}
