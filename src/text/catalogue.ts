/** What can be judged, by name; reading this does not load the language. */
import { items } from "./items/index.js";

export const itemNames: readonly string[] = items.map(({ name }) => name);

/** The names of an item's criteria; null when there is no such item. */
export function criteriaOf(item: string): readonly string[] | null {
  const found = items.find(({ name }) => name === item);
  return found ? Object.keys(found.criteria) : null;
}

/** What an item's exercise itself says; null when there is no such item. */
export function exerciseOf(item: string): readonly string[] | null {
  return items.find(({ name }) => name === item)?.exercise ?? null;
}
