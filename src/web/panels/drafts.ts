/** Texts that were begun and not sent, by what they are for; they survive a reload and end with the tab. */
const prefix = "smokejumper.draft";
const memory = new Map<string, string>();

export function readDraftText(session: string, of: string): string {
  const name = `${prefix}.${session}.${of}`;
  try {
    return sessionStorage.getItem(name) ?? memory.get(name) ?? "";
  } catch {
    // A browser may forbid storage; then a draft lasts as long as the page.
    return memory.get(name) ?? "";
  }
}

export function writeDraftText(session: string, of: string, text: string): void {
  const name = `${prefix}.${session}.${of}`;
  memory.delete(name);
  try {
    if (text === "") sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {
    // It may also be full, with an older text of this name in it.
    memory.set(name, text);
  }
}
