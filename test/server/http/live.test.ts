/** The live socket: what is sent, in which order, and how often what was sent is taken. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Frame, serverMessageSchema } from "../../../src/server/api/live.js";
import { type LivePlayer, startLive } from "./live-player.js";
import type { TestServer } from "./support.js";

let server: TestServer;
let player: LivePlayer;
beforeAll(async () => {
  ({ server, player } = await startLive());
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

describe("what is sent", () => {
  test("a greeting, then frames; every message has the form that is promised", async () => {
    const { id, live, hello } = await player.beginLive({ speed: "10x" });
    expect(hello).toMatchObject({
      schema: "smokejumper.live/1",
      session: { id },
      drill: { id: "first-page" },
    });
    await live.until("frame");
    const acted = await live.act("show_topology");
    expect(acted).toMatchObject({ type: "acted", entry: { tool: "show_topology" } });
    live.send({ type: "ping", id: 77 });
    expect(await live.until("pong")).toEqual({ type: "pong", id: 77 });
    for (const message of live.received) {
      expect(serverMessageSchema.safeParse(message).error?.issues ?? []).toEqual([]);
    }
    live.socket.close();
  });

  test("an act of one client shows at the other, and what both saw is the same", async () => {
    const { id, live } = await player.beginLive();
    const other = await player.watch(id);
    await other.until("hello");
    const acted = await live.act("list_deploys");
    const seen = await other.find(
      (message): message is Frame => message.type === "frame" && message.news.entries.length > 0,
    );
    expect(acted).toMatchObject({ type: "acted", entry: seen.news.entries[0] });
    const late = await player.watch(id);
    expect((await late.until("hello")).news.entries).toEqual(seen.news.entries);
    for (const { socket } of [live, other, late]) socket.close();
  });

  test("acts are answered in their order, good and bad ones alike", async () => {
    const { live } = await player.beginLive();
    const sent: number[] = [];
    const messages = Array.from({ length: 60 }, (_, index) => {
      sent.push(index);
      if (index % 4 === 1) return { type: "act", id: index, tool: "no_such_tool", input: {} };
      if (index % 4 === 2) return { type: "act", id: index, tool: "list_alerts", input: [] };
      return {
        type: "act",
        id: index,
        tool: index % 4 === 3 ? "show_topology" : "list_alerts",
        input: {},
      };
    });
    for (const message of messages) live.send(message);
    await live.answer(59);
    const answers = live.received.filter(({ type }) => type === "acted" || type === "refused");
    expect(answers.map((answer) => ("id" in answer ? answer.id : null))).toEqual(sent);
    const numbers = answers.flatMap((answer) =>
      answer.type === "acted" ? [answer.entry.entry] : [],
    );
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    live.socket.close();
  });
});

describe("exactly once", () => {
  test("an act that was answered is answered again in the same words, by socket and by request", async () => {
    const { id, live } = await player.beginLive();
    const first = await live.act("show_topology", {}, 1);
    const again = await live.act("show_topology", {}, 1);
    const { id: _, ...one } = first as Record<string, unknown>;
    const { id: __, ...other } = again as Record<string, unknown>;
    expect(other).toEqual(one);
    const requested = (await player.act(id, "show_topology", {}, 1)).json;
    expect({ type: "acted", ...requested, schema: undefined }).toEqual({
      ...one,
      schema: undefined,
    });
    expect(await live.act("list_alerts", {}, 1)).toMatchObject({
      type: "refused",
      problem: { code: "entry-taken" },
    });
    expect(await live.act("show_topology", { more: 1 }, 1)).toMatchObject({ type: "refused" });
    expect(await live.act("list_alerts", {}, 3)).toMatchObject({
      type: "refused",
      problem: { code: "entry-ahead" },
    });
    expect(await live.act("list_alerts", {}, 2)).toMatchObject({
      type: "acted",
      entry: { entry: 2 },
    });
    expect(await player.entriesOf(id)).toBe(2);
    live.socket.close();
  });

  test("of many who want the same number one gets it, however they ask", async () => {
    const { id, live } = await player.beginLive();
    const other = await player.watch(id);
    const tools = ["list_alerts", "list_deploys", "show_topology"];
    const asked = await Promise.all([
      ...tools.map((tool) => live.act(tool, {}, 1).then(({ type }) => type === "acted")),
      ...tools.map((tool) => other.act(tool, {}, 1).then(({ type }) => type === "acted")),
      ...tools.map((tool) => player.act(id, tool, {}, 1).then(({ status }) => status === 200)),
    ]);
    expect(await player.entriesOf(id)).toBe(1);
    // The one tool that got it was asked for three times.
    expect(asked.filter(Boolean)).toHaveLength(3);
    live.socket.close();
    other.socket.close();
  });
});
