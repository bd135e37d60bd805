/** A socket whose other end reads more slowly than it is written to, or not at all. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import type { Frame } from "../../../src/server/api/live.js";
import { mergeFrames, Outbox } from "../../../src/server/http/live/outbox.js";

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
