import type { Document } from "../language/document.js";
import { givenNames, notNames } from "../lexicon/names.js";

/** Finds a figure or a name that begins at a word; the word after it, or -1. */
type Finder = (document: Document, at: number) => number;

const numberWords = new Set(
  "one two three four five six seven eight nine ten eleven twelve fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty ninety hundred hundreds thousand thousands million millions dozen dozens half quarter tenth fifth third both every each all".split(
    " ",
  ),
);
const smallNumbers =
  /^(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixteen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|half|few|couple|several|quarter)$/;
const timeUnits =
  /^(?:ms|s|sec|secs|second|seconds|min|mins|minute|minutes|m|h|hr|hrs|hour|hours|d|day|days|week|weeks|wk|wks|month|months|sprint|sprints|fortnight)$/;
const weekdays =
  /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?$/;
const months =
  /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)$|^(?:january|february|march|april|june|july|august|september|october|november|december)$/;

const form = ({ words }: Document, at: number) => words[at]?.form ?? "";

const number: Finder = (document, at) =>
  /^\d[^:]*$/.test(form(document, at)) || numberWords.has(form(document, at)) ? at + 1 : -1;

const digits: Finder = (document, at) => (/^\d/.test(form(document, at)) ? at + 1 : -1);

const duration: Finder = (document, at) => {
  const first = form(document, at);
  if (!/^\d/.test(first) && !smallNumbers.test(first)) return -1;
  for (let unit = at + 1; unit <= at + 4; unit += 1) {
    if (timeUnits.test(form(document, unit))) return unit + 1;
    if (
      !/^(?:a|an|of|one|two|three|or|to|more|good|\d+|full|half|couple)$/.test(form(document, unit))
    )
      return -1;
  }
  return -1;
};

const percent: Finder = (document, at) => {
  if (number(document, at) < 0) return -1;
  return /^(?:percent|pct)$/.test(form(document, at + 1)) ? at + 2 : -1;
};

const clock: Finder = (document, at) => {
  const first = form(document, at);
  if (/^\d{1,2}:\d{2}(?::\d{2})?$/.test(first)) return at + 1;
  if (/^\d{1,2}$/.test(first) && /^(?:am|pm|utc|cet)$/.test(form(document, at + 1))) return at + 2;
  if (/^t\d+$/.test(first)) return at + 1;
  if (first === "t" && /[+-]/.test(document.words[at + 1]?.before ?? "")) return at + 2;
  return /^(?:noon|midnight)$/.test(first) ? at + 1 : -1;
};

const date: Finder = (document, at) => {
  const first = form(document, at);
  const next = form(document, at + 1);
  if (weekdays.test(first) || /^(?:tomorrow|eow|eom|eoq|eod|q[1-4])$/.test(first)) return at + 1;
  if (months.test(first)) return /^\d/.test(next) ? at + 2 : first === "may" ? -1 : at + 1;
  if (/^\d{1,2}(?:st|nd|rd|th)?$/.test(first) && months.test(next)) return at + 2;
  if (
    /^\d{4}$/.test(first) &&
    /^-/.test(document.words[at + 1]?.before ?? "") &&
    /^\d{2}$/.test(next)
  )
    return at + 3;
  if (
    /^\d{1,2}[.]\d{1,2}(?:[.]\d{2,4})?$/.test(first) &&
    /^(?:by|until|till|due|on)$/.test(form(document, at - 1))
  )
    return at + 1;
  if (
    /^(?:next|this)$/.test(first) &&
    /^(?:week|month|sprint|quarter|release|iteration)$/.test(next)
  )
    return at + 2;
  if (first === "end" && next === "of") return at + 3;
  if (/^(?:in|within)$/.test(first)) {
    const end = duration(document, at + 1);
    return end > 0 &&
      /^(?:day|days|week|weeks|sprint|sprints|month|months)$/.test(form(document, end - 1))
      ? end
      : -1;
  }
  return -1;
};

/** "#incident-14" */
const channel: Finder = ({ words }, at) =>
  words[at]?.before.endsWith("#") && !/^\d+$/.test(words[at]!.form) ? at + 1 : -1;

const verb: Finder = ({ words }, at) => (words[at]?.partOfSpeech === "VERB" ? at + 1 : -1);

/** A name that is spoken to: "Ana, please ...", "@ana ...", "Ana: ...". */
const addressee: Finder = (document, at) => {
  const end = name(document, at);
  if (end < 0) return -1;
  const next = document.words[end];
  if (next === undefined) return -1;
  const isSpokenTo =
    /[,:=]|->|=>| [-–—]/.test(next.before) ||
    /^(?:please|you|can|could|will|would|is|takes|writes|keeps|handles|owns|runs|drives|covers|does)$/.test(
      next.form,
    );
  return isSpokenTo || document.words[at]!.before.endsWith("@") ? end : -1;
};

const name: Finder = (document, at) => {
  const word = document.words[at];
  if (word === undefined) return -1;
  if (word.before.endsWith("@")) return at + 1;
  const written = document.text.slice(word.start, word.end);
  if (!/^\p{Lu}\p{Ll}/u.test(written) || notNames.has(word.form)) return -1;
  if (givenNames.has(word.form)) return at + 1;
  const opensSentence =
    document.sentences[word.sentence]?.start === at || /[:\-•|*]/.test(word.before);
  return !opensSentence || word.isUnknown ? at + 1 : -1;
};

export const figures: ReadonlyMap<string, Finder> = new Map(
  Object.entries({
    number,
    digits,
    duration,
    percent,
    clock,
    date,
    name,
    addressee,
    channel,
    verb,
  }),
);
