/** Users of a closed source think between their requests. */
import { draw, Purpose } from "../random/keyed.js";
import { EventKind, payloadOf } from "./events.js";
import type { State } from "./state.js";

/** A user whose request has ended begins to think; at least 1 us, so that time always moves. */
export function think(state: State, source: number): void {
  const number = state.sources.thoughts[source]++;
  const key = state.requestKey(source, number);
  const law = state.program.sources[source].thinkLaw;
  const thinkUs = Math.max(1, Math.round(state.program.laws.sample(law, draw(key, Purpose.think))));
  state.queue.schedule(state.queue.nowUs + thinkUs, payloadOf(EventKind.userReady, source));
}
