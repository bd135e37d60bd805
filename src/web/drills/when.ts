const minute = 60_000;
const day = 24 * 60 * minute;

/** How long ago a moment was, as people say it; from a week on, its date. */
export function whenInWords(moment: string, nowMilliseconds: number): string {
  const agoMilliseconds = nowMilliseconds - Date.parse(moment);
  if (agoMilliseconds < minute) return "just now";
  if (agoMilliseconds < 60 * minute) return `${Math.floor(agoMilliseconds / minute)} min ago`;
  if (agoMilliseconds < day) return `${Math.floor(agoMilliseconds / (60 * minute))} h ago`;
  if (agoMilliseconds < 2 * day) return "yesterday";
  if (agoMilliseconds < 7 * day) return `${Math.floor(agoMilliseconds / day)} days ago`;
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(new Date(moment));
}
