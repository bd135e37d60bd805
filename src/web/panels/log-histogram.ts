/** How many events of each level the lines tell of, in equal steps of time. */
import { secondsOfDay } from "./time-of-day.js";

export const levels = ["error", "warn", "info"] as const;
export type Level = (typeof levels)[number];

export interface LogLine {
  at: string;
  level: Level;
  service: string;
  message: string;
  trace: string | null;
}

export interface Step {
  /** Seconds of the day at which it begins. */
  from: number;
  counts: Record<Level, number>;
}

const atMostSteps = 40;
/** Widths that people can name. */
const widths = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600];

/** What the steps cover, in seconds. */
export interface Span {
  /** A line may stand for all events of one telemetry interval, so that no step is shorter. */
  intervalSeconds: number;
  /** How far the search looked back, and the time of day at which it ended. */
  windowSeconds: number;
  endSeconds: number;
}

/** Steps over the whole window, oldest first. The clock may pass midnight: lines are newest first, never far apart. */
export function histogramOf(
  lines: readonly LogLine[],
  { intervalSeconds, windowSeconds, endSeconds }: Span,
): { steps: Step[]; widthSeconds: number } {
  if (lines.length === 0) return { steps: [], widthSeconds: intervalSeconds };
  const moments = unwrapped([...lines.map(({ at }) => secondsOfDay(at)).reverse(), endSeconds]);
  const last = moments.pop()!;
  const first = Math.min(moments[0]!, last - windowSeconds);
  const length = last - first;
  const widthSeconds =
    widths.find((width) => width % intervalSeconds === 0 && length / width < atMostSteps - 1) ??
    Math.ceil(length / (atMostSteps - 1) / intervalSeconds) * intervalSeconds;
  const begin = Math.floor(first / widthSeconds) * widthSeconds;
  const steps: Step[] = [];
  for (let from = begin; from <= last; from += widthSeconds) {
    steps.push({ from, counts: { error: 0, warn: 0, info: 0 } });
  }
  for (const [index, moment] of moments.entries()) {
    const line = lines[lines.length - 1 - index]!;
    steps[Math.floor((moment - begin) / widthSeconds)]!.counts[line.level] += timesOf(line);
  }
  return { steps, widthSeconds };
}

/** Services write one line for many equal events of a few seconds, and say how many. */
export function timesOf({ message }: Pick<LogLine, "message">): number {
  const times = /(?:^|, )(\d+) times\b/.exec(message)?.[1];
  return times === undefined ? 1 : Number(times);
}

/** The same moments without the jump at midnight; they have to be in order. */
function unwrapped(moments: readonly number[]): number[] {
  let days = 0;
  return moments.map((moment, index) => {
    if (index > 0 && moment < moments[index - 1]!) days += 86_400;
    return moment + days;
  });
}
