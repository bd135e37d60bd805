/** How it came about and how it ended, from the run's own data: what began it, how it spread, whom it hurt, what helped. */
import type { Debrief } from "../../server/api/debrief.js";
import { entryTitle } from "../act/entry-title.js";
import { sentence } from "../act/sentence.js";
import { formatClock, formatNumber, nameTitle } from "../ui/format.js";
import { harmInWords, peakOf } from "./harm.js";
import { momentOf } from "./moments.js";
import { worthOf } from "./worth.js";

export interface Link {
  atUs: number | null;
  clock: string | null;
  kind: "fault" | "alert" | "harm" | "help" | "end";
  title: string;
  text: string;
}

export function causeChainOf(debrief: Debrief): Link[] {
  return [...faultLinks(debrief), ...alertLinks(debrief), ...harmLinks(debrief)]
    .sort((a, b) => a.atUs! - b.atUs!)
    .concat(helpLinks(debrief), endLink(debrief));
}

function faultLinks({ faults, drill }: Debrief): Link[] {
  return faults.map(({ atUs, text, on }) => ({
    atUs,
    clock: formatClock(drill, atUs),
    kind: "fault",
    title: sentence(text),
    text: on.length > 0 ? `On ${on.map(nameTitle).join(", ")}.` : "",
  }));
}

/** Each alert once, when it fired for the first time. */
function alertLinks({ alerts, drill }: Debrief): Link[] {
  const seen = new Set<string>();
  return alerts
    .filter(({ alert, state }) => state === "firing" && !seen.has(alert) && seen.add(alert))
    .map(({ atUs, alert, on }) => ({
      atUs,
      clock: formatClock(drill, atUs),
      kind: "alert",
      title: `${alert} fires`,
      text: on.length > 0 ? `On ${on.map(nameTitle).join(", ")}.` : "",
    }));
}

/** The interval in which the most users failed. */
function harmLinks(debrief: Debrief): Link[] {
  const { outcome, drill } = debrief;
  const peak = peakOf(debrief);
  if (!peak) return [];
  const { atUs, perSecond } = peak;
  return [
    {
      atUs,
      clock: formatClock(drill, atUs),
      kind: "harm",
      title: `Users fail most: ${formatNumber(perSecond)} requests a second`,
      text: harmInWords(outcome),
    },
  ];
}

/** The act that spared users the most. */
function helpLinks(debrief: Debrief): Link[] {
  const { score, entries } = debrief;
  const best = score.actions.reduce((most, value) => (value.saved > most.saved ? value : most), {
    entry: 0,
    saved: 0,
    share: 0,
  });
  const entry = entries.find((candidate) => candidate.entry === best.entry);
  if (!entry) return [];
  return [
    {
      atUs: entry.atUs,
      clock: entry.clock,
      kind: "help",
      title: `What helped most: ${entryTitle(entry)}`,
      text: worthOf(debrief).find((worth) => worth.entry === entry)?.text ?? "",
    },
  ];
}

function endLink({ outcome, drill }: Debrief): Link {
  const { recoveredAt } = outcome;
  return recoveredAt === null
    ? {
        atUs: drill.endsUs,
        clock: formatClock(drill, drill.endsUs),
        kind: "end",
        title: "It had not ended",
        text: "",
      }
    : {
        atUs: momentOf(drill, recoveredAt),
        clock: recoveredAt,
        kind: "end",
        title: "Users are well again",
        text: "",
      };
}
