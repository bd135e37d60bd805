/** Who may ask, and from where. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codeOf, newSession, startGuarded } from "./guarded.js";
import { type Answer, ask, Player, refusedUpgrade, type TestServer } from "./support.js";

let server: TestServer;
let own: string;
let player: Player;
beforeAll(async () => {
  ({ server, player, own } = await startGuarded());
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

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
