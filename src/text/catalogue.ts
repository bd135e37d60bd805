/** What can be judged, by name; reading this does not load the language. */
import { items } from "./items/index.js";

export const itemNames: readonly string[] = items.map(({ name }) => name);

/** The criteria of an item; none for an item that does not exist. */
export function criteriaOf(item: string): string[] {
  return Object.keys(items.find(({ name }) => name === item)?.criteria ?? {});
}
