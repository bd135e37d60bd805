import { useSyncExternalStore } from "react";
import { readSetting, writeSetting } from "../ui/settings.js";

export type ThemeChoice = "system" | "dark" | "light";

const systemIsLight = matchMedia("(prefers-color-scheme: light)");
const listeners = new Set<() => void>();

export function themeChoice(): ThemeChoice {
  const stored = readSetting("theme");
  return stored === "dark" || stored === "light" ? stored : "system";
}

/** The theme that is shown: the person's choice, else that of the system. */
function shownTheme(): "dark" | "light" {
  const choice = themeChoice();
  if (choice !== "system") return choice;
  return systemIsLight.matches ? "light" : "dark";
}

export function chooseTheme(choice: ThemeChoice): void {
  writeSetting("theme", choice === "system" ? null : choice);
  showTheme();
}

/** Called once before anything is drawn, so that no wrong colours flash up. */
export function startTheme(): void {
  showTheme();
  systemIsLight.addEventListener("change", showTheme);
}

/** The theme that is shown, for drawings on a canvas, which do not follow style sheets by themselves. */
export function useTheme(): "dark" | "light" {
  return useSyncExternalStore(subscribe, shownTheme);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice);
}

function showTheme(): void {
  document.documentElement.dataset.theme = shownTheme();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
