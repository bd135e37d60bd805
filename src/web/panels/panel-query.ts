import { useEffect } from "react";
import type { PanelName } from "../room/panel-names.js";
import { useRoomStore, useRoomUi } from "../room/room-state.js";
import { go, useSearch } from "../router.js";

/** What a panel shows, kept in the address: a reload or a link shows the same. */
export function usePanelQuery(): [
  URLSearchParams,
  (change: Record<string, string | null>) => void,
] {
  const search = useSearch();
  const query = new URLSearchParams(search);
  const change = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") next.delete(name);
      else next.set(name, value);
    }
    const text = next.toString();
    go(location.pathname + (text && `?${text}`), { replace: true });
  };
  return [query, change];
}

/** Takes over what the map or the timeline asked this panel to show. */
export function usePanelFocus(panel: PanelName, show: (of: string) => void): void {
  const store = useRoomStore();
  const focus = useRoomUi((ui) => ui.focus);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each request is taken over once
  useEffect(() => {
    if (focus?.panel !== panel) return;
    show(focus.of);
    store.set({ focus: null });
  }, [focus]);
}
