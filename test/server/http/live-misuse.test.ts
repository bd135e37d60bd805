/** The live socket in the hands of a client that does wrong: refused or let go, and the session goes on. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { verifyBytes } from "./journal.js";
import { type LivePlayer, startLive } from "./live-player.js";
import { refusedUpgrade, type TestServer } from "./support.js";

let server: TestServer;
let player: LivePlayer;
beforeAll(async () => {
  ({ server, player } = await startLive());
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

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
    const { id, live } = await player.beginLive();
    await live.act("list_alerts");
    live.send(message);
    const refused = await live.until("refused");
    expect(refused.problem.code).toBe("request-malformed");
    expect(await live.act("list_deploys")).toMatchObject({ type: "acted", entry: { entry: 2 } });
    expect((await verifyBytes(await player.journalOf(id))).verdict).toBe("unfinished");
    live.socket.close();
  });

  test("what was meant for an act is refused under its number", async () => {
    const { live } = await player.beginLive();
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
    const { id, live } = await player.beginLive();
    send(live.socket);
    expect(await live.closed).toBe(code);
    expect((await player.act(id, "list_alerts")).status).toBe(200);
  });

  test("after the end acts are refused, and whoever comes is told that the debrief is there", async () => {
    const { id, live } = await player.beginLive();
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
    expect((await verifyBytes(await player.journalOf(id))).verdict).toBe("match");
    live.socket.close();
    late.socket.close();
  });

  test("a session that is deleted takes its sockets along", async () => {
    const { id, live } = await player.beginLive();
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
