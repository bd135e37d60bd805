import type { Drill } from "../drill/drill.js";
import { createWorld, type World } from "../world/index.js";
import { type Breathe, sliceUs, withinLimits } from "./clock.js";

/**
 * Where sessions get the world as it is when the player enters. Reaching that moment can take most of a run's
 * computing, and it is the same for all runs of a drill and seed.
 */
export interface Openings {
  /** A world of one's own, at the opening. */
  opening(drill: Drill, seed: number): Promise<World>;
  /** The same world left alone until the drill's end, to compare with; it is shared and must not be changed. */
  unattended(drill: Drill, seed: number): Promise<World>;
}

/** Lets a world run to a moment without anybody acting in it. */
export async function runAlone(world: World, toUs: number, breathe?: Breathe): Promise<World> {
  while (world.nowUs < toUs) {
    withinLimits(() => world.runUntil(Math.min(toUs, world.nowUs + sliceUs)));
    await breathe?.(world.nowUs);
  }
  return world;
}

/** Worlds kept; each holds its telemetry, some megabytes. */
const maximumKept = 8;

/** Openings kept in memory, the most recently used ones. */
export class MemoryOpenings implements Openings {
  private readonly kept = new Map<string, Promise<World>>();

  constructor(private readonly breathe?: Breathe) {}

  async opening(drill: Drill, seed: number): Promise<World> {
    return (await this.openingKept(drill, seed)).fork();
  }

  unattended(drill: Drill, seed: number): Promise<World> {
    return this.keep(`unattended ${drill.hashes.world} ${seed}`, async () =>
      runAlone((await this.openingKept(drill, seed)).fork(), drill.endsUs, this.breathe),
    );
  }

  private openingKept(drill: Drill, seed: number): Promise<World> {
    return this.keep(`opening ${drill.hashes.world} ${seed}`, () =>
      runAlone(createWorld(drill.system, seed), drill.opensUs, this.breathe),
    );
  }

  private keep(key: string, make: () => Promise<World>): Promise<World> {
    const world = this.kept.get(key) ?? make();
    world.catch(() => this.kept.delete(key));
    // Putting it at the end again keeps the map in order of use.
    this.kept.delete(key);
    this.kept.set(key, world);
    if (this.kept.size > maximumKept) this.kept.delete(this.kept.keys().next().value!);
    return world;
  }
}
