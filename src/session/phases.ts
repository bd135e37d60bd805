import type { Drill } from "../drill/drill.js";

/**
 * The phase after one, or the one that is named by `to`, as an index into the drill's phases. Null where there is none
 * or where it would lead back.
 */
export function laterPhase(
  { phases }: Pick<Drill, "phases">,
  phase: number,
  to: string | undefined,
): number | null {
  const target = to === undefined ? phase + 1 : phases.findIndex(({ id }) => id === to);
  return target > phase && target < phases.length ? target : null;
}
