/** Moments of a run, as the scrubber and the links to it use them. */
import type { Debrief } from "../../server/api/debrief.js";
import { entryTitle } from "../act/entry-title.js";
import { sentence } from "../act/sentence.js";
import { formatClock, nameTitle } from "../ui/format.js";

/** The index of the last item that is not later than the moment; -1 before the first. */
export function lastAt(items: readonly { atUs: number }[], atUs: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.atUs <= atUs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The moment of a time of day within the drill; null when the text is none. */
export function momentOf({ beginsUs }: Debrief["drill"], clock: string | null): number | null {
  const parts = /^(\d{1,2}):(\d{2}):(\d{2})$/.exec(clock ?? "");
  if (!parts) return null;
  const seconds = Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3]);
  const sinceUs = seconds * 1_000_000 - beginsUs;
  return sinceUs < 0 ? sinceUs + 86_400_000_000 : sinceUs;
}

/** One line of the debrief's timeline. */
export interface Happening {
  atUs: number;
  clock: string;
  kind: "fault" | "alert" | "resolved" | "deploy" | "message" | "act" | "look";
  title: string;
  /** Services and calls that it is about. */
  on: readonly string[];
  /** The number of the journal's entry, for acts and looks. */
  entry: number | null;
}

/** What only lets time pass is told with the clock, and not among the acts. */
const timeTools = new Set(["set_speed", "wait"]);

/** Everything that happened, in order. Faults are told here for the first time. */
export function happeningsOf(debrief: Debrief): Happening[] {
  const clock = (atUs: number) => formatClock(debrief.drill, atUs);
  const happenings: Happening[] = [
    ...debrief.faults.map(({ atUs, text, on }) => ({
      atUs,
      clock: clock(atUs),
      kind: "fault" as const,
      title: sentence(text),
      on,
      entry: null,
    })),
    ...debrief.alerts.map(({ atUs, alert, state, on }) => ({
      atUs,
      clock: clock(atUs),
      kind: state === "firing" ? ("alert" as const) : ("resolved" as const),
      title: state === "firing" ? `${alert} fires` : `${alert} resolved`,
      on,
      entry: null,
    })),
    ...debrief.deploys.map(({ atUs, service, release, summary }) => ({
      atUs,
      clock: clock(atUs),
      kind: "deploy" as const,
      title: `${nameTitle(service)} ${release}: ${summary}`,
      on: [service],
      entry: null,
    })),
    ...debrief.messages.map(({ atUs, from, text }) => ({
      atUs,
      clock: clock(atUs),
      kind: "message" as const,
      title: `${from}: ${text}`,
      on: [],
      entry: null,
    })),
    ...debrief.entries
      .filter(({ tool }) => !timeTools.has(tool))
      .map((entry) => ({
        atUs: entry.atUs,
        clock: clock(entry.atUs),
        kind: entry.group === "observe" ? ("look" as const) : ("act" as const),
        title: entryTitle(entry),
        on: entry.on,
        entry: entry.entry,
      })),
  ];
  return happenings.sort((a, b) => a.atUs - b.atUs);
}
