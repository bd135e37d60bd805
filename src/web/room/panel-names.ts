/** The panels that a room can have, as the address names them. */
export const panelNames = ["map", "charts", "logs", "traces", "deploys", "runbook"] as const;
export type PanelName = (typeof panelNames)[number];
