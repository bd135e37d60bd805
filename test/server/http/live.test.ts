/** The live socket: what is sent, in which order, and what a client can do wrong. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { type Frame, serverMessageSchema } from "../../../src/server/api/live.js";
import type { defaultLimits } from "../../../src/server/http/limits.js";
import { mergeFrames, Outbox } from "../../../src/server/http/live/outbox.js";
import { verifyBytes } from "./journal.js";
import {
  generousLimits,
  type LiveClient,
  Player,
  refusedUpgrade,
  startServer,
  type TestServer,
} from "./support.js";

let server: TestServer;
let player: Player;
beforeAll(async () => {
  server = await startServer({ limits: { ...generousLimits, waitingActs: 1000 } });
  player = new Player(server.port);
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

async function begin(given: Record<string, unknown> = {}) {
  const { id } = await player.begin(given);
  const live = await player.watch(id);
  const hello = await live.until("hello");
  return { id, live, hello };
}

const journalOf = async (id: string) => (await player.get(`/sessions/${id}/journal`)).bytes;
const entriesOf = async (id: string) =>
  (await journalOf(id)).toString().trimEnd().split("\n").length - 1;

describe("what is sent", () => {
  test("a greeting, then frames; every message has the form that is promised", async () => {
    const { id, live, hello } = await begin({ speed: "10x" });
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
    const { id, live } = await begin();
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
    const { live } = await begin();
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
    const { id, live } = await begin();
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
    expect(await entriesOf(id)).toBe(2);
    live.socket.close();
  });

  test("of many who want the same number one gets it, however they ask", async () => {
    const { id, live } = await begin();
    const other = await player.watch(id);
    const tools = ["list_alerts", "list_deploys", "show_topology"];
    const asked = await Promise.all([
      ...tools.map((tool) => live.act(tool, {}, 1).then(({ type }) => type === "acted")),
      ...tools.map((tool) => other.act(tool, {}, 1).then(({ type }) => type === "acted")),
      ...tools.map((tool) => player.act(id, tool, {}, 1).then(({ status }) => status === 200)),
    ]);
    expect(await entriesOf(id)).toBe(1);
    // The one tool that got it was asked for three times.
    expect(asked.filter(Boolean)).toHaveLength(3);
    live.socket.close();
    other.socket.close();
  });
});

describe("what a client can do wrong", () => {
  test.each([
    ["no JSON", "{"],
    ["nothing", ""],
    ["null", "null"],
    ["a list", "[]"],
    ["bytes", new Uint8Array([1, 2, 3])],
    ["no type", { id: 1 }],
    ["an unknown type", { type: "reboot", id: 1 }],
    ["no id", { type: "act", tool: "list_alerts", input: {} }],
    ["a negative id", { type: "act", id: -1, tool: "list_alerts", input: {} }],
    ["an id with a fraction", { type: "ping", id: 0.5 }],
    ["a key too many", { type: "act", id: 1, tool: "list_alerts", input: {}, seat: "other" }],
    ["an entry that is text", { type: "act", id: 1, tool: "list_alerts", input: {}, entry: "1" }],
    ["a long tool", { type: "act", id: 1, tool: "x".repeat(101), input: {} }],
    [
      "a deep input",
      `{"type":"act","id":1,"tool":"list_alerts","input":${'{"a":'.repeat(5000)}1${"}".repeat(5001)}`,
    ],
    ["a prototype", '{"__proto__":{"type":"ping","id":1}}'],
  ])("%s is refused, and the session goes on unharmed", async (_, message) => {
    const { id, live } = await begin();
    await live.act("list_alerts");
    live.send(message);
    const refused = await live.until("refused");
    expect(refused.problem.code).toBe("request-malformed");
    expect(await live.act("list_deploys")).toMatchObject({ type: "acted", entry: { entry: 2 } });
    expect((await verifyBytes(await journalOf(id))).verdict).toBe("unfinished");
    live.socket.close();
  });

  test("what was meant for an act is refused under its number", async () => {
    const { live } = await begin();
    live.send({ type: "act", id: 5, tool: 7 });
    expect(await live.until("refused")).toMatchObject({ id: 5, problem: { where: "tool" } });
    live.socket.close();
  });

  test.each([
    ["a message that is too large", 1009, (socket: WebSocket) => socket.send("x".repeat(200_000))],
    [
      "text that is none",
      1007,
      (socket: WebSocket) => socket.send(Buffer.from([0xc3, 0x28]), { binary: false }),
    ],
  ])("%s ends the socket with %i, and not the session", async (_, code, send) => {
    const { id, live } = await begin();
    send(live.socket);
    expect(await live.closed).toBe(code);
    expect((await player.act(id, "list_alerts")).status).toBe(200);
  });

  test("after the end acts are refused, and whoever comes is told that the debrief is there", async () => {
    const { id, live } = await begin();
    await live.act("finish");
    expect(await live.act("list_alerts")).toMatchObject({
      type: "refused",
      problem: { code: "session-finished" },
    });
    await live.until("done");
    const late = await player.watch(id);
    await late.until("done");
    expect(await late.act("list_alerts")).toMatchObject({
      type: "refused",
      problem: { code: "session-finished" },
    });
    expect(await late.act("finish", {}, 1)).toMatchObject({ type: "acted", entry: { entry: 1 } });
    expect((await verifyBytes(await journalOf(id))).verdict).toBe("match");
    live.socket.close();
    late.socket.close();
  });

  test("a session that is deleted takes its sockets along", async () => {
    const { id, live } = await begin();
    expect((await player.ask("DELETE", `/sessions/${id}`)).status).toBe(204);
    expect(await live.closed).toBe(4404);
    const path = `/api/v1/sessions/${id}/live`;
    expect((await refusedUpgrade(server.port, path, player.authorization)).status).toBe(404);
  });

  test.each([
    ["a path that is no session's", "/api/v1/sessions/live"],
    ["another path", "/api/v1/health"],
  ])("an upgrade at %s", async (_, path) => {
    const refused = await refusedUpgrade(server.port, path, player.authorization);
    expect([refused.status, refused.problem.code]).toEqual([404, "route-unknown"]);
  });

  test.each([
    [
      "an old version",
      { "sec-websocket-version": "7", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" },
    ],
    ["no key", { "sec-websocket-version": "13" }],
    ["a short key", { "sec-websocket-version": "13", "sec-websocket-key": "short" }],
  ])("a handshake with %s", async (_, headers) => {
    const { id } = await player.begin();
    const upgrade = { connection: "Upgrade", upgrade: "websocket" };
    const answer = await player.ask("GET", `/sessions/${id}/live`, {
      headers: { ...upgrade, ...(headers as Record<string, string>) },
    });
    expect([answer.status, answer.problem.code]).toEqual([400, "request-malformed"]);
  });
});

describe("how much a client can send", () => {
  const limited = async (
    limits: Partial<typeof defaultLimits>,
    then: (live: LiveClient, id: string, player: Player) => Promise<void>,
  ) => {
    const strict = await startServer({ limits: { ...generousLimits, ...limits } });
    try {
      const who = new Player(strict.port);
      const { id } = await who.begin();
      const live = await who.watch(id);
      await live.until("hello");
      await then(live, id, who);
      expect(strict.faults).toEqual([]);
    } finally {
      await strict.close();
    }
  };

  test("more messages than the rate are refused, in their order", () =>
    limited({ messages: { burst: 3, perSecond: 0.01 }, waitingActs: 100 }, async (live) => {
      for (let id = 0; id < 6; id++) live.send({ type: "act", id, tool: "list_alerts", input: {} });
      await live.answer(5);
      const answers = live.received.filter(({ type }) => type === "acted" || type === "refused");
      expect(answers.map(({ type }) => type)).toEqual([
        "acted",
        "acted",
        "acted",
        "refused",
        "refused",
        "refused",
      ]);
      expect(answers.at(-1)).toMatchObject({ problem: { code: "rate-exceeded" } });
    }));

  test("acts wait in a line that is bounded; who sends on and on is let go", () =>
    limited({ waitingActs: 2 }, async (live, id, who) => {
      for (let sent = 0; sent < 400; sent++) {
        live.send({ type: "act", id: sent, tool: "list_alerts", input: {} });
      }
      expect(await live.closed).toBe(1008);
      expect((await who.act(id, "list_alerts")).status).toBe(200);
    }));

  test("who does not answer is let go, who answers stays", () =>
    limited({ idleMilliseconds: 300 }, async (live, id, who) => {
      const url = `ws://127.0.0.1:${who.port}/api/v1/sessions/${id}/live`;
      const deaf = new WebSocket(url, { headers: who.authorization, autoPong: false });
      const code = await new Promise((resolve) => deaf.on("close", resolve));
      expect(code).toBe(1006);
      expect(live.socket.readyState).toBe(WebSocket.OPEN);
    }));

  test("who asks and asks and never reads is let go", () =>
    limited(
      { closeAtBytes: 50_000, mergeAtBytes: 10_000, waitingActs: 100_000, socketsPerPlayer: 1 },
      async (live, id, who) => {
        const asked = { type: "act", tool: "show_topology", input: {}, entry: 1 };
        const first = await live.act(asked.tool, asked.input, asked.entry);
        live.socket.pause();
        // The same answer again and again, far more of it than the system's buffers hold.
        const times = Math.ceil(16_000_000 / JSON.stringify(first).length);
        for (let number = 100; number < 100 + times; number++) live.send({ ...asked, id: number });
        // A paused socket does not notice its end; that there is room for another one shows it.
        const isRoom = () =>
          who.watch(id).then(
            () => true,
            () => false,
          );
        await expect.poll(isRoom, { timeout: 50_000, interval: 200 }).toBe(true);
        live.socket.resume();
        expect(await live.closed).toBe(1006);
        expect(live.received.length).toBeLessThan(times);
        expect((await who.act(id, "list_alerts")).status).toBe(200);
      },
    ));
});

describe("a slow reader", () => {
  const frame = (number: number, changes: Partial<Frame> = {}): Frame => ({
    type: "frame",
    clock: { nowUs: number, speed: 1, paused: null, resumeSpeed: "1x", ended: false },
    news: {
      rows: [{ atUs: number, values: [number] }],
      messages: [],
      alerts: [],
      deploys: [],
      entries: [],
    },
    ...changes,
  });

  test("two frames become one that tells what both told", () => {
    const room = { phase: 1 } as Frame["room"] & object;
    const merged = mergeFrames(frame(1, { room }), frame(2));
    expect(merged.clock.nowUs).toBe(2);
    expect(merged.news.rows.map(({ atUs }) => atUs)).toEqual([1, 2]);
    expect(merged.room).toBe(room);
    const newer = { phase: 2 } as Frame["room"] & object;
    expect(mergeFrames(merged, frame(3, { room: newer })).room).toBe(newer);
  });

  /** A real socket whose other end can stop reading. */
  async function pair(limits: { mergeAtBytes: number; closeAtBytes: number }) {
    const http = createServer();
    const sockets = new WebSocketServer({ server: http });
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const { port } = http.address() as AddressInfo;
    const accepted = new Promise<WebSocket>((resolve) => sockets.once("connection", resolve));
    const reader = new WebSocket(`ws://127.0.0.1:${port}`);
    const texts: string[] = [];
    reader.on("message", (data) => texts.push(data.toString()));
    reader.on("error", () => undefined);
    const socket = await accepted;
    await new Promise<void>((resolve) =>
      reader.readyState === 1 ? resolve() : reader.once("open", resolve),
    );
    const close = () => {
      reader.terminate();
      sockets.close();
      http.close();
    };
    return { outbox: new Outbox(socket, limits), socket, reader, texts, close };
  }

  test("gets everything once and in order, in fewer frames, while the buffer keeps to its bound", async () => {
    const mergeAtBytes = 64 * 1024;
    const { outbox, socket, reader, texts, close } = await pair({
      mergeAtBytes,
      closeAtBytes: 64 * 1024 * 1024,
    });
    reader.pause();
    // More than the system's own buffers take, so that what follows has to wait here.
    const filler = { type: "progress", stage: "x".repeat(1_000_000), share: 0 } as const;
    let fillers = 0;
    while (socket.bufferedAmount <= mergeAtBytes) {
      outbox.send(filler);
      fillers += 1;
      await pause(1);
    }
    const bufferedBytes = socket.bufferedAmount;
    for (let number = 1; number <= 1500; number++) outbox.send(frame(number));
    expect(socket.bufferedAmount).toBe(bufferedBytes);
    reader.resume();
    await expect.poll(() => texts.at(-1)?.includes('"frame"')).toBe(true);
    outbox.send({ type: "done" });
    await expect.poll(() => texts.at(-1)).toBe('{"type":"done"}');
    const messages = texts.map((text) => JSON.parse(text));
    const rows = messages.flatMap(({ news }) => news?.rows ?? []);
    expect(rows.map(({ atUs }) => atUs)).toEqual(
      Array.from({ length: 1500 }, (_, index) => index + 1),
    );
    expect(messages.filter(({ type }) => type === "frame")).toHaveLength(1);
    expect(messages.filter(({ type }) => type === "progress")).toHaveLength(fillers);
    close();
  });

  test("is let go when the buffer has reached its bound", async () => {
    const closeAtBytes = 4 * 1024 * 1024;
    const { outbox, socket, reader, close } = await pair({ mergeAtBytes: 1024, closeAtBytes });
    reader.pause();
    const filler = { type: "progress", stage: "x".repeat(1_000_000), share: 0 } as const;
    let most = 0;
    for (let sent = 0; socket.readyState === WebSocket.OPEN && sent < 200; sent++) {
      most = Math.max(most, socket.bufferedAmount);
      outbox.send(filler);
      await pause(1);
    }
    expect(socket.readyState).not.toBe(WebSocket.OPEN);
    expect(most).toBeLessThanOrEqual(closeAtBytes);
    close();
  });

  test("is let go when frames have waited for longer than a greeting would take", async () => {
    const { outbox, socket, reader, close } = await pair({
      mergeAtBytes: 0,
      closeAtBytes: 64 * 1024 * 1024,
    });
    reader.pause();
    const filler = { type: "progress", stage: "x".repeat(1_000_000), share: 0 } as const;
    while (socket.bufferedAmount === 0) {
      outbox.send(filler);
      await pause(1);
    }
    for (let number = 0; number < 2001 && socket.readyState === WebSocket.OPEN; number++)
      outbox.send(frame(number));
    expect(socket.readyState).not.toBe(WebSocket.OPEN);
    close();
  });
});
