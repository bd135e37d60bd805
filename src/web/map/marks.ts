import type { EntryView } from "../../server/api/documents.js";
import type { AlertEvent, DeployEvent } from "../../server/api/live.js";
import { nameTitle } from "../ui/format.js";

export type MarkKind = "fault" | "act" | "alert" | "ticket" | "resolved" | "deploy";

/** Something that happened, as it is marked on the map, in charts and on the timeline: by the same shape everywhere. */
export interface Mark {
  kind: MarkKind;
  atUs: number;
  /** Boxes and arrows of the map. */
  on: readonly string[];
  text: string;
}

interface Happened {
  alerts: readonly AlertEvent[];
  deploys: readonly DeployEvent[];
  entries: readonly EntryView[];
}

/** Acts that only look, talk or steer the clock leave no mark on the system. */
export function marksOf({ alerts, deploys, entries }: Happened): Mark[] {
  return [
    ...alerts.map(({ atUs, on, alert, state, severity }): Mark => {
      const kind = state === "resolved" ? "resolved" : severity === "page" ? "alert" : "ticket";
      return { kind, atUs, on, text: `${alert} ${state}` };
    }),
    ...deploys.map(
      ({ atUs, service, release }): Mark => ({
        kind: "deploy",
        atUs,
        on: [service],
        text: `${nameTitle(service)} ${release} deployed`,
      }),
    ),
    ...entries
      .filter(({ group }) => group === "operate")
      .map(({ atUs, on, title }): Mark => ({ kind: "act", atUs, on, text: title })),
  ].sort((a, b) => a.atUs - b.atUs);
}
