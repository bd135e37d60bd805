import type { Span } from "../language/document.js";
import { hasPolarity } from "./choose.js";
import type { Matcher } from "./matcher.js";
import { numberOf } from "./row-number.js";
import type { Rows } from "./rule.js";

/** What a text says of one row of the exercise. */
export interface RowReading {
  /** The label it gets, and where. */
  label: string | null;
  at: Span | null;
  /** The words about it; shared with other rows when several are named together. */
  stretches: { span: Span; shared: boolean }[];
}

type Event =
  | { kind: "row"; topic: string; span: Span }
  | { kind: "label"; label: string; isSaid: boolean; span: Span };

/**
 * Follows a text from word to word: which rows it is speaking of, and which label it gives them. A label that comes
 * before any row ("Local ones:") holds for the rows below it until another such label comes.
 */
export function readRows(matcher: Matcher, rows: Rows): Map<string, RowReading> {
  const { words, sentences } = matcher.document;
  const topics = Object.keys(rows.topics);
  const readings = new Map<string, RowReading>(
    topics.map((topic) => [topic, { label: null, at: null, stretches: [] }]),
  );
  const strengths = new Map<string, number>();
  let current: string[] = [];
  let isLabelled = false;
  let isLocked = false;
  let header: { label: string; span: Span } | null = null;
  let last: { label: string; span: Span } | null = null;
  let sentence = -1;
  let line = -1;
  let from = 0;
  let unsaid: string[] = [];

  const give = (topic: string, label: string, span: Span, strength: number) => {
    if ((strengths.get(topic) ?? 0) >= strength) return;
    strengths.set(topic, strength);
    Object.assign(readings.get(topic)!, { label, at: span });
  };
  const close = (end: number) => {
    for (const topic of current) {
      if (end > from)
        readings
          .get(topic)!
          .stretches.push({ span: { start: from, end }, shared: current.length > 1 });
    }
  };

  for (const event of eventsOf(matcher, rows, topics)) {
    const { start } = event.span;
    const word = words[start]!;
    if (word.line !== line) {
      close(sentences[word.sentence]!.start);
      current = [];
      unsaid = [];
      isLabelled = false;
      isLocked = false;
      // A blank line or a line that is no list entry ends what a heading covers.
      line = word.line;
      sentence = word.sentence;
      from = sentences[word.sentence]!.start;
    }
    if (word.sentence !== sentence) {
      sentence = word.sentence;
      isLabelled = true;
      // "Local: ..." on the same line begins anew.
      if (event.kind === "label" && event.isSaid && !isLocked && opensList(matcher, event.span)) {
        close(sentences[sentence]!.start);
        current = [];
      }
    }
    if (event.kind === "row") {
      if (current.includes(event.topic)) continue;
      const isNumber = /^\d/.test(word.form) || current.length === 0;
      if (isLocked) continue;
      if (isLabelled) {
        close(start);
        current = [];
        from = start;
      }
      if (current.length === 0 && header === null) from = Math.min(from, start);
      current.push(event.topic);
      unsaid.push(event.topic);
      isLabelled = false;
      if (isNumber && isLineHead(matcher, start)) isLocked = true;
      if (header !== null) give(event.topic, header.label, header.span, 2);
      if (last !== null && saysSame(matcher, start)) give(event.topic, last.label, last.span, 2);
      continue;
    }
    last = event.isSaid ? event : last;
    if (current.length === 0) {
      if (event.isSaid) header = { label: event.label, span: event.span };
      continue;
    }
    const isSummary = event.isSaid && saysOfAll(matcher, start);
    for (const topic of isSummary ? unsaid : current)
      give(topic, event.label, event.span, event.isSaid ? 3 : 1);
    if (event.isSaid) unsaid = [];
    isLabelled = true;
  }
  close(words.length);
  return readings;
}

function eventsOf(matcher: Matcher, rows: Rows, topics: readonly string[]): Event[] {
  const { document } = matcher;
  const isVoid = ({ start, end }: Span) =>
    document.words.slice(start, end).some((word) => word.void !== null);
  const events: Event[] = [];
  for (const topic of topics) {
    for (const span of matcher.find(rows.topics[topic]!)) events.push({ kind: "row", topic, span });
  }
  for (const [at, word] of document.words.entries()) {
    const topic = topics[numberOf(matcher, at) - 1];
    if (topic !== undefined) events.push({ kind: "row", topic, span: { start: at, end: at + 1 } });
    else if (word.form === "rest" || (word.form === "others" && word.names.length > 0)) continue;
  }
  for (const [label, { says, implies }] of Object.entries(rows.labels)) {
    for (const [concept, isSaid] of [
      [says, true],
      [implies, false],
    ] as const) {
      for (const span of matcher.find(concept)) {
        if (isVoid(span) || !hasPolarity(document, "affirmed", span, [span])) continue;
        if (document.sentences[document.words[span.start]!.sentence]!.isQuestion) continue;
        if (document.words.slice(span.start, span.end).every((word) => word.isQuoted)) continue;
        events.push({ kind: "label", label, isSaid, span });
      }
    }
  }
  const rank = (event: Event) => (event.kind === "row" ? 0 : event.isSaid ? 1 : 2);
  return events
    .filter(({ span }) => !isVoid(span))
    .sort((left, right) => left.span.start - right.span.start || rank(left) - rank(right));
}

function isLineHead({ document: { words, lines } }: Matcher, at: number): boolean {
  const line = lines.find(({ start, end }) => at >= start && at < end);
  if (line === undefined) return false;
  const lead = words.slice(line.start, at).map(({ form }) => form);
  return (
    lead.every((form) => /^(?:row|incident|number|no|case|item|the|a)$/.test(form)) &&
    lines.length > 2
  );
}

/** "Local: ..." or "Belongs to one part:". */
function opensList({ document: { words } }: Matcher, { end }: Span): boolean {
  return /[:]/.test(words[end]?.before ?? "");
}

/** "These are emergent": of everything named before. */
function saysOfAll({ document: { words, sentences } }: Matcher, at: number): boolean {
  const { start } = sentences[words[at]!.sentence]!;
  const lead = words
    .slice(start, at)
    .map(({ form }) => form)
    .join(" ");
  return (
    /^(?:these|those|all|they|all of (?:these|them)|each of (?:these|them)|both)(?: \w+)?$/.test(
      lead,
    ) || /^(?:these|those|they) (?:\w+ ){1,3}$/.test(`${lead} `)
  );
}

/** "So does the faulty release", "the rush as well": what was said of the last row holds here. */
function saysSame({ document: { words, sentences } }: Matcher, at: number): boolean {
  const { start } = sentences[words[at]!.sentence]!;
  const lead = words
    .slice(start, at)
    .map(({ form }) => form)
    .join(" ");
  return /(?:^| )(?:so (?:do|does|is|are|was)|same (?:for|goes for|with)|likewise|ditto)(?: \w+){0,3}$/.test(
    lead,
  );
}
