import { describe, expect, test } from "vitest";
import { MemoryOpenings, openSession, type Session } from "../../src/session/index.js";
import { createWorld, TooManyEvents, TooManyRecords, type World } from "../../src/world/index.js";
import { act, drill, open } from "./support.js";

/** From ten seconds after the opening on, the world takes on more than it can hold. */
function fragile(world: World, limit: Error): World {
  const run = world.runUntil.bind(world);
  const fork = world.fork.bind(world);
  return Object.assign(world, {
    fork: () => fragile(fork(), limit),
    runUntil: (toUs: number) => {
      if (toUs > drill.opensUs + 10_000_000) throw limit;
      run(toUs);
    },
  });
}

async function fragileSession(
  limit: Error = new TooManyEvents("9 pending events"),
): Promise<Session> {
  const opening = (await open()).view().forkWorld();
  const openings = {
    opening: async () => fragile(opening, limit),
    unattended: () => Promise.reject(new Error("nobody compares")),
  };
  const seats = [{ seat: "player", player: "test" }];
  return openSession({ drill, seed: 1, seats, clock: "stepped", openings });
}

const overloaded = { code: "world-overloaded", exitCode: 1 };

describe("a world that takes on too much", () => {
  test.each([
    new TooManyEvents("9 pending events"),
    new TooManyRecords("more than 9 requests in flight at once"),
  ])("refuses the action that found out, and all after it: %s", async (limit) => {
    const session = await fragileSession(limit);
    await act(session, "list_alerts");
    for (const tool of ["show_topology", "list_alerts", "finish"]) {
      expect(await session.act({ seat: "player", tool, input: {} })).toMatchObject({
        ok: false,
        problem: { ...overloaded, message: expect.stringContaining(limit.message) },
        observation: { error: { code: "world-overloaded" }, ended: false },
      });
    }
    await expect(session.runToEnd()).rejects.toMatchObject(overloaded);
  });

  test("can still be read", async () => {
    const session = await fragileSession();
    await act(session, "list_alerts");
    await expect(session.runToEnd()).rejects.toMatchObject(overloaded);
    expect(session.journal.entries).toHaveLength(1);
    expect(session.topology().services).toHaveLength(3);
    expect(session.view().worldHash()).toMatch(/^[0-9a-f]{32}$/);
    await expect(session.lookAt(drill.endsUs)).rejects.toMatchObject(overloaded);
  });

  test("is not shut down by a look ahead that found out", async () => {
    const session = await fragileSession();
    await expect(session.lookAt(drill.endsUs)).rejects.toMatchObject(overloaded);
    await act(session, "list_alerts");
  });

  test("says so before the opening as well", async () => {
    const rate = { kind: "open", law: "fixed", ratePerSecond: 1_000_000 } as const;
    const [source] = drill.system.sources;
    const system = { ...drill.system, sources: [{ ...source!, load: rate, patienceUs: null }] };
    const flooded = { ...drill, system, hashes: { ...drill.hashes, world: "flooded" } };
    expect(createWorld(system, 1).nowUs).toBe(0);
    await expect(new MemoryOpenings().opening(flooded, 1)).rejects.toMatchObject(overloaded);
  });
});
