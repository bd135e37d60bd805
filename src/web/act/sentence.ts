/** The words with a capital and an end. */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?"]$/.test(begun) ? begun : `${begun}.`;
}
