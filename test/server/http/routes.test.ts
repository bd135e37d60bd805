/** Every route: what it does when all is well, and what it says when it is not. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../../src/server/api/routes.js";
import { Description } from "./description.js";
import { readDrills, verifyBytes } from "./journal.js";
import { type Answer, ask, Player, startServer, type TestServer } from "./support.js";

let server: TestServer;
let description: Description;
let player: Player;
let finished: string;
let running: string;

beforeAll(async () => {
  server = await startServer();
  description = await Description.of(server.port);
  player = new Player(server.port);
  finished = (await player.finished({ seed: 3 })).id;
  running = (await player.begin()).id;
});
afterAll(() => server.close());

const answered = new Set<string>();
const nobody = "0123456789abcdefghijkl";

/** Asks by a route's name, and holds the answer against the description. */
async function call(
  name: keyof typeof routes,
  path: Record<string, string> = {},
  body?: unknown,
  who: Player = player,
): Promise<Answer> {
  const [method, template] = name.split(" ") as [string, string];
  const filled = template.replace(/\{(\w+)\}/g, (_, key: string) => path[key]!);
  const answer = await who.ask(method, filled, { body });
  expect(
    description.faultsOf(`${method} /api/v1${template}`, answer),
    answer.text.slice(0, 300),
  ).toEqual([]);
  if (answer.status < 400) answered.add(name);
  return answer;
}

describe("what the routes do", () => {
  test("GET /health", async () => {
    const { status, json } = await call("GET /health");
    expect(status).toBe(200);
    expect(json.status).toBe("ok");
  });

  test("GET /drills lists what is shipped", async () => {
    const { json } = await call("GET /drills");
    const shipped = readDrills();
    expect(json.drills.map((drill: { id: string }) => drill.id)).toEqual(
      shipped.map(({ id }) => id),
    );
    const cascade = json.drills.find(({ id }: { id: string }) => id === "bank-api-cascade");
    expect(cascade).toMatchObject({ difficulty: "hard", minutes: 45, severity: "SEV-1" });
    expect(cascade.phases.length).toBeGreaterThan(0);
  });

  test("POST /sessions begins a run, with the seed that was asked for or a drawn one", async () => {
    const given = await call("POST /sessions", {}, { drill: "first-page", seed: 11 });
    expect(given.status).toBe(201);
    expect(given.json.session).toMatchObject({
      drill: "first-page",
      seed: 11,
      status: "live",
      points: null,
    });
    const drawn = await call("POST /sessions", {}, { drill: "first-page" });
    const other = await call("POST /sessions", {}, { drill: "first-page" });
    // One of the few whose openings are kept.
    for (const { json } of [drawn, other]) expect([1, 2, 3, 4, 5]).toContain(json.session.seed);
    expect(drawn.json.session.id).not.toBe(other.json.session.id);
  });

  test("GET /sessions lists the caller's own, newest first", async () => {
    const own = new Player(server.port);
    expect((await call("GET /sessions", {}, undefined, own)).json.sessions).toEqual([]);
    const [first, second] = [await own.begin(), await own.begin({ seed: 2 })];
    const { json } = await call("GET /sessions", {}, undefined, own);
    expect(json.sessions.map(({ id }: { id: string }) => id)).toEqual([second.id, first.id]);
  });

  test("GET /sessions/{id}", async () => {
    const live = await call("GET /sessions/{id}", { id: running });
    expect(live.json.session).toMatchObject({
      id: running,
      title: "Your first page",
      status: "live",
    });
    const done = await call("GET /sessions/{id}", { id: finished });
    expect(done.json.session).toMatchObject({ status: "done", verdict: "failed", entries: 2 });
  });

  test("an act is answered with its entry, and can be looked back at", async () => {
    const { id } = await player.begin();
    const acted = await call(
      "POST /sessions/{id}/actions",
      { id },
      { tool: "list_alerts", input: {} },
    );
    expect(acted.json.entry).toMatchObject({ entry: 1, tool: "list_alerts", group: "observe" });
    expect(acted.json.chain).toMatch(/^[0-9a-f]{64}$/);
    const recalled = await call("GET /sessions/{id}/entries/{entry}", { id, entry: "1" });
    expect(recalled.json).toEqual(acted.json);
  });

  test("the journal is what verify takes, while the run goes on and when it is over", async () => {
    const done = await call("GET /sessions/{id}/journal", { id: finished });
    expect(done.headers["content-disposition"]).toMatch(
      /^attachment; filename="first-page-3-[\w-]{8}\.jsonl"$/,
    );
    expect(await verifyBytes(done.bytes)).toMatchObject({ verdict: "match", problems: [] });
    const { id } = await player.begin();
    await player.act(id, "list_deploys");
    const open = await call("GET /sessions/{id}/journal", { id });
    expect((await verifyBytes(open.bytes)).verdict).toBe("unfinished");
    expect(open.text.trimEnd().split("\n")).toHaveLength(2);
  });

  test("a run goes on from a moment of another", async () => {
    const { json } = await call("GET /sessions/{id}/entries/{entry}", { id: finished, entry: "1" });
    const fork = await call(
      "POST /sessions/{id}/fork",
      { id: finished },
      { atUs: json.entry.atUs },
    );
    expect(fork.status).toBe(201);
    expect(fork.json.session).toMatchObject({
      seed: 3,
      status: "live",
      forkedFrom: { session: finished },
    });
    const next = await player.act(fork.json.session.id, "show_topology");
    expect(next.status).toBe(200);
  });

  test("what if an act had been left out, or added", async () => {
    const dropped = await call("POST /sessions/{id}/whatif", { id: finished }, { drop: 1 });
    expect(dropped.json.original.userRequests).toBeGreaterThan(0);
    const first = await call("GET /sessions/{id}/entries/{entry}", { id: finished, entry: "1" });
    const added = await call(
      "POST /sessions/{id}/whatif",
      { id: finished },
      {
        atUs: first.json.entry.atUs,
        tool: "acknowledge_page",
        input: { alert: "checkout-errors" },
      },
    );
    expect(added.json.curve.atUs.length).toBe(added.json.curve.altered.length);
  });

  test("the debrief and what the reference player did", async () => {
    const { json } = await call("GET /sessions/{id}/debrief", { id: finished });
    expect(json).toMatchObject({
      readOnly: false,
      score: { verdict: "failed" },
      session: { id: finished },
    });
    const reference = await call("GET /sessions/{id}/reference", { id: finished });
    expect(reference.json.points).toBe(reference.json.max);
  });

  test("a rating is kept", async () => {
    const rating = { overall: 4, note: "found it late" };
    expect((await call("PUT /sessions/{id}/rating", { id: finished }, rating)).status).toBe(204);
    expect((await player.get(`/sessions/${finished}/debrief`)).json.rating).toEqual(rating);
  });

  test("a debrief is shared until it is not", async () => {
    const share = await call("POST /sessions/{id}/share", { id: finished });
    const token = /^\/shared\/(.{22})$/.exec(share.json.path)![1]!;
    const stranger = new Player(server.port);
    const read = await call("GET /shared/{token}", { token }, undefined, stranger);
    expect(read.json).toMatchObject({ readOnly: true, session: { id: finished } });
    expect((await ask(server.port, "GET", `/api/v1/shared/${token}`)).status).toBe(200);
    expect((await call("DELETE /sessions/{id}/share", { id: finished })).status).toBe(204);
    const gone = await call("GET /shared/{token}", { token }, undefined, stranger);
    expect([gone.status, gone.problem.code]).toEqual([404, "share-unknown"]);
  });

  test("a session is deleted for good", async () => {
    const { id } = await player.begin();
    await player.act(id, "list_alerts");
    expect((await call("DELETE /sessions/{id}", { id })).status).toBe(204);
    const after = await call("GET /sessions/{id}", { id });
    expect([after.status, after.problem.code]).toEqual([404, "session-unknown"]);
  });

  test("one's own data is taken along, then deleted", async () => {
    const own = new Player(server.port);
    const { id } = await own.finished({ seed: 5 });
    const journal = await own.get(`/sessions/${id}/journal`);
    const exported = await call("GET /me/export", {}, undefined, own);
    const lines = exported.text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ kind }) => kind)).toEqual([
      "player",
      "session",
      "journal",
      "journal",
      "journal",
      "journal",
      "debrief",
    ]);
    const journalLines = lines.filter(({ kind }) => kind === "journal").map(({ line }) => line);
    expect(journalLines.join("")).toBe(journal.text);
    expect(exported.text).not.toContain(own.token);

    expect((await call("DELETE /me", {}, undefined, own)).status).toBe(204);
    expect((await call("GET /me/export", {}, undefined, own)).text).toBe("");
    expect((await call("GET /sessions/{id}", { id }, undefined, own)).status).toBe(404);
  });
});

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

describe("the description", () => {
  test("is OpenAPI 3.1 and names every route of the table, and no other", () => {
    expect(description.document.openapi).toBe("3.1.0");
    const table = Object.keys(routes).map((name) => name.replace(" ", " /api/v1"));
    expect([...description.names].sort()).toEqual(table.sort());
  });

  test("every reference leads somewhere, and every name is used", () => {
    const text = JSON.stringify(description.document);
    const named = Object.keys(description.document.components.schemas);
    const referred = new Set(
      [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!),
    );
    expect([...referred].sort()).toEqual(named.sort());
  });

  test("it finds what is wrong with an answer", async () => {
    const answer = await player.get("/health");
    const changed = { ...answer, text: answer.text.replace("ok", "unwell") };
    expect(description.faultsOf("GET /api/v1/health", answer)).toEqual([]);
    expect(description.faultsOf("GET /api/v1/health", changed)).not.toEqual([]);
    expect(description.faultsOf("GET /api/v1/health", { ...answer, status: 201 })).not.toEqual([]);
  });

  test("every route was seen to do what it is for", () => {
    expect([...answered].sort()).toEqual(Object.keys(routes).sort());
  });
});

test("none of this was a fault of ours", () => expect(server.faults).toEqual([]));
