import { stripVTControlCharacters } from "node:util";

/** Colours say nothing that the words beside them do not say as well. */
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Style = keyof typeof codes;
export type Paint = (style: Style, text: string) => string;

/** Paints text, or leaves it as it is where there is no colour. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}

/** The characters that a text takes up on a terminal. */
export function visibleLength(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
