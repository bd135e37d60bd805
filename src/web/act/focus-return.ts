/** Where the focus was before a form or the palette took it, so that closing them gives it back. */
let before: HTMLElement | null = null;

export function rememberFocus(): void {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return;
  // The palette and the form give way to each other: what counts is where the person came from.
  if (active.closest("[data-passing-focus]")) return;
  before = active;
}

/** Puts the focus back, or on something that is surely there. */
export function returnFocus(fallback: HTMLElement | null): void {
  const panel = document.getElementById("panel");
  const target = before?.isConnected ? before : (fallback ?? panel);
  before = null;
  target?.focus();
  // What had the focus may not be shown any more, as on a small screen; the panel always is.
  if (document.activeElement === document.body) panel?.focus();
}
