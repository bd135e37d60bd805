/** Texts that were begun and not sent, by channel; they survive a reload and end with the tab. */
const prefix = "smokejumper.draft";

export function readDraftText(session: string, channel: string): string {
  try {
    return sessionStorage.getItem(`${prefix}.${session}.${channel}`) ?? "";
  } catch {
    // A browser may forbid storage; then a draft lasts as long as its channel is shown.
    return "";
  }
}

export function writeDraftText(session: string, channel: string, text: string): void {
  try {
    const name = `${prefix}.${session}.${channel}`;
    if (text === "") sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {
    // See above.
  }
}
