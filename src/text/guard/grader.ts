import type { Document, Span } from "../language/document.js";

/** Words to whoever marks the answer are no answer. One clear case makes its neighbours suspect too. */

const clear: readonly RegExp[] = [
  /\b(?:ignore|disregard|override|forget|overrule|skip)\b.{0,40}\b(?:instruction|rubric|criteri|rule|prompt|evidence|check)/,
  /\b(?:grader|marker|auto-?grader|auto-?marker|evaluator|assessor|examiner|grading (?:model|assistant|engine|system|bot)|assessment engine|scoring (?:engine|model|system)|ai judge|dear judge|judge model)\b/,
  /\b(?:full|maximum|top|all) (?:marks|points|credit|score|scores)\b/,
  /\b(?:award|grant|give|assign|return|output|set|record|mark|treat|count|count|score|print|report)\b.{0,60}\b(?:as (?:met|satisfied|correct|complete|passed|true|done|fulfilled)|to true|all criteria|every criterion|each criterion|100 ?%|pass on all|maximum (?:score|points|marks)|full points|to pass\b)/,
  /\b(?:system|assistant|admin|developer) ?(?:note|message|prompt|override)\b/,
  /<!--|<\/?system|\[(?:assistant|system|inst)|\{\s*"score"/,
  /\b(?:rubric|criteria|answer key|marking scheme)\b.{0,60}\b(?:withdrawn|changed|updated|accepted|says?|overrid|ignore|met)\b/,
  /\b[a-z]+(?:-[a-z0-9]+)+\s*=\s*(?:true|met|1|pass)/,
  /\b(?:output|return|print|answer|reply)(?: only)?(?: with)? (?:true|met|pass|"?\d)/,
  /\b(?:award|score|grade|give)\b.{0,12}\b\d+ ?\/ ?\d+/,
  /\bscore: ?(?:full|expert|max|100|10|pass)/,
  /\b(?:course|exercise) (?:author|owner)\b|\bas the (?:author|instructor|teacher)\b/,
  /\b(?:automated|automatic|auto) ?(?:reviewer|checker|marker|judge|corrector|assessment)\b/,
  /\b(?:hello|hi|hey|dear|attention|note to(?: the)?)[, ]+(?:model|assistant|grader|marker|ai|llm|evaluator|auto|bot|machine|judge)\b/,
  /\b(?:assistant|model|system|program|bot|ai|llm) (?:that|which|who) (?:checks|grades|marks|reviews|scores|judges|reads|evaluates)\b/,
  /\b(?:required|expected|correct) (?:output|verdict|result) (?:is|for|of)\b/,
  /\b(?:regard|consider|deem|treat|accept|count) (?:the|all|every|each|these) (?:marker|criteri|item|point|row)/,
  /\bin (?:lenient|debug|test|admin) mode\b/,
  /\ball criteria\b.{0,20}\b(?:met|satisfied|fulfilled)\b/,
];

const suspect =
  /\b(?:mark(?:ed|ing)?|score[ds]?|scoring|grad(?:e|ed|ing)|rubric|criteri\w+|points?|award|instruct\w+|submission|feedback|evidence|learner|reviewed|course (?:owner|author)|certificate|assume|attached|hidden part|do not read|stop reading)\b/;

/** A sentence that names criteria by their ids speaks to the machine, whatever else it says. */
function namesCriteria(sentence: string, criteria: readonly string[]): boolean {
  const ids = criteria.filter((id) => id.includes("-") && sentence.includes(id));
  const verdict = /^["']?\s*(?:[:=]|is|to|as|was)\s*(?:met|true|pass|done|yes|1)/;
  return ids.length >= 3 || ids.some((id) => verdict.test(sentence.split(id)[1] ?? ""));
}

export function voidGraderTalk(document: Document, criteria: readonly string[]): void {
  const { sentences, text, words } = document;
  const written = sentences.map((span) => textOf(text, words, span));
  const isClear = written.map(
    (sentence) =>
      clear.some((pattern) => pattern.test(sentence)) || namesCriteria(sentence, criteria),
  );
  if (!isClear.includes(true)) return;
  for (const [index, span] of sentences.entries()) {
    if (!isClear[index] && !suspect.test(written[index]!)) continue;
    for (let at = span.start; at < span.end; at += 1) words[at]!.void ??= "grader";
  }
}

/** With the punctuation around it, which tells a comment or a tag. */
function textOf(text: string, words: Document["words"], { start, end }: Span): string {
  const from = words[start - 1]?.end ?? 0;
  const to = words[end]?.start ?? text.length;
  return text.slice(from, to).toLowerCase();
}
