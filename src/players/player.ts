import type { Problem } from "../drill/problem.js";
import type {
  JsonObject,
  Observation,
  OpeningObservation,
  ToolDescription,
} from "../session/index.js";

/** What a seat sees: what it was told so far, what it can do, and the clock. */
export interface PlayerView {
  /** What it saw on entering. */
  readonly opening: OpeningObservation;
  /** All answers to its actions, oldest first. */
  readonly observations: readonly Observation[];
  readonly tools: readonly ToolDescription[];
  /** Microseconds since the drill's epoch. */
  readonly nowUs: number;
  /** Why the last action was not taken, or null when it was. */
  readonly refused: Problem | null;
}

export interface PlayerAction {
  tool: string;
  input: JsonObject;
}

/** Something that can sit in a seat. */
export interface Player {
  readonly name: string;
  /** The next action, or null to leave the system alone until the drill's end. */
  next(view: PlayerView): Promise<PlayerAction | null>;
}

/** A player whose actions come one after another from a generator, which sees the view as it is at each step. */
export function playerFrom(
  name: string,
  actions: (view: () => PlayerView) => Iterator<PlayerAction>,
): Player {
  let present: PlayerView;
  let iterator: Iterator<PlayerAction> | null = null;
  return {
    name,
    async next(view) {
      present = view;
      iterator ??= actions(() => present);
      const step = iterator.next();
      return step.done ? null : step.value;
    },
  };
}
