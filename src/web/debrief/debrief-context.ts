import { createContext, useContext } from "react";
import type { Debrief } from "../../server/api/debrief.js";
import { formatClock } from "../ui/format.js";
import type { Screen } from "./screens.js";
import { type DebriefSource, pathOf } from "./source.js";

interface DebriefRoom {
  debrief: Debrief;
  source: DebriefSource;
}

export const DebriefContext = createContext<DebriefRoom | null>(null);

export function useDebrief(): Debrief {
  return useRoom().debrief;
}

/** Paths inside of the debrief; moments are in the address, so that every one of them can be linked to. */
export function usePaths() {
  const { debrief, source } = useRoom();
  const base = pathOf(source);
  return {
    to: (screen: Screen) => `${base}/${screen}`,
    moment: (atUs: number) => `${base}/what?at=${formatClock(debrief.drill, atUs)}`,
  };
}

function useRoom(): DebriefRoom {
  const room = useContext(DebriefContext);
  if (!room) throw new Error("this belongs inside a debrief");
  return room;
}
