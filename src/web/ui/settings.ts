import { useSyncExternalStore } from "react";

/** What a person has set up on this device; nothing of a run is kept here. */
const prefix = "smokejumper.";
const listeners = new Set<() => void>();

export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    // A browser may forbid storage; then settings last as long as the page.
    return memory.get(name) ?? null;
  }
}

export function writeSetting(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, value);
  } catch {
    if (value === null) memory.delete(name);
    else memory.set(name, value);
  }
  for (const listener of listeners) listener();
}

const memory = new Map<string, string>();

/** A switch that is kept on this device. */
export function useSwitch(name: string, standard: boolean): [boolean, (on: boolean) => void] {
  const stored = useSyncExternalStore(subscribe, () => readSetting(name));
  const on = stored === null ? standard : stored === "on";
  return [on, (next) => writeSetting(name, next ? "on" : "off")];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
