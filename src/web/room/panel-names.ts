import type { ToolView } from "../../server/api/live.js";

/** The panels that a room can have, as the address names them. */
export const panelNames = [
  "map",
  "charts",
  "logs",
  "traces",
  "deploys",
  "runbook",
  "postmortem",
] as const;
export type PanelName = (typeof panelNames)[number];

const neededTools: Record<PanelName, string | null> = {
  map: null,
  charts: null,
  logs: "search_logs",
  traces: "list_traces",
  deploys: "list_deploys",
  runbook: "read_runbook",
  postmortem: "write_postmortem",
};

/** A panel that no tool of the drill could fill is not there. */
export function isOffered(panel: PanelName, tools: readonly Pick<ToolView, "name">[]): boolean {
  const tool = neededTools[panel];
  return tool === null || tools.some(({ name }) => name === tool);
}
