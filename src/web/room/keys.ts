import { useEffect } from "react";
import type { ActInput } from "../live/act-queue.js";
import { useLiveSession } from "../live/use-live.js";
import { useSwitch } from "../ui/settings.js";
import { lookAt } from "./looks.js";
import { togglePause } from "./pace.js";
import { type PanelName, panelNames } from "./panel-names.js";
import { useRoomStore } from "./room-state.js";

/** All keys, as the help lists them. Those of one letter can be switched off. */
export const keyHelp: { keys: string; what: string }[] = [
  { keys: "Ctrl K", what: "Every action, by name" },
  { keys: "g m", what: "Map" },
  { keys: "g c", what: "Charts" },
  { keys: "g l", what: "Logs" },
  { keys: "g t", what: "Traces" },
  { keys: "g d", what: "Deploys" },
  { keys: "g b", what: "Runbook" },
  { keys: "g w", what: "Postmortem, where the drill asks for one" },
  { keys: "g p", what: "People" },
  { keys: "g i", what: "Timeline" },
  { keys: "a", what: "Acknowledge a page" },
  { keys: "Space", what: "Pause, or go on" },
  { keys: "[", what: "Charts: a shorter stretch of time" },
  { keys: "]", what: "Charts: a longer stretch of time" },
  { keys: "0", what: "Charts: the standard stretch of time" },
  { keys: "f", what: "Freeze the view; the world goes on" },
  { keys: "r", what: "Look again at the map or the charts" },
  { keys: "t", what: "Map: drawing, table, tree" },
  { keys: "+", what: "Map: nearer" },
  { keys: "-", what: "Map: farther" },
  { keys: "/", what: "Search in what is shown" },
  { keys: "Esc", what: "Close what is open" },
  { keys: "?", what: "This list" },
];

const panelKeys: Record<string, PanelName> = {
  m: "map",
  c: "charts",
  l: "logs",
  t: "traces",
  d: "deploys",
  b: "runbook",
  w: "postmortem",
};

/** What a panel does when one of its keys is pressed; panels listen on the window. */
export type RoomKey = "range-shorter" | "range-longer" | "range-standard" | "map-form" | "search";

const roomKeys: Record<string, RoomKey> = {
  "[": "range-shorter",
  "]": "range-longer",
  "0": "range-standard",
  t: "map-form",
  "/": "search",
};

const sequenceMilliseconds = 1_200;

export function useRoomKeys(open: (panel: PanelName) => void): void {
  const live = useLiveSession();
  const store = useRoomStore();
  const [single] = useSwitch("single-keys", true);

  useEffect(() => {
    let goUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      const { key } = event;
      if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k") {
        event.preventDefault();
        store.set({ paletteOpen: !store.state().paletteOpen });
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (!single || isTyping(event.target) || isInDialog(event.target)) return;
      if (performance.now() < goUntil) {
        goUntil = 0;
        if (goTo(key)) event.preventDefault();
        return;
      }
      if (key === "g") {
        goUntil = performance.now() + sequenceMilliseconds;
        return;
      }
      if (pressed(key, event)) event.preventDefault();
    };

    const goTo = (key: string): boolean => {
      const panel = panelKeys[key];
      if (panel) {
        open(panel);
        focusLater("panel");
      } else if (key === "p") {
        store.set({ column: "people" });
        focusLater("people");
      } else if (key === "i") {
        store.set({ column: "timeline" });
        focusLater("timeline");
      } else return false;
      return true;
    };

    const pressed = (key: string, event: KeyboardEvent): boolean => {
      const roomKey = roomKeys[key];
      if (roomKey) dispatchEvent(new CustomEvent("room-key", { detail: roomKey }));
      else if (key === "?") store.set({ helpOpen: true });
      else if (key === "f") {
        store.set({ frozenAtUs: store.state().frozenAtUs === null ? live.nowUs() : null });
      } else if (key === "a") store.openAct("acknowledge_page", unacknowledged());
      else if (key === "r") lookAt(live, shownPanel());
      else if (key === " " && !isPressable(event.target)) void togglePause(live).catch(() => {});
      else return false;
      return true;
    };

    const unacknowledged = (): ActInput => {
      const room = live.state().run?.room;
      const alert = room?.firing.find((one) => !room.acknowledged.includes(one.alert));
      return alert ? { alert: alert.alert } : {};
    };

    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [live, store, single, open]);
}

/** Calls back for the keys that belong to what is shown. */
export function useRoomKey(key: RoomKey, act: () => void): void {
  useEffect(() => {
    const onKey = (event: Event) => {
      if ((event as CustomEvent<RoomKey>).detail === key) act();
    };
    addEventListener("room-key", onKey);
    return () => removeEventListener("room-key", onKey);
  }, [key, act]);
}

/** Moves the focus once what is to be focused is there. */
export function focusLater(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

function shownPanel(): PanelName {
  const last = location.pathname.split("/")[3];
  return panelNames.find((name) => name === last) ?? "map";
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select") !== null)
  );
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}

/** What the space bar presses by itself. */
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest(
      "button, a, summary, [role=tab], [role=button], .react-flow__node, .react-flow__edge",
    ) !== null
  );
}
