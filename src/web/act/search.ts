/** The palette's search: every word typed has to be found in an item, the better the more literally. */

export interface Searchable {
  id: string;
  title: string;
  /** Further words that lead to it. */
  words: string;
  /** True for items that only a search brings up, after those that are less so. */
  specific: boolean;
  /** Why it cannot be chosen; such items come last. */
  idle: string | null;
}

/** Items that match, best first; when nothing is typed, recent ones first and then all that are not specific. */
export function search<Item extends Searchable>(
  items: readonly Item[],
  query: string,
  recent: readonly string[],
): Item[] {
  const typed = wordsOf(query);
  const recency = (item: Item) => {
    const index = recent.indexOf(item.id);
    return index < 0 ? 0 : recent.length - index;
  };
  const found = items
    .map((item, order) => ({ item, order, score: scoreOf(item, typed), recency: recency(item) }))
    .filter(({ item, score, recency }) =>
      typed.length > 0 ? score > 0 : recency > 0 || !item.specific,
    );
  found.sort(
    (a, b) =>
      Number(a.item.idle !== null) - Number(b.item.idle !== null) ||
      b.score - a.score ||
      (typed.length > 0 ? Number(a.item.specific) - Number(b.item.specific) : 0) ||
      b.recency - a.recency ||
      a.order - b.order,
  );
  return found.map(({ item }) => item);
}

/** 0 when a typed word is nowhere in the item. */
function scoreOf(item: Searchable, typed: readonly string[]): number {
  const { titleWords, otherWords } = cutOf(item);
  let total = 0;
  for (const word of typed) {
    const score = Math.max(3 * bestMatch(word, titleWords), 2 * bestMatch(word, otherWords));
    if (score === 0) return 0;
    total += score;
  }
  return total;
}

interface Cut {
  titleWords: string[];
  otherWords: string[];
}

/** Hundreds of items are searched with every letter that is typed, so each is cut into words once. */
const cuts = new WeakMap<Searchable, Cut>();

function cutOf(item: Searchable): Cut {
  const known = cuts.get(item);
  if (known) return known;
  const cut = { titleWords: wordsOf(item.title), otherWords: wordsOf(item.words) };
  cuts.set(item, cut);
  return cut;
}

function bestMatch(typed: string, words: readonly string[]): number {
  let best = 0;
  for (const word of words) best = Math.max(best, matchOf(typed, word));
  return best;
}

/** 5 the same word, 4 its beginning, 3 within it, 1 with letters left out, 0 not at all. */
function matchOf(typed: string, word: string): number {
  if (word === typed) return 5;
  if (word.startsWith(typed)) return 4;
  if (typed.length >= 3 && word.includes(typed)) return 3;
  return typed.length >= 3 && hasInOrder(word, typed) ? 1 : 0;
}

/** True when the word has all letters that were typed in this order, beginning with the first. */
function hasInOrder(word: string, typed: string): boolean {
  if (word[0] !== typed[0]) return false;
  let next = 0;
  for (const letter of word) if (letter === typed[next]) next += 1;
  return next === typed.length;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
