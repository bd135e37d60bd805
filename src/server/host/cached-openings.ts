import type { Drill } from "../../drill/drill.js";
import { type Breathe, type Openings, runAlone } from "../../session/index.js";
import { createWorld, engineVersion, restoreWorld, type World } from "../../world/index.js";
import type { Cache } from "./cache.js";

/** What is being computed, by file, so that two who ask at once wait for the same. */
export type Making = Map<string, { done: Promise<void>; breathe: Breathe }>;

/**
 * Worlds at their opening, and left alone until their end, kept on disk: reaching either can take ten seconds of
 * computing, and all runs of a drill and seed share them.
 */
export class CachedOpenings implements Openings {
  constructor(
    private readonly cache: Cache,
    private readonly breathe: Breathe,
    private readonly making: Making = new Map(),
  ) {}

  opening(drill: Drill, seed: number): Promise<World> {
    return this.kept("opening", drill, seed, async (breathe) =>
      runAlone(createWorld(drill.system, seed), drill.opensUs, breathe),
    );
  }

  unattended(drill: Drill, seed: number): Promise<World> {
    return this.kept("unattended", drill, seed, async (breathe) =>
      runAlone(await this.opening(drill, seed), drill.endsUs, breathe),
    );
  }

  private async kept(
    kind: string,
    drill: Drill,
    seed: number,
    make: (breathe: Breathe) => Promise<World>,
  ): Promise<World> {
    const name = `${kind}-${drill.hashes.world.slice(0, 32)}-${engineVersion}-${seed}.world`;
    const others = this.making.get(name);
    if (others) {
      // It may have been begun ahead of time, with all the time in the world; now somebody waits for it.
      others.breathe = this.breathe;
      await others.done.catch(() => undefined);
    }
    return (await this.find(name, drill, seed)) ?? this.make(name, make);
  }

  private async make(name: string, make: (breathe: Breathe) => Promise<World>): Promise<World> {
    const entry = { done: Promise.resolve(), breathe: this.breathe };
    const making = make((nowUs) => entry.breathe(nowUs));
    entry.done = making.then((world) => this.cache.write(name, world.save()));
    this.making.set(name, entry);
    try {
      await entry.done;
    } finally {
      this.making.delete(name);
    }
    return making;
  }

  private async find(name: string, drill: Drill, seed: number): Promise<World | null> {
    const bytes = await this.cache.read(name);
    if (!bytes) return null;
    try {
      // A view of a Buffer's memory, since a Buffer's own slices do not copy.
      const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const world = restoreWorld(drill.system, plain);
      return world.seed === seed ? world : null;
    } catch {
      return null;
    }
  }
}
