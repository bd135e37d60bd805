/** Who may ask, from where, and how much. */

import { rmSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { defaultLimits } from "../../../src/server/http/limits.js";
import { writePage } from "./page.js";
import {
  type Answer,
  ask,
  generousLimits,
  Player,
  refusedUpgrade,
  startServer,
  type TestServer,
} from "./support.js";

let server: TestServer;
let own: string;
let player: Player;
const page = writePage();

beforeAll(async () => {
  server = await startServer({ page, allowHosts: ["war-room.example.org"] });
  player = new Player(server.port);
  own = (await player.begin()).id;
});
afterAll(async () => {
  await server.close();
  rmSync(page, { recursive: true });
});
afterEach(() => expect(server.faults).toEqual([]));

const codeOf = ({ status, problem }: Answer) => [status, problem.code];
const newSession = { drill: "first-page", seed: 1 };
const cookieOf = ({ headers }: Answer) => headers["set-cookie"]![0]!;

describe("by which name the server is called", () => {
  test.each(["evil.example.org", "evil.example.org:4600", "localhost.evil.example.org", "[evil"])(
    "not %s: on no path, and for no WebSocket",
    async (host) => {
      for (const path of [
        "/",
        "/api/v1/health",
        "/api/v1/sessions",
        "/assets/index-a1b2c3d4.js",
        "/nowhere",
      ]) {
        const answer = await ask(server.port, "GET", path, { headers: { host } });
        expect([421, 400]).toContain(answer.status);
        expect(["host-foreign", "request-malformed"]).toContain(answer.problem.code);
      }
      const live = `/api/v1/sessions/${own}/live`;
      const { status, problem } = await refusedUpgrade(server.port, live, {
        ...player.authorization,
        host,
      });
      expect([status, problem.code]).toEqual([421, "host-foreign"]);
    },
  );

  test.each(["localhost", "127.0.0.1:9", "[::1]:4600", "war-room.example.org"])(
    "%s",
    async (host) => {
      expect((await ask(server.port, "GET", "/api/v1/health", { headers: { host } })).status).toBe(
        200,
      );
    },
  );
});

describe("which page asks", () => {
  const origins = [
    "http://evil.example.org",
    "null",
    "http://127.0.0.1:1",
    "http://localhost:3000",
  ];

  test.each(origins)("not one of %s", async (origin) => {
    for (const [method, path] of [
      ["POST", "/api/v1/sessions"],
      ["DELETE", `/api/v1/sessions/${own}`],
      ["PUT", `/api/v1/sessions/${own}/rating`],
      ["DELETE", "/api/v1/me"],
    ] as const) {
      const headers = { ...player.authorization, origin };
      const answer = await ask(server.port, method, path, { headers, body: newSession });
      expect(codeOf(answer)).toEqual([403, "origin-foreign"]);
    }
    const live = `/api/v1/sessions/${own}/live`;
    const { status, problem } = await refusedUpgrade(server.port, live, {
      ...player.authorization,
      origin,
    });
    expect([status, problem.code]).toEqual([403, "origin-foreign"]);
    expect((await player.get(`/sessions/${own}`)).status).toBe(200);
  });

  test("no other origin is ever let in to read", async () => {
    const preflight = await ask(server.port, "OPTIONS", "/api/v1/sessions", {
      headers: { origin: "http://evil.example.org", "access-control-request-method": "POST" },
    });
    expect(preflight.status).toBe(405);
    const read = await ask(server.port, "GET", "/api/v1/drills", {
      headers: { origin: "http://evil.example.org" },
    });
    for (const { headers } of [preflight, read]) {
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    }
  });

  test("the server's own page plays by its cookie", async () => {
    const origin = `http://127.0.0.1:${server.port}`;
    const begun = await ask(server.port, "POST", "/api/v1/sessions", {
      headers: { origin },
      body: newSession,
    });
    expect(begun.status).toBe(201);
    const [cookie] = cookieOf(begun).split("; ");
    expect(cookieOf(begun)).toMatch(
      /^smokejumper=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    const { id } = begun.json.session;
    const headers = { origin, cookie: `other=1; ${cookie}` };
    const acted = await ask(server.port, "POST", `/api/v1/sessions/${id}/actions`, {
      headers,
      body: { tool: "list_alerts", input: {} },
    });
    expect(acted.status).toBe(200);
    expect(acted.headers["set-cookie"]).toBeUndefined();
    const listed = await ask(server.port, "GET", "/api/v1/sessions", {
      headers: { cookie: cookie! },
    });
    expect(listed.json.sessions).toHaveLength(1);

    const noOrigin = await ask(server.port, "DELETE", `/api/v1/sessions/${id}`, {
      headers: { cookie: cookie! },
    });
    expect(codeOf(noOrigin)).toEqual([403, "origin-foreign"]);
    const left = await ask(server.port, "DELETE", "/api/v1/me", { headers });
    expect(left.status).toBe(204);
    expect(cookieOf(left)).toMatch(/^smokejumper=; .*Max-Age=0/);
  });

  test("over TLS the cookie never leaves it", async () => {
    const headers = { host: "war-room.example.org", origin: "https://war-room.example.org" };
    const begun = await ask(server.port, "POST", "/api/v1/sessions", { headers, body: newSession });
    expect(cookieOf(begun)).toMatch(/; Secure$/);
  });
});

describe("players", () => {
  test("one cannot see, act in, end or watch another's session", async () => {
    const other = new Player(server.port);
    await other.begin();
    const asked = [
      await other.get(`/sessions/${own}`),
      await other.get(`/sessions/${own}/journal`),
      await other.get(`/sessions/${own}/debrief`),
      await other.act(own, "list_alerts"),
      await other.ask("DELETE", `/sessions/${own}`),
      await other.ask("POST", `/sessions/${own}/share`),
    ];
    for (const answer of asked) expect(codeOf(answer)).toEqual([404, "session-unknown"]);
    const live = `/api/v1/sessions/${own}/live`;
    const { status, problem } = await refusedUpgrade(server.port, live, other.authorization);
    expect([status, problem.code]).toEqual([404, "session-unknown"]);
    const unknown = "/api/v1/sessions/0123456789abcdefghijkl/live";
    expect((await refusedUpgrade(server.port, unknown, other.authorization)).problem).toEqual(
      problem,
    );
    expect((await refusedUpgrade(server.port, live, {})).problem).toEqual(problem);
    expect((await other.get("/sessions")).text).not.toContain(own);
    expect((await other.get("/me/export")).text).not.toContain(own);
  });

  test.each(["Bearer short", "Basic dXNlcjpwYXNz", `Bearer ${"x".repeat(44)}`, ""])(
    "credentials such as %j are refused",
    async (authorization) => {
      const answer = await ask(server.port, "GET", "/api/v1/sessions", {
        headers: { authorization },
      });
      expect(codeOf(answer)).toEqual([400, "request-malformed"]);
    },
  );

  test("a cookie that cannot be ours is nobody's", async () => {
    for (const cookie of [
      "smokejumper=",
      "smokejumper=short",
      "smokejumper",
      "=;;=",
      "smokejumper=%00",
    ]) {
      const answer = await ask(server.port, "GET", "/api/v1/sessions", { headers: { cookie } });
      expect(answer.json.sessions).toEqual([]);
    }
  });

  test("ids cannot be guessed: 128 bits, no two alike", async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await player.begin()).id));
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
    expect(new Set(ids).size).toBe(5);
  });

  test("two first requests at once are one player's", async () => {
    const fresh = new Player(server.port);
    const begun = await Promise.all([fresh.begin(), fresh.begin({ seed: 2 })]);
    const listed = (await fresh.get("/sessions")).json.sessions.map(({ id }: { id: string }) => id);
    expect(listed.sort()).toEqual(begun.map(({ id }) => id).sort());
  });
});

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

describe("limits", () => {
  const few = { burst: 3, perSecond: 0.5 };
  const limited = async (
    limits: Partial<typeof defaultLimits>,
    then: (player: Player, server: TestServer) => Promise<void>,
    behindProxy = false,
  ) => {
    const strict = await startServer({ limits: { ...generousLimits, ...limits }, behindProxy });
    try {
      await then(new Player(strict.port), strict);
      expect(strict.faults).toEqual([]);
    } finally {
      await strict.close();
    }
  };
  const statuses = async (count: number, asked: () => Promise<Answer>) => {
    const answers: Answer[] = [];
    for (let i = 0; i < count; i++) answers.push(await asked());
    return answers;
  };

  test("a player who asks too much is told when to ask again, and others go on", () =>
    limited({ player: few }, async (greedy, { port }) => {
      const answers = await statuses(5, () => greedy.get("/drills"));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(answers[4]!.problem.code).toBe("rate-exceeded");
      expect(answers[4]!.headers["retry-after"]).toMatch(/^[12]$/);
      expect((await new Player(port).get("/drills")).status).toBe(200);
    }));

  test("so is an address, whatever tokens it makes up", () =>
    limited({ address: few }, async (_, { port }) => {
      const answers = await statuses(5, () => new Player(port).get("/drills"));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    }));

  test("behind a proxy it is the client's address that counts, as the proxy tells it", () =>
    limited(
      { address: few },
      async (_, { port }) => {
        const from = (forwarded: string) =>
          ask(port, "GET", "/api/v1/drills", { headers: { "x-forwarded-for": forwarded } });
        await statuses(3, () => from("203.0.113.1"));
        expect((await from("203.0.113.1")).status).toBe(429);
        expect((await from("203.0.113.2, 203.0.113.1")).status).toBe(429);
        expect((await from("203.0.113.2")).status).toBe(200);
      },
      true,
    ));

  test("simulations are counted for themselves", () =>
    limited({ heavy: few }, async (greedy) => {
      const answers = await statuses(4, () =>
        greedy.ask("POST", "/sessions", { body: newSession }),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
      expect((await greedy.get("/drills")).status).toBe(200);
    }));

  test("an address makes only so many players", () =>
    limited({ newPlayers: few }, async (_, { port }) => {
      const answers = await statuses(4, () =>
        new Player(port).ask("POST", "/sessions", { body: newSession }),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
    }));

  test("a player keeps only so many sessions", () =>
    limited({ sessionsPerPlayer: 2 }, async (keeper) => {
      const [first] = [await keeper.begin(), await keeper.begin()];
      const full = await keeper.ask("POST", "/sessions", { body: newSession });
      expect(codeOf(full)).toEqual([409, "sessions-full"]);
      expect(
        codeOf(
          await keeper.ask("POST", `/sessions/${first.id}/fork`, { body: { atUs: 960_000_000 } }),
        ),
      ).toEqual([409, "sessions-full"]);
      await keeper.ask("DELETE", `/sessions/${first.id}`);
      expect((await keeper.ask("POST", "/sessions", { body: newSession })).status).toBe(201);
    }));

  test("only so many live sockets, for a player and in all", () =>
    limited({ socketsPerPlayer: 2, sockets: 3 }, async (watcher, { port }) => {
      const { id } = await watcher.begin();
      const path = `/api/v1/sessions/${id}/live`;
      const first = await watcher.watch(id);
      await watcher.watch(id);
      const third = await refusedUpgrade(port, path, watcher.authorization);
      expect([third.status, third.problem.code]).toEqual([429, "sockets-full"]);
      const other = new Player(port);
      const theirs = await other.begin();
      await other.watch(theirs.id);
      const fourth = await refusedUpgrade(
        port,
        `/api/v1/sessions/${theirs.id}/live`,
        other.authorization,
      );
      expect([fourth.status, fourth.problem.code]).toEqual([429, "sockets-full"]);
      first.socket.close();
      await first.closed;
      await expect
        .poll(() =>
          watcher.watch(id).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
    }));
});
