import type { RawWord } from "./split.js";

/** Words after which something new is said, whose truth does not hang on a "not" before them. */
const openers = new Set(
  (
    "but so because since while whereas although though if when whenever once until unless which who whose where then " +
    "hence therefore thus yet however nor after before otherwise meanwhile plus also till as what whatever"
  ).split(" "),
);

const subjects = new Set(
  "i we you they he she it this that these those there nobody everybody everyone someone no none each all".split(
    " ",
  ),
);

/** Whether a clause begins at each word. */
export function clauseStarts(words: readonly RawWord[], parts: readonly string[]): boolean[] {
  let start = 0;
  return words.map((_, index) => {
    const begins = index === 0 || beginsClause(words, parts, index, start);
    if (begins) start = index;
    return begins;
  });
}

function beginsClause(
  words: readonly RawWord[],
  parts: readonly string[],
  index: number,
  start: number,
): boolean {
  const { form, before, opens } = words[index]!;
  if (opens) return true;
  if (/[;:()|"\n]|->|=>|>| [-–—*=~]|—|\.\.\.|…/.test(before) || / \//.test(before)) return true;
  if (form === "but" && /^(?:anything|nothing|all)$/.test(words[index - 1]?.form ?? ""))
    return false;
  if (form === "because" && words[index + 1]?.form === "of") return false;
  // "records that cannot be parsed" against "I think that it cannot".
  if (form === "that")
    return index > start + 1 && isRelative(words[index - 1]!.form, parts[index - 1]!);
  if (openers.has(form)) return !(form === "as" && isComparison(words, index));
  if (before.includes(",")) return commaOpens(words, parts, index, start);
  return (form === "and" || form === "or") && conjunctionOpens(words, parts, index, start);
}

/** Whether something is done in a stretch: a verb that is no participle before a noun, such as "offered load". */
function hasVerb(
  words: readonly RawWord[],
  parts: readonly string[],
  start: number,
  end: number,
): boolean {
  for (let at = start; at < end; at += 1) {
    if (parts[at] === "AUX") return true;
    const isParticiple =
      /(?:ed|ing)$/.test(words[at]!.form) && /^(?:NOUN|PROPN|ADJ)$/.test(parts[at + 1] ?? "");
    if (parts[at] === "VERB" && !isParticiple) return true;
  }
  return false;
}

/** "records that ..." tells of records; "the idea that ..." goes on with what the idea is. */
function isRelative(form: string, part: string): boolean {
  const isContent = /^(?:idea|fact|rule|case|claim|view|notion|sense|belief|point|reason|doubt)$/;
  return !isContent.test(form) && (part === "NOUN" || part === "PROPN");
}

/** "as soon as", "as long as", "such as", "as well": no new clause. */
function isComparison(words: readonly RawWord[], index: number): boolean {
  const [before, after] = [words[index - 1]?.form ?? "", words[index + 1]?.form ?? ""];
  return (
    before === "such" ||
    before === "same" ||
    /^(?:well|soon|long|much|many|far|pending|queued)$/.test(after)
  );
}

/** A comma in a list of things opens nothing; one before somebody who does something does. */
function commaOpens(
  words: readonly RawWord[],
  parts: readonly string[],
  index: number,
  start: number,
): boolean {
  const form = words[index]!.form;
  if (form === "or" && subjects.has(words[index + 1]?.form ?? "")) return true;
  if (/^(?:nor|neither|or)$/.test(form)) return false;
  if (subjects.has(form) || /^(?:just|instead|only|not|let|please)$/.test(form)) return true;
  if (form === "and" && subjects.has(words[index + 1]?.form ?? "")) return true;
  if (!hasVerb(words, parts, start, index)) return false;
  let end = index + 1;
  while (
    end < words.length &&
    end < index + 14 &&
    !words[end]!.opens &&
    !/[,;:()|]/.test(words[end]!.before)
  )
    end += 1;
  // "no drills, bulkheads or budgets": what an "or" joins goes on with the list before.
  const isList = words.slice(index, end).some(({ form: word }) => word === "or");
  const isPlain = !parts.slice(index, end).some((part) => part === "AUX" || part === "PRON");
  return !(isList && isPlain) && hasVerb(words, parts, index, end);
}

/** "and the queue fills": somebody new does something. */
function conjunctionOpens(
  words: readonly RawWord[],
  parts: readonly string[],
  index: number,
  start: number,
): boolean {
  const next = words[index + 1]?.form ?? "";
  if (subjects.has(next)) return true;
  if (words[index]!.form === "or") return false;
  // "did not expect this and stops": the form of the verb shows that no "not" goes before it.
  if (
    parts[index + 1] === "VERB" &&
    /(?:[^s]s|ed)$/.test(next) &&
    hasVerb(words, parts, start, index)
  )
    return true;
  if (!/^(?:NOUN|PROPN|DET)$/.test(parts[index + 1] ?? "") || !hasVerb(words, parts, start, index))
    return false;
  let end = index + 2;
  while (end < words.length && end < index + 6 && !words[end]!.opens && words[end]!.before === "")
    end += 1;
  return hasVerb(words, parts, index + 2, end);
}
