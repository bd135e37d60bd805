import type { PanelName } from "../room/panel-names.js";

/** Panels by their names in the address, and the tools whose answers they show. */
export const panels: readonly { id: PanelName; title: string; words: string }[] = [
  { id: "map", title: "Map", words: "topology graph services" },
  { id: "charts", title: "Charts", words: "metrics graphs numbers" },
  { id: "logs", title: "Logs", words: "lines errors" },
  { id: "traces", title: "Traces", words: "requests spans waterfall" },
  { id: "deploys", title: "Deploys", words: "releases changes" },
  { id: "runbook", title: "Runbook", words: "wiki instructions" },
  { id: "postmortem", title: "Postmortem", words: "review learn document" },
];

const byTool: Readonly<Record<string, string>> = {
  query_metrics: "charts",
  search_logs: "logs",
  list_traces: "traces",
  get_trace: "traces",
  show_topology: "map",
  list_deploys: "deploys",
  read_runbook: "runbook",
  write_postmortem: "postmortem",
};

/** The panel that shows what a tool answers, or in which it is used; null for tools that have a form. */
export function panelOfTool(tool: string): string | null {
  return byTool[tool] ?? null;
}
