import { useRun } from "../live/use-live.js";
import { useRoomUi } from "./room-state.js";

/** The row of the measurements that is shown: the newest, or the one at which the view was frozen. */
export function useShownRow(): number {
  const frozenAtUs = useRoomUi((ui) => ui.frozenAtUs);
  return useRun(({ matrix, rows }) => (frozenAtUs === null ? rows - 1 : matrix.rowAt(frozenAtUs)));
}
