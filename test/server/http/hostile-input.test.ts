/** What comes in and should not: bodies, addresses and bytes that are no request of ours. */
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codeOf, newSession, startGuarded } from "./guarded.js";
import { ask, type Player, type TestServer } from "./support.js";

let server: TestServer;
let player: Player;
beforeAll(async () => {
  ({ server, player } = await startGuarded());
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

describe("what comes in", () => {
  const post = (body: string | Uint8Array, type = "application/json") =>
    player.ask("POST", "/sessions", { body, headers: { "content-type": type } });

  test.each([
    ["no JSON", "{", 400, "request-malformed"],
    ["nothing", "", 400, "request-malformed"],
    ["JSON with more behind it", '{"drill":"first-page"} {}', 400, "request-malformed"],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x00]), 400, "request-malformed"],
    ["very deep lists", "[".repeat(100_000), 400, "request-malformed"],
    ["very deep maps", '{"a":'.repeat(20_000), 400, "request-malformed"],
    ["a prototype", '{"__proto__":{"drill":"first-page"}}', 400, "request-malformed"],
    ["too much", `{"drill":"${"x".repeat(200_000)}"}`, 413, "request-too-large"],
  ])("%s", async (_, body, status, code) => {
    expect(codeOf(await post(body))).toEqual([status, code]);
  });

  test("too much, of a length that is not told", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1");
      let text = "";
      socket.on("data", (data) => {
        text += data;
      });
      socket.on("close", () => resolve(text));
      socket.on("error", reject);
      const { authorization } = player.authorization;
      socket.write(
        `POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${authorization}\r\nConnection: close\r\n` +
          "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      const chunk = "x".repeat(0x4000);
      for (let i = 0; i < 12; i++) socket.write(`4000\r\n${chunk}\r\n`);
      socket.write("0\r\n\r\n");
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("request-too-large");
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonish",
  ])("a body of type %s", async (type) => {
    expect(codeOf(await post(JSON.stringify(newSession), type))).toEqual([415, "media-type"]);
  });

  test("a body without a type", async () => {
    const answer = await ask(server.port, "POST", "/api/v1/sessions", {
      headers: player.authorization,
      body: Buffer.from(JSON.stringify(newSession)),
    });
    expect(codeOf(answer)).toEqual([415, "media-type"]);
  });

  test("long addresses and many headers", async () => {
    const long = await player.get(`/${"x".repeat(3000)}`);
    expect(codeOf(long)).toEqual([414, "address-too-long"]);
    const large = await player.ask("GET", "/health", { headers: { "x-much": "x".repeat(20_000) } });
    expect([large.status, large.problem.code]).toEqual([431, "request-too-large"]);
  });

  test.each([
    "GET\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
    "\u0016\u0003\u0001",
  ])("what is no HTTP: %j", async (text) => {
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"request-malformed"');
  });

  test.each([
    "/..%2f..%2fpackage.json",
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "//evil",
    "/\\evil",
    "/%00",
    "/secret.pem",
    "/.vite/manifest.json",
  ])("no path such as %s leads to a file", async (path) => {
    const answer = await raw(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404) /);
  });

  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write(text, "latin1"));
      let answer = "";
      socket.on("data", (data) => {
        answer += data;
      });
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  }
});
