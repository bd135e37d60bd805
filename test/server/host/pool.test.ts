import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import { finishRun } from "../../../src/score/index.js";
import { debriefSchema, referenceSchema } from "../../../src/server/api/debrief.js";
import { whatIfSchema } from "../../../src/server/api/documents.js";
import type { Pool } from "../../../src/server/host/pool.js";
import { decodeJournal, type Journal, MemoryOpenings, replay } from "../../../src/session/index.js";
import type { Store } from "../../../src/store/index.js";
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

const drill = loadDrill(join(shippedDrills, "first-page"));
const openings = new MemoryOpenings();

async function journalIn(store: Store, id: string): Promise<Journal> {
  const session = (await store.session(id))!;
  const entries = await store.entries(id);
  const result = await store.result(id);
  const text = session.header + entries.map(({ line }) => line).join("") + (result?.footer ?? "");
  const decoded = decodeJournal(new TextEncoder().encode(text));
  if (decoded.state !== "sound") throw new Error(decoded.problems[0]!.what);
  return decoded.journal;
}

/** Some acts of every group; the last of them ends the run. */
const acts: [tool: string, input: object][] = [
  ["show_topology", {}],
  ["wait", { seconds: 45 }],
  ["acknowledge_page", { alert: "checkout-errors" }],
  ["declare_incident", { severity: "SEV-2", title: "Paying fails" }],
  ["list_deploys", {}],
  ["roll_back", { service: "checkout" }],
  ["wait", { seconds: 60 }],
  ["query_metrics", { metric: "error_share", of: "storefront->checkout" }],
];

async function play(pool: Pool, id: string, until = acts.length): Promise<string[]> {
  const chains: string[] = [];
  for (const [tool, input] of acts.slice(0, until)) {
    chains.push((await pool.act(id, { tool, input })).chain);
  }
  return chains;
}

interface Inside {
  threads: { worker: { terminate(): Promise<unknown> } | null }[];
}

/** Ends the pool's threads as a fault in them would; nobody outside can, so this reaches in. */
async function killThreads(pool: Pool): Promise<void> {
  const { threads } = (pool as unknown as { registry: Inside }).registry;
  await Promise.all(threads.map(({ worker }) => worker?.terminate()));
}

describe("a run through the pool", () => {
  test("ends with the score, the footer and the world that its journal gives when it is replayed", async () => {
    const { pool, store } = await freshPool();
    const id = await openPaused(pool);
    const viewer = new Viewer(pool, id);
    await play(pool, id);
    const { observation } = await pool.act(id, { tool: "finish", input: {} });
    expect(observation).toMatchObject({ result: { finished: true }, ended: true });
    await viewer.first("done");

    const debrief = debriefSchema.parse(await pool.debrief(id));
    const journal = await journalIn(store, id);
    const { session, problems } = await replay(journal, drill, { openings });
    expect(problems).toEqual([]);
    const { document, journal: sealed } = await finishRun(session, openings, async () => undefined);
    expect(sealed.footer).toEqual(journal.footer);
    expect(debrief.worldHash).toBe(document.worldHash);
    expect(debrief.score).toMatchObject({
      points: document.score.points,
      verdict: document.verdict,
    });
    expect(debrief.outcome).toEqual(document.outcome);
    expect(debrief.entries.map(({ tool }) => tool)).toEqual([
      "set_speed",
      ...acts.map(([tool]) => tool),
      "finish",
    ]);
    expect(debrief.entries[6]).toMatchObject({ on: ["checkout"], changed: true });
    expect(debrief.faults.map(({ on }) => on)).toEqual([["checkout"]]);
    expect(debrief.pace).toEqual([{ entry: 1, clock: "09:30:00", speed: "paused" }]);
    expect(debrief.session).toMatchObject({ status: "done", points: document.score.points });
    expect(debrief.harm.unattended.reduce((sum, count) => sum + count, 0)).toBe(
      document.outcome.baselineFailures,
    );
  });

  test("is the same run in two sessions at once, and what is done in one does not show in the other", async () => {
    const { pool, store } = await freshPool();
    const [one, two, other] = await Promise.all([
      openPaused(pool),
      openPaused(pool),
      openPaused(pool),
    ]);
    const [first, second] = await Promise.all([
      play(pool, one),
      play(pool, two),
      pool.act(other, { tool: "restart_service", input: { service: "checkout" } }),
    ]);
    expect(first).toEqual(second);
    expect((await journalIn(store, other)).entries.map(({ tool }) => tool)).toEqual([
      "set_speed",
      "restart_service",
    ]);
  });

  test("ends by itself when its time is over", async () => {
    const { pool } = await freshPool();
    const id = await openPaused(pool);
    const viewer = new Viewer(pool, id);
    await viewer.first("hello");
    await pool.act(id, { tool: "wait", input: { seconds: 86_400 } });
    await viewer.first("done");
    expect(viewer.shown.clock).toMatchObject({ ended: true, nowUs: drill.endsUs });
    await expect(pool.act(id, { tool: "list_alerts", input: {} })).rejects.toMatchObject({
      code: "session-finished",
    });
  });

  test("can be looked at as it might have been, and next to the reference, once it is over", async () => {
    const { pool } = await freshPool();
    const id = await openPaused(pool);
    const viewer = new Viewer(pool, id);
    await play(pool, id);
    for (const early of [
      () => pool.debrief(id),
      () => pool.whatIf(id, { drop: 7 }),
      () => pool.reference(id),
    ]) {
      await expect(early()).rejects.toMatchObject({ code: "session-unfinished" });
    }
    await pool.act(id, { tool: "finish", input: {} });
    await viewer.first("done");
    const { outcome } = await pool.debrief(id);
    const whatIf = whatIfSchema.parse(await pool.whatIf(id, { drop: 7 }));
    expect(whatIf.alteration).toBe("Without Roll back a service (service checkout) at 09:30:45");
    expect(whatIf.original.userFailures).toBe(outcome.userFailures);
    expect(whatIf.altered.userFailures).toBe(outcome.baselineFailures);
    await expect(pool.whatIf(id, { drop: 99 })).rejects.toMatchObject({
      code: "journal-entry-unknown",
    });
    const reference = referenceSchema.parse(await pool.reference(id));
    expect(reference.points).toBe(reference.max);
    expect(await pool.reference(id)).toEqual(reference);
  });
});

describe("a thread that several share", () => {
  test("listens to one player while it is at long work for another", async () => {
    const { pool } = await freshPool({ workers: 1 });
    const [busy, other] = [await openPaused(pool), await openPaused(pool)];
    await Promise.all([seenBy(pool, busy), seenBy(pool, other)]);
    const order: string[] = [];
    await Promise.all([
      pool.act(busy, { tool: "wait", input: { seconds: 500 } }).then(() => order.push("waited")),
      // What is refused goes the same way, and no disk has a say in how long that takes.
      pool.act(other, { tool: "pray", input: {} }).catch(({ code }) => order.push(code)),
    ]);
    expect(order).toEqual(["action-unknown", "waited"]);
  });
});

describe("what is seen", () => {
  test("after a reload is what was seen by whoever stayed", async () => {
    const { pool } = await freshPool({ frameMilliseconds: 20 });
    const id = await openPaused(pool);
    const viewer = new Viewer(pool, id);
    await viewer.first("hello");
    await pool.act(id, { tool: "set_speed", input: { speed: "10x" } });
    for (const [index, [tool, input]] of acts.entries()) {
      await pool.act(id, { tool, input });
      if (index % 3 !== 1) continue;
      const frames = viewer.messages.length;
      await viewer.first("frame", frames);
      await seenBy(pool, id);
    }
    await pool.act(id, { tool: "set_speed", input: { speed: "paused" } });
    const { news, room, clock } = await seenBy(pool, id);
    expect({ news, room, clock }).toEqual(viewer.shown);
    expect(news.rows.length).toBeGreaterThan(200);
    expect(news.alerts[0]).toMatchObject({ on: ["storefront->checkout"], state: "firing" });
    expect(news.deploys.map(({ summary }) => summary)).toContain("roll back from r119");
    expect(room).toMatchObject({
      incident: { severity: "SEV-2", title: "Paying fails" },
      acknowledged: ["checkout-errors"],
      releases: { checkout: { r118: 2 } },
    });
  });

  test("holds the values that query_metrics tells of the same interval", async () => {
    const { pool } = await freshPool();
    const id = await openPaused(pool);
    const { series, news } = await seenBy(pool, id);
    const row = news.rows.at(-1)!;
    expect(row.atUs).toBe(drill.opensUs);
    for (const [metric, of] of [
      ["rate", "shoppers"],
      ["error_share", "storefront->checkout"],
      ["p99", "checkout"],
    ]) {
      const input = { metric, of, window: "5 s" };
      const { observation } = await pool.act(id, { tool: "query_metrics", input });
      const place = series.findIndex((line) => line.metric === metric && line.of === of);
      expect((observation as { result: { value: number } }).result.value).toBe(row.values[place]);
    }
  });

  test("stands still in a pause and until somebody is there", async () => {
    const { pool } = await freshPool();
    const id = freshId();
    await pool.open({ id, player: "tester", drill: "first-page", seed: 1, speed: "0.67x" });
    const { clock } = await seenBy(pool, id);
    expect(clock).toMatchObject({ speed: 2 / 3, paused: null, resumeSpeed: "0.67x" });
    await pool.act(id, { tool: "set_speed", input: { speed: "paused" } });
    const paused = await seenBy(pool, id);
    expect(paused.clock).toMatchObject({ speed: 0, paused: "player", resumeSpeed: "0.67x" });
    expect((await seenBy(pool, id)).clock).toEqual(paused.clock);
  });

  test("says why there is nothing to see", async () => {
    const { pool } = await freshPool();
    const viewer = new Viewer(pool, freshId());
    expect((await viewer.first("refused")).problem.code).toBe("session-unknown");
    const nowhere = { id: freshId(), player: "tester", drill: "nowhere", seed: 1, speed: null };
    await expect(pool.open(nowhere)).rejects.toMatchObject({ code: "drill-unknown" });
  });
});

describe("exactly once", () => {
  test("an act with a number is taken once, however often it is sent", async () => {
    const { pool, store } = await freshPool();
    const id = await openPaused(pool);
    const action = { tool: "roll_back", input: { service: "checkout" }, entry: 2 };
    const [one, two] = await Promise.all([pool.act(id, action), pool.act(id, action)]);
    expect(two).toEqual(one);
    expect(await pool.act(id, action)).toEqual(one);
    expect((await store.session(id))!.entries).toBe(2);
    await expect(pool.act(id, { ...action, tool: "restart_service" })).rejects.toMatchObject({
      code: "entry-taken",
    });
    await expect(pool.act(id, { ...action, entry: 4 })).rejects.toMatchObject({
      code: "entry-ahead",
    });
  });

  test("what the store refuses has not happened, and the run goes on without it", async () => {
    const { pool, store, disk } = await freshPool();
    const id = await openPaused(pool);
    const viewer = new Viewer(pool, id);
    await viewer.first("hello");
    await play(pool, id, 5);
    const before = await seenBy(pool, id);
    disk.full = true;
    const rollBack = { tool: "roll_back", input: { service: "checkout" } };
    const refused = [pool.act(id, rollBack), pool.act(id, { tool: "list_alerts", input: {} })];
    const codes = await Promise.all(refused.map((act) => act.catch(({ code }) => code)));
    expect(codes).toEqual(["store-full", expect.stringMatching(/^(store-full|worker-lost)$/)]);
    disk.full = false;
    // Whoever watched is greeted once more, and nobody has seen the act.
    await viewer.until(({ type }, index) => type === "hello" && index > 0);
    const shown = viewer.messages.flatMap((message) =>
      message.type === "frame" || message.type === "hello" ? message.news.entries : [],
    );
    expect(shown.filter(({ tool }) => tool === "roll_back")).toEqual([]);
    const { news, room } = await seenBy(pool, id);
    expect({ news, room }).toEqual({ news: before.news, room: before.room });
    await play(pool, id);
    const { problems } = await replay(await journalIn(store, id), drill, { openings });
    expect(problems).toEqual([]);
  });

  test("a proof is the world's hash at the entry, as its replay has it", async () => {
    const { pool, store } = await freshPool();
    const id = await openPaused(pool);
    await play(pool, id, 5);
    const rollBack = { tool: "roll_back", input: { service: "checkout" } };
    const { worldHash } = await pool.act(id, rollBack, { proof: true });
    const { session } = await replay(await journalIn(store, id), drill, { openings });
    expect(worldHash).toBe(session.view().worldHash());
  });
});

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
