/** Which channel is shown and what has been read in each; it survives a reload and ends with the tab. */
import { isNumber, isRecord, isText, table } from "../../live/shapes.js";

export interface KeptPlace {
  chosen: string;
  /** By channel, the number of the last message that was seen. */
  seen: Readonly<Record<string, number>>;
}

const prefix = "smokejumper.people";
const isSeen = table(isNumber);

export function readPlace(session: string): KeptPlace | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`${prefix}.${session}`) ?? "null");
    return isPlace(kept) ? kept : null;
  } catch {
    // A browser may forbid storage; then the liveliest channel is as good a beginning as any.
    return null;
  }
}

export function writePlace(session: string, place: KeptPlace): void {
  try {
    sessionStorage.setItem(`${prefix}.${session}`, JSON.stringify(place));
  } catch {
    // See above.
  }
}

function isPlace(value: unknown): value is KeptPlace {
  return isRecord(value) && isText(value.chosen) && isSeen(value.seen);
}
