/** A debrief of one's own run, or one that somebody shared. */
export type DebriefSource = { session: string } | { token: string };

/** The path of the debrief's page; its screens are below it. */
export function pathOf(source: DebriefSource): string {
  return "session" in source ? `/debrief/${source.session}` : `/shared/${source.token}`;
}
