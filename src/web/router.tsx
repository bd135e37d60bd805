import { type ComponentProps, type MouseEvent, useSyncExternalStore } from "react";

/** Where the page can be. The path is the only state: a link or a reload leads to the same place. */
export type Place =
  | { name: "drills" }
  | { name: "play"; session: string; panel: string | null }
  | { name: "debrief"; session: string; screen: string | null }
  | { name: "shared"; token: string; screen: string | null }
  | { name: "unknown"; path: string };

export function placeOf(path: string): Place {
  const [first = "", second = "", third, ...more] = path.split("/").filter((part) => part !== "");
  if (more.length > 0) return { name: "unknown", path };
  if (first === "") return { name: "drills" };
  if (second === "") return { name: "unknown", path };
  if (first === "play") return { name: "play", session: second, panel: third ?? null };
  if (first === "debrief") return { name: "debrief", session: second, screen: third ?? null };
  if (first === "shared") return { name: "shared", token: second, screen: third ?? null };
  return { name: "unknown", path };
}

const listeners = new Set<() => void>();

/** Goes to a path; with `replace`, the back button skips the place that is left. */
export function go(path: string, { replace = false } = {}): void {
  if (path === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", path);
  else history.pushState(null, "", path);
  for (const listener of listeners) listener();
}

export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** What stands behind the question mark, such as a panel's search. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

export function usePlace(): Place {
  return placeOf(usePath());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("popstate", listener);
  };
}

/** A link inside the page. It is a real link, so that it opens in a new tab as well. */
export function Link({ href, onClick, ...rest }: ComponentProps<"a"> & { href: string }) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (event.defaultPrevented || !isPlain || event.altKey) return;
    event.preventDefault();
    go(href);
  };
  return <a href={href} onClick={follow} {...rest} />;
}
