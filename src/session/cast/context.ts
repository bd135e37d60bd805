import type { ToolContext } from "../tools/tool.js";

/** What the cast may see and do. */
export type CastContext = Pick<
  ToolContext,
  "drill" | "telemetry" | "room" | "nowUs" | "entry" | "entries" | "post" | "withdraw"
>;
