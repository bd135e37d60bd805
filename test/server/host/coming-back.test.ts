/** Runs that come back: after a restart, a death, a pause, for want of room, and as another run. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Pool } from "../../../src/server/host/pool.js";
import { replay } from "../../../src/session/index.js";
import { drill, journalIn, openings, play } from "./played.js";
import {
  dataFolder,
  eventually,
  freshId,
  freshPool,
  openPaused,
  poolOn,
  seenBy,
  Viewer,
} from "./support.js";

interface Inside {
  threads: { worker: { terminate(): Promise<unknown> } | null }[];
}

/** Ends the pool's threads as a fault in them would; nobody outside can, so this reaches in. */
async function killThreads(pool: Pool): Promise<void> {
  const { threads } = (pool as unknown as { registry: Inside }).registry;
  await Promise.all(threads.map(({ worker }) => worker?.terminate()));
}

describe("coming back", () => {
  test("after a restart the run is as it was, with its checkpoint and without", async () => {
    const { pool, store } = await freshPool();
    const id = await openPaused(pool);
    const twin = await openPaused(pool);
    await play(pool, id, 6);
    await play(pool, twin, 6);
    const { session: _, ...before } = await seenBy(pool, id);
    await pool.close();

    const again = poolOn(store);
    expect(await seenBy(again, id)).toMatchObject(before);
    await again.close();
    rmSync(join(dataFolder, "cache"), { recursive: true, force: true });
    const third = poolOn(store);
    expect(await seenBy(third, id)).toMatchObject(before);
    expect(await play(third, id)).toEqual(await play(third, twin));
  });

  test("scoring that a restart interrupted is taken up again", async () => {
    const { pool, store } = await freshPool();
    const id = await openPaused(pool);
    await play(pool, id);
    await pool.act(id, { tool: "finish", input: {} });
    await pool.close();
    const again = poolOn(store);
    await new Viewer(again, id).first("done");
    expect((await again.debrief(id)).session.status).toBe("done");
  });

  test("after the death of its thread a run goes on where the store has it", async () => {
    const { pool, store } = await freshPool({ workers: 1 });
    const id = await openPaused(pool);
    const twin = await openPaused(pool);
    const viewer = new Viewer(pool, id);
    await viewer.first("hello");
    await play(pool, id, 5);
    await play(pool, twin, 5);
    const { session: _, ...before } = await seenBy(pool, id);
    await killThreads(pool);
    await viewer.until(({ type }, index) => type === "hello" && index > 0);
    expect(await seenBy(pool, id)).toMatchObject(before);
    expect(await play(pool, id)).toEqual(await play(pool, twin));
    const { problems } = await replay(await journalIn(store, id), drill, { openings });
    expect(problems).toEqual([]);
  });

  test("a run that nobody attends pauses by an entry of its journal", async () => {
    const { pool, store } = await freshPool({ unattendedMilliseconds: 60 });
    const id = freshId();
    await pool.open({ id, player: "tester", drill: "first-page", seed: 1, speed: null });
    await seenBy(pool, id);
    await eventually(async () => (await store.session(id))!.entries > 0);
    const [pause] = (await journalIn(store, id)).entries;
    expect(pause).toMatchObject({ tool: "set_speed", input: { speed: "paused" } });
    expect((await seenBy(pool, id)).clock).toMatchObject({ speed: 0, paused: "unattended" });
    await pool.act(id, { tool: "set_speed", input: { speed: "1x" } });
    expect((await seenBy(pool, id)).clock).toMatchObject({ speed: 1, paused: null });
  });

  test("when memory is full, those leave to whom nobody would come, and else nobody gets in", async () => {
    const { pool } = await freshPool({ maximumLive: 1 });
    const one = await openPaused(pool);
    await play(pool, one, 3);
    const two = await openPaused(pool);
    const viewer = new Viewer(pool, two);
    await viewer.first("hello");
    await expect(openPaused(pool)).rejects.toMatchObject({ code: "server-full" });
    viewer.leave();
    expect((await seenBy(pool, one)).news.entries).toHaveLength(4);
  });

  test("a fork has the run up to its moment and goes another way from there", async () => {
    const { pool, store } = await freshPool();
    const id = await openPaused(pool);
    await play(pool, id);
    const { entries } = await journalIn(store, id);
    const rollBack = entries.find(({ tool }) => tool === "roll_back")!;
    const forked = freshId();
    const atUs = rollBack.atUs - 1;
    const stored = await pool.fork(id, atUs, forked);
    expect(stored).toMatchObject({ seed: 1, player: "tester", forkedFrom: { session: id, atUs } });
    // The wait came last before the moment, and time passes by itself.
    const { news, clock, session } = await seenBy(pool, forked);
    expect(news.entries.map(({ tool }) => tool)).toEqual(["set_speed", "show_topology"]);
    expect(clock.nowUs).toBe(atUs);
    expect(session.forkedFrom).toEqual({ session: id, clock: "09:30:44" });
    await pool.act(forked, { tool: "restart_service", input: { service: "checkout" } });
    const { problems } = await replay(await journalIn(store, forked), drill, { openings });
    expect(problems).toEqual([]);
    await expect(pool.fork(id, 0, freshId())).rejects.toMatchObject({ code: "clock-outside" });
  });
});
