import { describe, expect, test } from "vitest";
import { act, drill, open } from "./support.js";

describe("messages", () => {
  test("greet on entering, with figures that were measured", async () => {
    const { opening } = await open();
    expect(opening.briefing).toMatch(/^It is 12:03 and \d+(\.\d)?\/s requests come in\.$/);
    expect(opening.inbox).toEqual([
      { at: "12:03:00", from: "Ada Brown", channel: "on-call", text: "The pager is yours." },
    ]);
  });

  test("come once each, with the moment at which they came", async () => {
    const session = await open();
    const { clock, inbox } = await act(session, "wait", { until: "news" });
    expect(inbox).toEqual([
      { at: clock, from: "pager", channel: "page", text: expect.any(String) },
    ]);
    expect((await act(session, "list_alerts")).inbox).toEqual([]);
  });

  test("escalate while the indicator is unhealthy, and only then", async () => {
    const idle = await open();
    const waited = await act(idle, "wait", { seconds: 300 });
    expect(waited.inbox.map(({ at, channel }) => [at, channel])).toEqual([
      ["12:03:30", "page"],
      ["12:06:00", "on-call"],
      ["12:07:00", "on-call"],
    ]);
    const mended = await open();
    await act(mended, "roll_back", { service: "back" });
    const { inbox } = await act(mended, "wait", { seconds: 300 });
    expect(inbox.some(({ text }) => text.startsWith("Still"))).toBe(false);
    expect(inbox.some(({ text }) => text.startsWith("Better"))).toBe(true);
  });

  test("do not reach those who have left", async () => {
    const session = await open();
    expect((await act(session, "finish")).inbox).toEqual([]);
    expect(session.view().deliveries.length).toBeGreaterThan(1);
  });

  test("are the same however the time is cut into slices", async () => {
    const seen = async (seconds: number) => {
      const session = await open("wall");
      for (let atUs = drill.opensUs; atUs < drill.endsUs; atUs += seconds * 1_000_000) {
        await session.catchUp(atUs);
      }
      await session.runToEnd();
      return [session.view().deliveries, session.view().worldHash()];
    };
    expect(await seen(0.7)).toEqual(await seen(97));
  });

  test("reach each seat once, whoever acts in between", async () => {
    const { openSession } = await import("../../src/session/index.js");
    const { openings } = await import("./support.js");
    const seats = ["one", "two"].map((seat) => ({ seat, player: "test" }));
    const session = await openSession({ drill, seed: 1, seats, clock: "stepped", openings });
    const inboxOf = async (seat: string, tool: string, input: object) => {
      const acted = await session.act({ seat, tool, input });
      return acted.ok ? acted.observation.inbox.length : null;
    };
    expect(await inboxOf("one", "wait", { seconds: 60 })).toBe(1);
    expect(await inboxOf("two", "list_alerts", {})).toBe(1);
    expect(await inboxOf("two", "list_alerts", {})).toBe(0);
  });
});
