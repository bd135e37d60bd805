import { useEffect, useRef } from "react";
import type { ActInput } from "../live/act-queue.js";
import type { LiveSession } from "../live/live-session.js";
import type { LiveRun } from "../live/live-state.js";
import { useLive, useLiveSession, useRun } from "../live/use-live.js";
import type { PanelName } from "./panel-names.js";

/** Looking twice within this time of the drill is looking once, unless something was changed in between. */
const sameLookUs = 10_000_000;

/**
 * Tells the run that somebody looks at the map or the charts: what had been looked at counts when acts are judged.
 * The other panels tell it themselves, since what they show is the answer to their look.
 */
export function useLooks(panel: PanelName): void {
  const live = useLiveSession();
  const isLive = useLive((state) => state.connection === "live");
  const overall = useRun(overallOf);
  const last = useRef("");
  useEffect(() => {
    if (!isLive || document.visibilityState === "hidden") return;
    const reason = `${panel} ${overall}`;
    if (last.current === reason) return;
    last.current = reason;
    lookAt(live, panel);
  }, [live, isLive, panel, overall]);
}

/** Looks again, unless nothing can be different from the last look. */
export function lookAt(live: LiveSession, panel: PanelName): void {
  const { run } = live.state();
  if (!run) return;
  if (panel === "map") look(live, run, "show_topology", {});
  const [indicator] = run.drill.indicators;
  if (panel === "charts" && indicator) {
    look(live, run, "query_metrics", { metric: indicator.metric, of: indicator.of });
  }
}

function look(live: LiveSession, run: LiveRun, tool: string, input: ActInput): void {
  if (!run.tools.some(({ name }) => name === tool)) return;
  if (live.state().pending.includes(tool)) return;
  const since = run.entries.findLast((entry) => entry.tool === tool);
  const isFresh = since !== undefined && live.nowUs() - since.atUs < sameLookUs;
  const changed = run.entries.findLast((entry) => entry.changed === true);
  if (isFresh && (changed?.entry ?? 0) < since.entry) return;
  // A look that comes too late, as the run ends, is no loss.
  live.act(tool, input).catch(() => undefined);
}

/** Whether users are well as a whole; a look is due when that changes. */
function overallOf({ drill, matrix, rows }: LiveRun): string {
  const success = matrix.valueAt(matrix.find("success_share", drill.source), rows - 1);
  if (success === null) return "unknown";
  return success < 0.5 ? "failing" : success < 0.95 ? "degraded" : "well";
}
