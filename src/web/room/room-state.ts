import { createContext, useContext, useSyncExternalStore } from "react";
import type { ActInput } from "../live/act-queue.js";
import type { LiveSession } from "../live/live-session.js";
import type { PanelName } from "./panel-names.js";

/** What every panel of the war room is given. */
export interface PanelProps {
  live: LiveSession;
}

/** A part of the system that was chosen on the map, in a table or on the timeline. */
export interface Selection {
  kind: "service" | "call" | "route";
  /** As tools name it: `payment`, `order->payment`, `shoppers.checkout` or `shoppers`. */
  id: string;
}

/** A form of the act area: which tool, and what is filled in already. */
export interface ActRequest {
  tool: string;
  presets: ActInput;
  /** The field in which the cursor begins; else the first that is empty. */
  focus?: string | null;
}

export interface RoomUi {
  selection: Selection | null;
  act: ActRequest | null;
  /** The palette of all tools. */
  paletteOpen: boolean;
  helpOpen: boolean;
  /** The view stands still while the world goes on: the moment at which it was frozen. */
  frozenAtUs: number | null;
  /** What is shown in one column: a panel, the timeline, the people, or the act area. */
  column: "panel" | "timeline" | "people" | "act";
  /** What a panel is to show when it is opened from elsewhere, such as a service's logs. */
  focus: { panel: PanelName; of: string; atUs: number | null } | null;
}

const first: RoomUi = {
  selection: null,
  act: null,
  paletteOpen: false,
  helpOpen: false,
  frozenAtUs: null,
  column: "panel",
  focus: null,
};

/** What the person has open in the war room. It is the page's alone: the run knows nothing of it. */
export class RoomStore {
  private current = first;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): RoomUi => this.current;

  set(change: Partial<RoomUi>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Chooses a part; the act area offers what can be done with it. */
  select(selection: Selection | null): void {
    this.set({ selection, act: null });
  }

  /** Opens a tool's form in the act area. */
  openAct(tool: string, presets: ActInput = {}, focus: string | null = null): void {
    this.set({ act: { tool, presets, focus }, paletteOpen: false, column: "act" });
  }

  closeAct(): void {
    this.set({
      act: null,
      selection: null,
      column: this.current.column === "act" ? "panel" : this.current.column,
    });
  }
}

export const RoomContext = createContext<RoomStore | null>(null);

export function useRoomStore(): RoomStore {
  const store = useContext(RoomContext);
  if (!store) throw new Error("the room's state belongs inside the war room");
  return store;
}

/** A part of what is open. The selector must return the same object while nothing it reads has changed. */
export function useRoomUi<Part>(select: (ui: RoomUi) => Part): Part {
  const store = useRoomStore();
  return useSyncExternalStore(store.subscribe, () => select(store.state()));
}
