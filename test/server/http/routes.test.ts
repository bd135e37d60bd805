/** Every route: what it does when all is well, and how it is described. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../../src/server/api/routes.js";
import { type Described, startDescribed } from "./described.js";
import type { Description } from "./description.js";
import { readDrills, verifyBytes } from "./journal.js";
import { ask, Player, type TestServer } from "./support.js";

let server: TestServer;
let description: Description;
let player: Player;
let finished: string;
let running: string;
let call: Described["call"];
let answered: Described["answered"];
beforeAll(async () => {
  ({ server, description, player, finished, running, call, answered } = await startDescribed());
});
afterAll(() => server.close());

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
