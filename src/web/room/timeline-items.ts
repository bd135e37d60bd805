import type { EntryView } from "../../server/api/documents.js";
import { inputWords } from "../act/input-words.js";
import type { LiveRun } from "../live/live-state.js";
import type { MarkKind } from "../map/marks.js";
import { nameTitle } from "../ui/format.js";
import type { PanelName } from "./room-state.js";

export type ItemKind = "alert" | "deploy" | "message" | "act" | "look";

export interface TimelineItem {
  key: string;
  kind: ItemKind;
  /** The shape that stands for it; null for what is said. */
  mark: MarkKind | null;
  atUs: number;
  title: string;
  detail: string | null;
  /** Boxes and arrows that it is about. */
  on: readonly string[];
  /** Where a click leads. */
  target: { panel: PanelName } | { channel: string };
}

export const kindTitles: Record<ItemKind, string> = {
  alert: "Alerts",
  deploy: "Deploys",
  message: "Messages",
  act: "Acts",
  look: "Looks",
};

/** Alerts, deploys, messages and acts on one axis, the newest first. */
export function itemsOf(
  run: Pick<LiveRun, "alerts" | "deploys" | "messages" | "entries" | "drill">,
): TimelineItem[] {
  const items: TimelineItem[] = [
    ...run.alerts.map(({ alert, severity, state, atUs, on }, index): TimelineItem => {
      const mark = state === "resolved" ? "resolved" : severity === "page" ? "alert" : "ticket";
      return {
        key: `alert${index}`,
        kind: "alert",
        mark,
        atUs,
        title: `${alert} ${state}`,
        detail: on.length > 0 ? on.map(nameTitle).join(", ") : null,
        on,
        target: { panel: "map" },
      };
    }),
    ...run.deploys.map(
      ({ service, release, by, summary, atUs }, index): TimelineItem => ({
        key: `deploy${index}`,
        kind: "deploy",
        mark: "deploy",
        atUs,
        title: `${nameTitle(service)} ${release} deployed`,
        detail: `${by}: ${summary}`,
        on: [service],
        target: { panel: "deploys" },
      }),
    ),
    ...run.messages.map(
      ({ number, from, channel, text, atUs }): TimelineItem => ({
        key: `message${number}`,
        kind: "message",
        mark: null,
        atUs,
        title: run.drill.people.find(({ id }) => id === from)?.name ?? nameTitle(from),
        detail: text,
        on: [],
        target: { channel },
      }),
    ),
    ...run.entries.map(actItem),
  ];
  return items.sort((a, b) => b.atUs - a.atUs);
}

const lookPanels: Record<string, PanelName> = {
  query_metrics: "charts",
  search_logs: "logs",
  list_traces: "traces",
  get_trace: "traces",
  list_deploys: "deploys",
  read_runbook: "runbook",
};

function actItem(entry: EntryView): TimelineItem {
  const { group, tool, atUs, on } = entry;
  const isTalk = group === "communicate" && typeof entry.input.channel === "string";
  return {
    key: `act${entry.entry}`,
    kind: group === "observe" ? "look" : "act",
    mark: group === "observe" ? null : "act",
    atUs,
    title: entry.title,
    detail: inputWords(entry),
    on,
    target: isTalk
      ? { channel: String(entry.input.channel) }
      : { panel: lookPanels[tool] ?? "map" },
  };
}
