/** Every route: what it says when it cannot do what it was asked. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../../src/server/api/routes.js";
import { type Described, nobody, startDescribed } from "./described.js";
import { type Answer, Player, type TestServer } from "./support.js";

let server: TestServer;
let player: Player;
let finished: string;
let running: string;
let call: Described["call"];
beforeAll(async () => {
  ({ server, player, finished, running, call } = await startDescribed());
});
afterAll(() => server.close());
afterEach(() => expect(server.faults).toEqual([]));

describe("what the routes refuse", () => {
  const refused = async (answer: Promise<Answer>) => {
    const { status, problem } = await answer;
    return [status, problem.code];
  };

  test.each(Object.entries(routes).filter(([name]) => name.includes("/sessions/{id}")))(
    "%s: an unknown session, a foreign one and one that cannot be",
    async (name, route) => {
      const stranger = new Player(server.port);
      await stranger.begin();
      const bodies: Record<string, unknown> = {
        "POST /sessions/{id}/actions": { tool: "list_alerts", input: {} },
        "POST /sessions/{id}/fork": { atUs: 1 },
        "POST /sessions/{id}/whatif": { drop: 1 },
        "PUT /sessions/{id}/rating": { overall: 1 },
      };
      const body = "body" in route ? bodies[name] : undefined;
      const known = name as keyof typeof routes;
      const unknown = await call(known, { id: nobody, entry: "1" }, body);
      const foreign = await call(known, { id: finished, entry: "1" }, body, stranger);
      const unknowing = await call(
        known,
        { id: finished, entry: "1" },
        body,
        new Player(server.port),
      );
      const impossible = await call(known, { id: "short", entry: "1" }, body);
      expect(unknown.status).toBe(404);
      expect(unknown.problem.code).toBe("session-unknown");
      for (const other of [foreign, unknowing, impossible]) {
        expect(other.status).toBe(404);
        expect(other.text).toBe(unknown.text);
      }
    },
  );

  test.each([
    ["no drill", { seed: 1 }, 400, "request-malformed"],
    ["a wrong type", { drill: 7 }, 400, "request-malformed"],
    ["a key too many", { drill: "first-page", more: 1 }, 400, "request-malformed"],
    ["a seed below 0", { drill: "first-page", seed: -1 }, 400, "request-malformed"],
    ["a seed with a fraction", { drill: "first-page", seed: 0.5 }, 400, "request-malformed"],
    ["an unknown speed", { drill: "first-page", speed: "99x" }, 400, "request-malformed"],
    ["a list", [], 400, "request-malformed"],
    ["null", null, 400, "request-malformed"],
    ["an unknown drill", { drill: "first-pag" }, 404, "drill-unknown"],
    ["a path for a drill", { drill: "../drills/first-page" }, 404, "drill-unknown"],
  ])("a new session with %s", async (_, body, status, code) => {
    expect(await refused(call("POST /sessions", {}, body))).toEqual([status, code]);
  });

  test.each([
    ["an unknown tool", { tool: "reboot_everything", input: {} }, 422, "action-unknown"],
    ["a key too many", { tool: "list_alerts", input: { more: 1 } }, 422, "key-unknown"],
    ["no key", { tool: "roll_back", input: {} }, 422, "key-missing"],
    ["an unknown name", { tool: "roll_back", input: { service: "nope" } }, 422, "name-unknown"],
    ["a wrong type", { tool: "wait", input: { seconds: "soon" } }, 422, "value-invalid"],
    ["no input", { tool: "list_alerts" }, 400, "request-malformed"],
    ["a list for its input", { tool: "list_alerts", input: [] }, 400, "request-malformed"],
    [
      "an entry that is no number",
      { tool: "list_alerts", input: {}, entry: "1" },
      400,
      "request-malformed",
    ],
    ["entry 0", { tool: "list_alerts", input: {}, entry: 0 }, 400, "request-malformed"],
    ["an entry far ahead", { tool: "list_alerts", input: {}, entry: 99 }, 409, "entry-ahead"],
  ])("an act with %s changes nothing", async (_, body, status, code) => {
    const before = (await player.get(`/sessions/${running}/journal`)).text;
    expect(await refused(call("POST /sessions/{id}/actions", { id: running }, body))).toEqual([
      status,
      code,
    ]);
    expect((await player.get(`/sessions/${running}/journal`)).text).toBe(before);
  });

  test("an act sent twice is taken once; another in its place is refused", async () => {
    const { id } = await player.begin();
    const body = { tool: "list_alerts", input: {}, entry: 1 };
    const first = await call("POST /sessions/{id}/actions", { id }, body);
    const again = await call("POST /sessions/{id}/actions", { id }, body);
    expect(again.json).toEqual(first.json);
    const other = { tool: "list_deploys", input: {}, entry: 1 };
    expect(await refused(call("POST /sessions/{id}/actions", { id }, other))).toEqual([
      409,
      "entry-taken",
    ]);
    expect((await player.get(`/sessions/${id}/journal`)).text.trimEnd().split("\n")).toHaveLength(
      2,
    );
  });

  test("after the end nothing can be done, but what was done can be asked for again", async () => {
    const late = { tool: "list_alerts", input: {} };
    expect(await refused(call("POST /sessions/{id}/actions", { id: finished }, late))).toEqual([
      409,
      "session-finished",
    ]);
    const again = await call(
      "POST /sessions/{id}/actions",
      { id: finished },
      { ...late, entry: 1 },
    );
    expect(again.json.entry.entry).toBe(1);
  });

  test.each(["debrief", "reference"])("no %s before the end", async (what) => {
    const answer = await player.get(`/sessions/${running}/${what}`);
    expect([answer.status, answer.problem.code]).toEqual([409, "session-unfinished"]);
  });

  test("no what-if and no share before the end", async () => {
    expect(await refused(call("POST /sessions/{id}/whatif", { id: running }, { drop: 1 }))).toEqual(
      [409, "session-unfinished"],
    );
    expect(await refused(call("POST /sessions/{id}/share", { id: running }))).toEqual([
      409,
      "session-unfinished",
    ]);
  });

  test("no what-if without an entry that is not there, or outside of the run", async () => {
    expect(
      await refused(call("POST /sessions/{id}/whatif", { id: finished }, { drop: 99 })),
    ).toEqual([404, "journal-entry-unknown"]);
    const early = { atUs: 0, tool: "list_alerts", input: {} };
    expect((await call("POST /sessions/{id}/whatif", { id: finished }, early)).status).toBe(422);
  });

  test("no fork outside of the run", async () => {
    for (const atUs of [0, Number.MAX_SAFE_INTEGER]) {
      expect(await refused(call("POST /sessions/{id}/fork", { id: finished }, { atUs }))).toEqual([
        422,
        "clock-outside",
      ]);
    }
  });

  test.each([{ overall: 0 }, { overall: 6 }, { overall: 3, note: "x".repeat(2001) }, {}])(
    "no rating such as %j",
    async (body) => {
      expect(await refused(call("PUT /sessions/{id}/rating", { id: finished }, body))).toEqual([
        400,
        "request-malformed",
      ]);
    },
  );

  test("entries that are not there", async () => {
    expect(
      await refused(call("GET /sessions/{id}/entries/{entry}", { id: finished, entry: "99" })),
    ).toEqual([404, "journal-entry-unknown"]);
    for (const entry of ["0", "-1", "1.5", "x", "99999999999999999999"]) {
      expect(
        await refused(call("GET /sessions/{id}/entries/{entry}", { id: finished, entry })),
      ).toEqual([400, "request-malformed"]);
    }
  });

  test("shares that are not there", async () => {
    for (const token of [nobody, "short"]) {
      expect(await refused(call("GET /shared/{token}", { token }))).toEqual([404, "share-unknown"]);
    }
  });

  test("paths and methods that are not there", async () => {
    const nowhere = await player.get("/nowhere");
    expect([nowhere.status, nowhere.problem.code]).toEqual([404, "route-unknown"]);
    const patched = await player.ask("PATCH", `/sessions/${running}`, { body: {} });
    expect([patched.status, patched.problem.code]).toEqual([405, "method-unknown"]);
    expect(patched.headers.allow).toBe("GET, DELETE");
    const live = await player.get(`/sessions/${running}/live`);
    expect([live.status, live.problem.code]).toEqual([426, "upgrade-needed"]);
  });
});
