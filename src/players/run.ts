import type { Drill } from "../drill/drill.js";
import type { Problem } from "../drill/problem.js";
import {
  type Breathe,
  type Entry,
  type Observation,
  type Openings,
  openSession,
  type Session,
} from "../session/index.js";
import type { Player } from "./player.js";

export interface PlayerRun {
  drill: Drill;
  seed: number;
  player: Player;
  openings: Openings;
  breathe?: Breathe | undefined;
  /** Called after each action. */
  onEntry?: (entry: Entry, observation: Observation) => void;
}

/** The seat of a single player. */
export const playerSeat = "player";

/** More actions than any drill needs; stops a player that goes round in circles at no cost. */
const maximumActions = 10_000;

/**
 * Lets a player play a drill to its end on a stepped clock; the session that comes back has ended and is not sealed.
 * A refused action costs nothing, and the player learns why.
 */
export async function runPlayer(options: PlayerRun): Promise<Session> {
  const { drill, seed, player, openings, breathe, onEntry } = options;
  const seats = [{ seat: playerSeat, player: player.name }];
  const session = await openSession({ drill, seed, seats, clock: "stepped", openings, breathe });
  const tools = session.desk.describe();
  const observations: Observation[] = [];
  let refused: Problem | null = null;
  for (let taken = 0; taken < maximumActions && !session.ended; taken++) {
    const { opening, nowUs } = session;
    const action = await player.next({ opening, observations, tools, nowUs, refused });
    if (action === null) break;
    const acted = await session.act({ seat: playerSeat, ...action });
    refused = acted.ok ? null : acted.problem;
    if (!acted.ok) continue;
    observations.push(acted.observation);
    onEntry?.(acted.entry, acted.observation);
  }
  await session.runToEnd();
  return session;
}
