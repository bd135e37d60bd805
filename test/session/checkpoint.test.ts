import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Action,
  encodeJournal,
  type Journal,
  type Observation,
  replay,
  type Session,
} from "../../src/session/index.js";
import { drill, open, openings } from "./support.js";

const secondUs = 1_000_000;

interface Act {
  seconds: number;
  tool: string;
  input: Action["input"];
}

/** Acts of every kind, at gaps of some seconds. */
const anyAct: fc.Arbitrary<Act> = fc
  .tuple(
    fc.integer({ min: 0, max: 30 }),
    fc.constantFrom<[string, Action["input"]]>(
      ["show_topology", {}],
      ["list_alerts", {}],
      ["list_deploys", {}],
      ["set_flag", { flag: "store-later", on: true }],
      ["set_flag", { flag: "store-later", on: false }],
      ["roll_back", { service: "back" }],
      ["scale_service", { service: "back", replicas: 2 }],
      ["set_call_policy", { call: "*", retries: 2, retryBudget: "10 %" }],
      ["acknowledge_page", { alert: "back-errors" }],
      ["declare_incident", { severity: "SEV-2", title: "Orders fail" }],
      ["set_speed", { speed: "paused" }],
      ["set_speed", { speed: "0.67x" }],
      ["wait", { seconds: 7 }],
    ),
  )
  .map(([seconds, [tool, input]]) => ({ seconds, tool, input }));

async function play(session: Session, acts: readonly Act[]): Promise<Observation[]> {
  const seen: Observation[] = [];
  for (const { seconds, tool, input } of acts) {
    const atUs = session.nowUs + seconds * secondUs;
    const acted = await session.act({ seat: "player", tool, input, atUs });
    if (acted.ok) seen.push(acted.observation);
  }
  return seen;
}

/** The session that goes on from a checkpoint; where it would be replayed instead, openings are missed. */
async function restored(journal: Journal, checkpoint: Uint8Array): Promise<Session> {
  const none = {
    opening: () => Promise.reject(new Error("replayed")),
    unattended: () => Promise.reject(new Error("replayed")),
  };
  const { session, problems } = await replay(journal, drill, { openings: none, checkpoint });
  expect(problems).toEqual([]);
  return session;
}

describe("a checkpoint", () => {
  test("goes on as if nothing had happened: journal, observations, world", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { maxLength: 6 }),
        fc.array(anyAct, { maxLength: 6 }),
        fc.integer({ min: 0, max: 20 }),
        async (before, after, idleSeconds) => {
          const session = await open("wall");
          await play(session, before);
          await session.catchUp(session.nowUs + idleSeconds * secondUs);
          const copy = await restored(session.journal, await session.checkpoint());
          expect(copy.nowUs).toBe(session.nowUs);
          expect(copy.room).toEqual(session.room);
          expect(copy.opening).toEqual(session.opening);
          expect(await play(copy, after)).toEqual(await play(session, after));
          expect(encodeJournal(copy.journal)).toBe(encodeJournal(session.journal));
          expect(copy.view().worldHash()).toBe(session.view().worldHash());
          expect(copy.view().deliveries).toEqual(session.view().deliveries);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("spares only what it covers: later entries are replayed on top of it", async () => {
    const session = await open("wall");
    await play(session, [{ seconds: 10, tool: "roll_back", input: { service: "back" } }]);
    const checkpoint = await session.checkpoint();
    await play(session, [{ seconds: 30, tool: "show_topology", input: {} }]);
    const copy = await restored(session.journal, checkpoint);
    expect(encodeJournal(copy.journal)).toBe(encodeJournal(session.journal));
    expect(copy.view().worldHash()).toBe(session.view().worldHash());
  });

  test("with any byte changed or missing it is refused, and the replay gives the same", async () => {
    const session = await open("wall");
    await play(session, [{ seconds: 10, tool: "roll_back", input: { service: "back" } }]);
    const checkpoint = await session.checkpoint();
    const { journal } = session;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: checkpoint.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (place, difference) => {
          const changed = Uint8Array.from(checkpoint);
          changed[place]! ^= difference;
          await expect(restored(journal, changed)).rejects.toThrow("replayed");
          await expect(restored(journal, checkpoint.subarray(0, place))).rejects.toThrow(
            "replayed",
          );
        },
      ),
      { numRuns: 40 },
    );
    const { session: copy } = await replay(journal, drill, {
      openings,
      checkpoint: checkpoint.subarray(1),
    });
    expect(copy.view().worldHash()).toBe(session.view().worldHash());
  });

  test("of another run, another edition or a longer journal is refused", async () => {
    const session = await open("wall");
    await play(session, [{ seconds: 10, tool: "show_topology", input: {} }]);
    const checkpoint = await session.checkpoint();
    const { journal } = session;
    const otherSeed = (await open("wall", 2)).journal;
    await expect(restored(otherSeed, checkpoint)).rejects.toThrow("replayed");
    await expect(restored({ ...journal, entries: [] }, checkpoint)).rejects.toThrow("replayed");
    const edition = { ...drill, hashes: { ...drill.hashes, world: "f".repeat(64) } };
    await expect(replay(journal, edition, { openings, checkpoint })).rejects.toMatchObject({
      code: "journal-drill",
    });
  });

  test("of a later moment than is asked for is not used", async () => {
    const session = await open("wall");
    await play(session, [{ seconds: 10, tool: "show_topology", input: {} }]);
    await session.catchUp(session.nowUs + 60 * secondUs);
    const checkpoint = await session.checkpoint();
    const untilUs = session.nowUs - 30 * secondUs;
    const { session: earlier } = await replay(session.journal, drill, {
      openings,
      checkpoint,
      untilUs,
    });
    expect(earlier.nowUs).toBeLessThanOrEqual(untilUs);
  });
});
