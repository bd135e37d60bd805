import type { Document, Span } from "../language/document.js";
import { choose, hasPolarity } from "./choose.js";
import type { Claim, Part } from "./claim.js";
import type { Matcher } from "./matcher.js";

/** A claim found in a text: from its first word to behind its last. */
export type Found = Span;

/** Where a text makes a claim, at most once in each place; `within` narrows the places. */
export function findClaim(matcher: Matcher, claim: Claim, within?: readonly Span[]): Found[] {
  const { document } = matcher;
  const hits = claim.parts.map((part) => hitsOf(matcher, part));
  if (claim.parts.some((part, index) => part.polarity !== "absent" && hits[index]!.length === 0))
    return [];
  const found: Found[] = [];
  const places = within ?? placesOf(document, claim.window);
  if (claim.parts.length === 1)
    return hits[0]!.filter((hit) => places.some((place) => isAlone(matcher, claim, hit, place)));
  for (const place of places) {
    const match = findIn(matcher, claim, hits, place);
    if (
      match !== null &&
      !found.some(({ start, end }) => start === match.start && end === match.end)
    )
      found.push(match);
  }
  return found;
}

/** A claim of one part is made wherever the part stands. */
function isAlone(matcher: Matcher, claim: Claim, hit: Span, place: Span): boolean {
  return (
    hit.start >= place.start &&
    hit.end <= place.end &&
    findIn(matcher, claim, [[hit]], place) !== null
  );
}

function hitsOf(matcher: Matcher, { alternatives }: Part): Span[] {
  return alternatives.flatMap((alternative) =>
    typeof alternative === "string" ? matcher.find(alternative) : matcher.findPhrases(alternative),
  );
}

function placesOf(
  { words, clauses, sentences, lines }: Document,
  window: Claim["window"],
): readonly Span[] {
  switch (window) {
    case "clause":
      return clauses;
    case "sentence":
      return sentences;
    case "line":
      return lines;
    case "near":
      return joined(sentences, 2);
    case "wide":
      return joined(sentences, 4);
    case "text":
      return words.length === 0 ? [] : [{ start: 0, end: words.length }];
  }
}

function joined(spans: readonly Span[], count: number): Span[] {
  return spans.map(({ start }, index) => ({
    start,
    end: spans[Math.min(index + count, spans.length) - 1]!.end,
  }));
}

function findIn(
  matcher: Matcher,
  claim: Claim,
  hits: readonly (readonly Span[])[],
  place: Span,
): Found | null {
  const { document } = matcher;
  const inside = hits.map((spans) =>
    spans.filter(({ start, end }) => start >= place.start && end <= place.end),
  );
  const fitting = inside.map((spans) => spans.filter((hit) => isAsserted(matcher, claim, hit)));
  const isSpoilt = claim.parts.some(
    ({ polarity }, index) =>
      polarity === "absent" &&
      fitting[index]!.some((hit) => hasPolarity(document, polarity, hit, [hit])),
  );
  if (isSpoilt) return null;
  const chosen = choose(document, claim.parts, fitting);
  if (chosen === null || chosen.length === 0) return null;
  return {
    start: Math.min(...chosen.map(({ start }) => start)),
    end: Math.max(...chosen.map(({ end }) => end)),
  };
}

function isAsserted(matcher: Matcher, { mood }: Claim, hit: Span): boolean {
  const { words, sentences } = matcher.document;
  for (let at = hit.start; at < hit.end; at += 1) if (words[at]!.void !== null) return false;
  const sentence = sentences[words[hit.start]!.sentence]!;
  if (mood === "any") return true;
  if (mood === "asserted") return !sentence.isQuestion;
  return sentence.isQuestion || isRequested(matcher, words[hit.start]!.sentence);
}

/** A request in the sentence, or in a lead-in such as "Three things I need:" at most five sentences before. */
function isRequested(matcher: Matcher, index: number): boolean {
  const { sentences, words } = matcher.document;
  const requests = matcher
    .find("request")
    .filter((hit) => hasPolarity(matcher.document, "affirmed", hit, [hit]));
  for (let at = index; at >= Math.max(0, index - 5); at -= 1) {
    const { start, end } = sentences[at]!;
    const isLeadIn = at === index || /:/.test(words[end]?.before ?? "");
    if (isLeadIn && requests.some((hit) => hit.start >= start && hit.end <= end)) return true;
  }
  return false;
}
