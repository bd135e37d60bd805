import type { DrillView } from "../../server/api/live.js";
import { formatClock, formatLength } from "../ui/format.js";

const minuteUs = 60_000_000;
/** From then on the end of the run is told as well, whatever was planned for the phase. */
const nearUs = 5 * minuteUs;

export interface PhaseWords {
  /** "Phase 1 of 4: The alert"; null for a drill in one piece. */
  title: string | null;
  /** How much time is left, and what ends it. */
  words: string;
  /** The title of the next phase; null when there is none. */
  next: string | null;
  /** How much of the phase's planned time is over, from 0 to 1. */
  share: number;
}

/** Where a run stands in its time. A phase's minutes are a plan: it ends when the player goes on. */
export function phaseWords(
  drill: Pick<DrillView, "phases" | "beginsUs" | "opensUs" | "endsUs">,
  { phase: index, phaseSinceUs }: { phase: number; phaseSinceUs: number },
  nowUs: number,
): PhaseWords {
  const { phases, opensUs, endsUs } = drill;
  const phase = phases[index];
  const runLeftUs = Math.max(0, endsUs - nowUs);
  const end = formatClock(drill, endsUs).slice(0, 5);
  if (!phase) {
    return {
      title: null,
      words: `${formatLength(runLeftUs)} left; it ends at ${end}, or when you finish`,
      next: null,
      share: (nowUs - opensUs) / (endsUs - opensUs),
    };
  }
  const next = phases[index + 1]?.title ?? null;
  const title = `Phase ${index + 1} of ${phases.length}: ${phase.title}`;
  const until = next === null ? "it ends when you finish" : "it ends when you go on";
  if (phase.frozen) {
    return { title, words: `the clock stands; ${until}`, next, share: 1 };
  }
  const lengthUs = phase.minutes * minuteUs;
  const leftUs = phaseSinceUs + lengthUs - nowUs;
  const planned = `${phase.minutes} planned`;
  const time =
    leftUs > 0
      ? `${formatLength(leftUs)} left of ${planned}`
      : `${formatLength(-leftUs)} over ${planned}`;
  const last = runLeftUs < nearUs ? `; the clock ends at ${end}` : "";
  const share = (nowUs - phaseSinceUs) / lengthUs;
  return { title, words: `${time}; ${until}${last}`, next, share: Math.min(1, Math.max(0, share)) };
}
