import { problem } from "../drill/problem.js";
import { TooManyEvents, TooManyRecords, type World } from "../world/index.js";
import type { Mailbox } from "./mailbox.js";

/**
 * Called between slices of simulated time with the world's clock, so that a long catching up can show how far it is and
 * does not hold up everything else; the caller decides how to let others run, since this room knows no timers.
 */
export type Breathe = (nowUs: number) => Promise<void>;

/** The most simulated time between two breaths. */
export const sliceUs = 1_000_000;

/** Does something with a world. That it can take on too much is up to the system and its policies, not a fault of ours. */
export function withinLimits<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof TooManyEvents || thrown instanceof TooManyRecords)) throw thrown;
    throw problem("world-overloaded", { reason: thrown.message }, { cause: thrown });
  }
}

/**
 * Lets the world run to a moment, in slices, bringing messages on the way. Ends early, at the end of a slice, when
 * `stop` says so.
 */
export async function advance(
  world: World,
  mailbox: Mailbox,
  toUs: number,
  { breathe, stop }: { breathe?: Breathe | undefined; stop?: () => boolean } = {},
): Promise<void> {
  while (world.nowUs < toUs) {
    // Slices lie on a fixed grid, so that stopping at the end of one does not depend on where the last ended.
    const sliceEndUs = (Math.floor(world.nowUs / sliceUs) + 1) * sliceUs;
    const lookUs = mailbox.nextLookUs(world.nowUs);
    withinLimits(() => world.runUntil(Math.min(toUs, sliceEndUs, lookUs)));
    if (world.nowUs === lookUs) mailbox.look(world.telemetry, world.nowUs);
    if (stop?.()) return;
    await breathe?.(world.nowUs);
  }
}
