import type { Matcher } from "./matcher.js";

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** Which row a word numbers: "2" at the head of a line, "row 2", "1, 3 and 6", "number two", "the third". */
export function numberOf({ document: { words, lines, sentences } }: Matcher, at: number): number {
  const { form, before } = words[at]!;
  const previous = words[at - 1]?.form ?? "";
  const isNamed =
    /^(?:row|rows|number|no|incident|incidents|case|item|items|property|q|question|nr|nos|numbers)$/.test(
      previous,
    );
  const spelled = ["one", "two", "three", "four", "five", "six"].indexOf(form) + 1;
  if (spelled > 0 && isNamed) return spelled;
  if (
    spelled > 0 &&
    /^(?:and|or)$/.test(previous) &&
    at === (sentences[words[at]!.sentence]?.start ?? 0) + 2
  )
    return spelled;
  const ordinal = ordinals.indexOf(form) + 1;
  const opensSentence = sentences[words[at]!.sentence]?.start === at;
  if (
    ordinal > 0 &&
    opensSentence &&
    (/^[:,-]/.test(words[at + 1]?.before ?? "") ||
      /^(?:incident|row|case|one|is)$/.test(words[at + 1]?.form ?? ""))
  )
    return ordinal;
  if (
    ordinal > 0 &&
    previous === "the" &&
    !/^(?:time|thing|step|action|try|spike)$/.test(words[at + 1]?.form ?? "")
  )
    return ordinal;
  const letter = "abcdef".indexOf(form) + 1;
  const isLineStart = lines.some(({ start }) => start === at);
  if (letter > 0 && form.length === 1)
    return isLineStart && /^[.):]/.test(words[at + 1]?.before ?? "") ? letter : 0;
  if (!/^[1-9]$/.test(form)) return 0;
  const isHead =
    lines.some(({ start }) => start === at) ||
    (sentences[words[at]!.sentence]?.start === at && before !== "");
  const after = words[at + 1];
  const isListed =
    /[,&+]/.test(before) ||
    /^(?:and|or)$/.test(previous) ||
    /[,&+]/.test(after?.before ?? "") ||
    after?.form === "and";
  const isUnit = /^(?:ms|s|mb|h|percent|x|k|min|minutes|hours|seconds|replicas|gb)$/.test(
    after?.form ?? "",
  );
  if (isUnit && !isNamed) return 0;
  const isAlone =
    /^(?:is|was|are)$/.test(after?.form ?? "") || /[:=)]|->|=>| [-–—]/.test(after?.before ?? "");
  const isForm =
    previous === "for" || previous === "#" || before.endsWith("#") || before.endsWith("(");
  return isHead || isNamed || isListed || isAlone || isForm ? Number(form) : 0;
}
