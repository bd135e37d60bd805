import type { EntryView } from "../../server/api/documents.js";
import { clockWords, inputWords } from "../act/input-words.js";
import type { LiveRun } from "../live/live-state.js";
import { errorsShow } from "../map/health.js";
import type { MarkKind } from "../map/marks.js";
import { formatValue, nameTitle } from "../ui/format.js";
import type { PanelName } from "./panel-names.js";

export type ItemKind = "alert" | "deploy" | "message" | "act" | "look" | "clock";

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

/** What can be shown or left out. Looks and changes of the clock are no news to whoever did them. */
export const filters: readonly { title: string; kinds: readonly ItemKind[]; isShown: boolean }[] = [
  { title: "Alerts", kinds: ["alert"], isShown: true },
  { title: "Deploys", kinds: ["deploy"], isShown: true },
  { title: "Messages", kinds: ["message"], isShown: true },
  { title: "Acts", kinds: ["act"], isShown: true },
  { title: "Looks", kinds: ["look", "clock"], isShown: false },
];

/** Alerts, deploys, messages and acts on one axis, the newest first. */
export function itemsOf(
  run: Pick<LiveRun, "alerts" | "deploys" | "messages" | "entries" | "drill" | "matrix">,
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
        detail: alertDetail(on, state === "resolved" ? failingAt(run, atUs) : null),
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

/** The share of users who failed at a moment; null when they were well, or nobody measured it. */
function failingAt({ drill, matrix }: Pick<LiveRun, "drill" | "matrix">, atUs: number) {
  const success = matrix.valueAt(matrix.find("success_share", drill.source), matrix.rowAt(atUs));
  return success !== null && errorsShow(1 - success) ? 1 - success : null;
}

function alertDetail(on: readonly string[], failing: number | null): string | null {
  const words = on.map(nameTitle);
  if (failing !== null) words.push(`${formatValue(failing, "share")} of users were still failing`);
  return words.length > 0 ? words.join(", ") : null;
}

const lookPanels: Record<string, PanelName> = {
  query_metrics: "charts",
  search_logs: "logs",
  list_traces: "traces",
  get_trace: "traces",
  list_deploys: "deploys",
  read_runbook: "runbook",
  write_postmortem: "postmortem",
};

function actItem(entry: EntryView): TimelineItem {
  const { group, tool, atUs, on } = entry;
  const isTalk = group === "communicate" && typeof entry.input.channel === "string";
  const clock = clockWords(entry);
  const kind = clock !== null ? "clock" : group === "observe" ? "look" : "act";
  return {
    key: `act${entry.entry}`,
    kind,
    mark: kind === "act" ? "act" : null,
    atUs,
    title: clock ?? entry.title,
    detail: clock === null ? inputWords(entry) : null,
    on,
    target: isTalk
      ? { channel: String(entry.input.channel) }
      : { panel: lookPanels[tool] ?? "map" },
  };
}
