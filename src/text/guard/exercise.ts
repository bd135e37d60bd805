import type { Document, Span, Word } from "../language/document.js";
import { plainSpelling } from "../language/spelling.js";
import { splitWords } from "../language/split.js";

/**
 * The exercise's own words, pasted back, are not the learner's. Runs of words that stand in the exercise too are marked
 * as quoted, and a claim made of quoted words alone counts for nothing. Sentences that set a task ("Explain why ...")
 * are void in any wording.
 */

const runLength = 4;
const retoldShare = 0.7;
const fewestRetold = 5;
const fewestJoined = 8;
const joinedShare = 0.9;

const task =
  /^(?:explain|classify|describe|identify|sketch|annotate|justify|rewrite|summari[sz]e|discuss|for each|find the|use the test|write (?:a|one|the|down)|name (?:the|x|at|two|three|what|which)|state (?:the|a|what|which|whether|how)|say (?:whether|which|why|what|how|that)|list (?:the|at|two|three|all)|draw the|decide (?:whether|which)|give (?:a|one|two|three|your|the) (?:reason|line|sentence|cause|signal|example|hypothes)|propose (?:a|the|two|three|an|at)|mention (?:the|missing|each))\b/;

/** What of an exercise is looked for in a text. */
export interface Exercise {
  runs: ReadonlySet<string>;
  /** The words of each of its sentences. */
  sentences: readonly ReadonlySet<string>[];
}

/** Of the texts `beside` the exercise only whole sentences are looked for. */
export function readExercise(own: readonly string[], beside: readonly string[] = []): Exercise {
  const runs = new Set<string>();
  const sentences: ReadonlySet<string>[] = [];
  for (const text of [...own, ...beside]) {
    const words = splitWords(text);
    const forms = words.map(({ form }) => plainSpelling(form));
    for (let at = 0; own.includes(text) && at + runLength <= forms.length; at += 1)
      runs.add(forms.slice(at, at + runLength).join(" "));
    let start = 0;
    for (let at = 1; at <= words.length; at += 1) {
      if (at < words.length && !words[at]!.opens && !words[at]!.before.includes(";")) continue;
      sentences.push(new Set(forms.slice(start, at)));
      start = at;
    }
  }
  return { runs, sentences };
}

/** `isSorted`: the exercise's things are sorted under labels, and a label beside one is the learner's own. */
export function markExercise(document: Document, exercise: Exercise, isSorted: boolean): void {
  markRuns(document, exercise.runs);
  for (const span of document.sentences) {
    markRetold(document, span, exercise.sentences);
    if (!isSorted) markRest(document, span);
    markTask(document, span);
  }
}

function markRuns({ words }: Document, runs: ReadonlySet<string>): void {
  for (let at = 0; at + runLength <= words.length; at += 1) {
    const run = words.slice(at, at + runLength);
    if (!runs.has(run.map(({ form }) => plainSpelling(form)).join(" "))) continue;
    for (const word of run) word.isQuoted = true;
  }
}

/** A sentence made nearly of the words of one sentence of the exercise; what it adds stays the learner's. */
function markRetold(
  { words }: Document,
  { start, end }: Span,
  sentences: readonly ReadonlySet<string>[],
): void {
  const inside = words.slice(start, end);
  const content = inside.filter(({ form }) => form.length > 3 || /\d/.test(form));
  if (content.length < fewestRetold) return;
  for (const sentence of sentences) {
    const isShared = ({ form }: Word) => sentence.has(plainSpelling(form));
    if (content.filter(isShared).length < retoldShare * content.length) continue;
    for (const word of inside) if (isShared(word) || word.form.length <= 3) word.isQuoted = true;
  }
}

/** Where nearly all is quoted, the few words between are how it was joined. */
function markRest({ words }: Document, { start, end }: Span): void {
  const inside = words.slice(start, end);
  const quoted = inside.filter(({ isQuoted }) => isQuoted).length;
  if (inside.length < fewestJoined || quoted < joinedShare * inside.length) return;
  for (const word of inside) word.isQuoted = true;
}

function markTask({ words }: Document, { start, end }: Span): void {
  const opening = words
    .slice(start, start + 6)
    .map(({ form }) => form)
    .join(" ");
  if (!task.test(opening)) return;
  for (let at = start; at < end; at += 1) words[at]!.void ??= "exercise";
}
