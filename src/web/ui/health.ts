/** How a part is doing. External systems and parts without traffic are unknown. */
export type Health = "ok" | "degraded" | "failing" | "unknown";

export const healthWords: Record<Health, string> = {
  ok: "ok",
  degraded: "degraded",
  failing: "failing",
  unknown: "not measured",
};
