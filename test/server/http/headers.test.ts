/** What every answer says to a browser, of whatever kind it is. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startGuarded } from "./guarded.js";
import { type Answer, ask, type Player, refusedUpgrade, type TestServer } from "./support.js";

let server: TestServer;
let own: string;
let player: Player;
beforeAll(async () => {
  ({ server, player, own } = await startGuarded());
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

describe("headers of every kind of answer", () => {
  const kinds: [string, () => Promise<Answer>][] = [
    ["the page", () => ask(server.port, "GET", "/play/0123456789abcdefghijkl/map")],
    ["a file", () => ask(server.port, "GET", "/assets/index-a1b2c3d4.js")],
    ["a document", () => player.get("/drills")],
    ["the description", () => player.get("/openapi.json")],
    ["lines", () => player.get(`/sessions/${own}/journal`)],
    ["nothing", () => player.ask("DELETE", `/sessions/${own}/share`)],
    ["a problem", () => player.get("/nowhere")],
    [
      "a refusal by name",
      () => ask(server.port, "GET", "/", { headers: { host: "evil.example.org" } }),
    ],
    ["a refusal of a body", () => player.ask("POST", "/sessions", { body: "x" })],
    ["no such page", () => ask(server.port, "GET", "/nowhere")],
  ];

  test.each(kinds)("%s", async (_, asked) => {
    const { headers } = await asked();
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(headers["permissions-policy"]).toContain("camera=()");
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers).not.toHaveProperty("x-powered-by");
    expect(headers).not.toHaveProperty("server");
  });

  test("a refused upgrade too", async () => {
    const { headers } = await refusedUpgrade(server.port, "/api/v1/nowhere", player.authorization);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "content-type": "application/json",
    });
  });

  test("answers of the interface are kept nowhere", async () => {
    expect((await player.get("/sessions")).headers["cache-control"]).toBe("no-store");
  });
});
