/** What can be judged, by name; reading this does not load the language. */
import { items } from "./items/index.js";

export const itemNames: readonly string[] = items.map(({ name }) => name);
