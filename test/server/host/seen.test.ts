/** What somebody sees who watches a run in the pool. */
import { describe, expect, test } from "vitest";
import { acts, drill } from "./played.js";
import { freshId, freshPool, openPaused, seenBy, Viewer } from "./support.js";

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
