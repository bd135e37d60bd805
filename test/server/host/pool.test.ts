/** Runs that are played through the pool: each by itself, and each act exactly once. */
import { describe, expect, test } from "vitest";
import { finishRun } from "../../../src/score/index.js";
import { debriefSchema, referenceSchema } from "../../../src/server/api/debrief.js";
import { whatIfSchema } from "../../../src/server/api/documents.js";
import { replay } from "../../../src/session/index.js";
import { acts, drill, journalIn, openings, play } from "./played.js";
import { freshPool, openPaused, seenBy, Viewer } from "./support.js";

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
