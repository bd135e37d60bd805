import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from "react";
import { formatClock } from "../ui/format.js";
import type { LiveSession } from "./live-session.js";
import type { LiveRun, LiveState } from "./live-state.js";

const LiveContext = createContext<LiveSession | null>(null);

/** Connects a run for as long as its page is shown. */
export function LiveProvider({ live, children }: { live: LiveSession; children: ReactNode }) {
  useEffect(() => {
    live.open();
    return () => live.close();
  }, [live]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export function useLiveSession(): LiveSession {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive belongs inside a LiveProvider");
  return live;
}

/** A part of the live state. The selector must return the same object while nothing it reads has changed. */
export function useLive<Part>(select: (state: LiveState) => Part): Part {
  const live = useLiveSession();
  return useSyncExternalStore(live.subscribe, () => select(live.state()));
}

/** A part of the run; only inside of what is shown after the greeting. */
export function useRun<Part>(select: (run: LiveRun) => Part): Part {
  return useLive(({ run }) => {
    if (!run) throw new Error("useRun belongs inside of what is shown after the greeting");
    return select(run);
  });
}

/** The drill's clock as text, changing by itself once a second. */
export function useClock(): string {
  const live = useLiveSession();
  return useSyncExternalStore(subscribeTicks, () => {
    const { run } = live.state();
    return run ? formatClock(run.drill, live.nowUs()) : "--:--:--";
  });
}

/** The present moment in whole steps, for what counts down. */
export function useNowUs(stepUs = 1_000_000): number {
  const live = useLiveSession();
  return useSyncExternalStore(subscribeTicks, () => Math.floor(live.nowUs() / stepUs) * stepUs);
}

/** One timer for every clock on the page. */
const tickMilliseconds = 100;
const tickListeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribeTicks(listener: () => void): () => void {
  tickListeners.add(listener);
  timer ??= setInterval(() => {
    for (const tick of tickListeners) tick();
  }, tickMilliseconds);
  return () => {
    tickListeners.delete(listener);
    if (tickListeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
