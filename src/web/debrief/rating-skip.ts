/** Whether somebody chose not to rate a run; remembered for as long as the browser's tab lives. */
const name = (session: string) => `smokejumper.unrated.${session}`;

export function wasSkipped(session: string): boolean {
  try {
    return sessionStorage.getItem(name(session)) !== null;
  } catch {
    return false;
  }
}

export function rememberSkip(session: string): void {
  try {
    sessionStorage.setItem(name(session), "1");
  } catch {
    // Without storage the question comes again after a reload.
  }
}
