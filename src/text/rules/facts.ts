import type { Span } from "../language/document.js";
import type { Matcher } from "./matcher.js";

/**
 * What a run's journal says, for claims that can be held against it. A rule names its fact; where the facts hold nothing
 * of that name, the claim stands on its own.
 */
export interface Facts {
  /** Figures of several kinds, such as requests and minutes; each is compared with numbers of its own kind. */
  numbers?: Readonly<Record<string, readonly Figure[]>>;
  /** Concepts in the order in which they happened. */
  orders?: Readonly<Record<string, readonly string[]>>;
}

export interface Figure {
  value: number;
  /** How far off a statement may be. */
  tolerance: number;
  /** Words that make a number one of this kind, such as "minutes"; only such numbers are compared. */
  units: readonly string[];
}

const multiples = new Map([
  ["k", 1e3],
  ["thousand", 1e3],
  ["m", 1e6],
  ["million", 1e6],
]);

/** Whether a stretch of text says something else than the fact. */
export function contradicts(
  matcher: Matcher,
  span: Span,
  fact: string,
  { numbers, orders }: Facts,
): boolean {
  const figures = numbers?.[fact] ?? [];
  const order = orders?.[fact];
  return (
    figures.some((figure) => isOff(matcher, span, figure)) ||
    (order !== undefined && isOutOfOrder(matcher, span, order))
  );
}

function isOff({ document: { words, sentences } }: Matcher, span: Span, figure: Figure): boolean {
  const { start, end } = sentences[words[span.start]!.sentence]!;
  const stated: number[] = [];
  for (let at = start; at < end; at += 1) {
    const value = Number(words[at]!.form) * (multiples.get(words[at + 1]?.form ?? "") ?? 1);
    const behind = words.slice(at + 1, Math.min(end, at + 5));
    const isOfKind = behind.some(({ names }) => names.some((name) => figure.units.includes(name)));
    if (Number.isFinite(value) && isOfKind) stated.push(value);
  }
  return (
    stated.length > 0 && !stated.some((value) => Math.abs(value - figure.value) <= figure.tolerance)
  );
}

function isOutOfOrder(matcher: Matcher, span: Span, order: readonly string[]): boolean {
  const firsts = order.map((concept) =>
    matcher.find(concept).find(({ start }) => start >= span.start && start < span.end),
  );
  const places = firsts.filter((hit) => hit !== undefined).map(({ start }) => start);
  return places.some((place, index) => index > 0 && place < places[index - 1]!);
}
