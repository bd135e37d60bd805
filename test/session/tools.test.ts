import { beforeEach, describe, expect, test } from "vitest";
import type { Drill } from "../../src/drill/drill.js";
import {
  changedBy,
  Desk,
  type JsonObject,
  openSession,
  type Session,
} from "../../src/session/index.js";
import { act, drill, open, openings } from "./support.js";

let session: Session;
beforeEach(async () => {
  session = await open();
});

const result = async (tool: string, input: object = {}) =>
  (await act(session, tool, input)).result as JsonObject;

describe("the desk", () => {
  test("offers what the drill names, and always a way to wait and to finish", () => {
    const names = session.desk.describe().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["roll_back", "wait", "finish"]));
    const few = new Desk(
      { ...drill, tools: [{ name: "list_alerts", limits: {}, costUs: null }] },
      "stepped",
    );
    expect(few.describe().map(({ name }) => name)).toEqual(["list_alerts", "wait", "finish"]);
  });

  test("lists every legal name in the JSON Schema, and the drill's limits and costs hold", () => {
    const limits = { services: ["back"] };
    const desk = new Desk(
      {
        ...drill,
        tools: [{ name: "restart_service", limits, costUs: 7_000_000 }],
      },
      "stepped",
    );
    const [restart] = desk.describe();
    expect(restart).toMatchObject({
      costSeconds: 7,
      inputSchema: {
        type: "object",
        properties: { service: { enum: ["back"] } },
        required: ["service"],
        additionalProperties: false,
      },
    });
    expect(desk.check("restart_service", { service: "front" })).toMatchObject({
      code: "name-unknown",
    });
  });

  test.each([
    [
      "a tool that does not exist",
      { tools: [{ name: "pray", limits: {}, costUs: null }] },
      "action-unknown",
    ],
    [
      "a tool that the drill has no use for",
      {
        tools: [{ name: "set_flag", limits: {}, costUs: null }],
        system: { ...drill.system, flags: [] },
      },
      "value-invalid",
    ],
  ] as [string, Partial<Drill>, string][])("refuses %s", (_, changes, code) => {
    expect(() => new Desk({ ...drill, ...changes }, "stepped")).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe("observing", () => {
  test("list_alerts tells what fires, since when, and what fired", async () => {
    await result("wait", { seconds: 60 });
    await result("acknowledge_page", { alert: "back-errors" });
    expect(await result("list_alerts")).toEqual({
      alerts: [
        {
          alert: "back-errors",
          severity: "page",
          state: "firing",
          since: "12:02:30",
          acknowledged: true,
        },
      ],
      log: [{ at: "12:03:30", alert: "back-errors", state: "firing" }],
    });
  });

  test("query_metrics gives a value and a series over whole intervals, none of them later than now", async () => {
    const { value, points, unit } = (await result("query_metrics", {
      metric: "error_share",
      of: "back",
      window: "30 s",
    })) as { value: number; points: { at: string; value: number }[]; unit: string };
    expect(value).toBeGreaterThan(0.2);
    expect(unit).toBe("share from 0 to 1");
    expect(points.map(({ at }) => at)).toEqual([
      "12:02:45",
      "12:02:50",
      "12:02:55",
      "12:03:00",
      "12:03:05",
      "12:03:10",
    ]);
  });

  test("query_metrics measures a whole interval at least, and says so", async () => {
    const { value, points, note } = await result("query_metrics", {
      metric: "rate",
      of: "users",
      window: "1 s",
    });
    expect(value).toBeGreaterThan(0);
    expect(points).toHaveLength(1);
    expect(note).toContain("5 s");
  });

  test("query_metrics widens its steps rather than flood", async () => {
    await result("wait", { seconds: 200 });
    const { points } = await result("query_metrics", {
      metric: "rate",
      of: "users",
      window: "1 h",
    });
    expect((points as unknown[]).length).toBeLessThanOrEqual(60);
  });

  test("percentiles are in order wherever they are measured", async () => {
    for (const of of ["front", "back", "front->back", "users", "users.buy"]) {
      const [p50, p95, p99] = await Promise.all(
        ["p50", "p95", "p99"].map(
          async (metric) => (await result("query_metrics", { metric, of })).value as number,
        ),
      );
      expect(p50).toBeGreaterThan(0);
      expect(p95).toBeGreaterThanOrEqual(p50!);
      expect(p99).toBeGreaterThanOrEqual(p95!);
    }
  });

  test("search_logs finds lines, and a trace of a failed request shows its spans", async () => {
    const { lines } = (await result("search_logs", {
      service: "back",
      level: "error",
      limit: 5,
    })) as {
      lines: { service: string; level: string }[];
    };
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(({ service, level }) => service === "back" && level === "error")).toBe(true);
    const { traces } = (await result("list_traces", { failedOnly: true, limit: 1 })) as {
      traces: { trace: string }[];
    };
    const { found, spans } = await result("get_trace", { trace: traces[0]!.trace });
    expect(found).toBe(true);
    expect((spans as { name: string }[]).map(({ name }) => name)).toContain("front->back");
    expect(await result("get_trace", { trace: "t0zzzzz" })).toMatchObject({
      found: false,
      spans: [],
    });
  });

  test("show_topology tells configuration and measures of everything", async () => {
    await result("shed_load", { route: "users.read", share: "50 %" });
    await result("block_calls", { call: "front->back", mode: "reject" });
    await result("wait", { seconds: 60 });
    const topology = await result("show_topology");
    expect(topology).toMatchObject({
      sources: [
        {
          source: "users",
          routes: [
            { route: "users.read", shed: 0.5 },
            { route: "users.buy", shed: 0 },
          ],
        },
      ],
      services: [
        { service: "front", site: null, releases: { v1: 2 }, threadsPerReplica: 20, replicasUp: 2 },
        { service: "back", site: null, releases: { v2: 1 }, rate: 0 },
        { service: "front", site: "standby", threadsPerReplica: 10 },
      ],
      calls: [
        {
          call: "front->back",
          blocked: "reject",
          policy: { timeout: "2 s", retries: 1, skippedByFlag: "store-later" },
        },
      ],
      flags: { "store-later": false },
    });
  });

  test("list_deploys shows deploys of the past and what was rolled back", async () => {
    await result("roll_back", { service: "back" });
    await result("wait", { seconds: 30 });
    expect(await result("list_deploys")).toEqual({
      deploys: [
        {
          at: "12:03:30",
          service: "back",
          release: "v1",
          by: "player",
          summary: "roll back from v2",
        },
        {
          at: "12:02:00",
          service: "back",
          release: "v2",
          by: "Ada Brown",
          summary: "store faster",
        },
      ],
      running: { front: { v1: 2 }, back: { v1: 1 } },
    });
  });

  test("read_runbook gives its text", async () => {
    expect(await result("read_runbook", { runbook: "back-errors" })).toMatchObject({
      title: "Back end errors",
      text: expect.stringContaining("what changed"),
    });
  });
});

describe("an external service", () => {
  const services = drill.system.services.map((service) =>
    service.name === "back" ? { ...service, kind: "external" as const } : service,
  );
  const hashes = { ...drill.hashes, world: "external" };
  const external: Drill = { ...drill, system: { ...drill.system, services }, hashes };
  external.tools = drill.tools.filter(({ name }) => name !== "roll_back");

  beforeEach(async () => {
    const seats = [{ seat: "player", player: "test" }];
    session = await openSession({ drill: external, seed: 1, seats, clock: "stepped", openings });
  });

  test.each([
    ["query_metrics", { metric: "p99", of: "back" }],
    ["search_logs", { service: "back" }],
    ["list_traces", { service: "back" }],
  ])("cannot be looked into with %s", (tool, input) => {
    expect(session.desk.check(tool, input)).toMatchObject({ code: "name-unknown" });
  });

  test("is seen as its callers see it", async () => {
    const { services: shown, calls } = session.topology();
    expect(shown.map(({ service }) => service)).toEqual(["front", "front"]);
    expect(calls).toMatchObject([{ call: "front->back", errorShare: expect.any(Number) }]);
    const query = { metric: "error_share", of: "front->back" };
    expect((await result("query_metrics", query)).value).toBeGreaterThan(0);
    const { traces } = await result("list_traces", { failedOnly: true, limit: 1 });
    const [{ trace }] = traces as [{ trace: string }];
    const { spans } = await result("get_trace", { trace });
    const names = (spans as { name: string }[]).map(({ name }) => name);
    expect(names).toContain("front->back");
    expect(names).toContain("front");
    expect(names).not.toContain("back");
  });
});

describe("operating", () => {
  const effects: [string, object, object][] = [
    [
      "set_call_policy",
      {
        call: "front->back",
        timeout: "500 ms",
        retries: 3,
        backoff: "100 ms",
        retryBudget: "10 %",
      },
      {
        change: "call-policy",
        set: {
          timeoutUs: 500_000,
          retries: {
            count: 3,
            backoff: { baseUs: 100_000, jitter: "full" },
            budget: { share: 0.1 },
          },
        },
      },
    ],
    [
      "set_call_policy",
      { call: "*", retries: 0, timeout: "none" },
      {
        change: "call-policy",
        set: { retries: null, timeoutUs: null },
      },
    ],
    [
      "set_call_policy",
      { call: "front->back", breaker: {}, fallback: "later", bulkhead: 5 },
      {
        change: "call-policy",
        set: {
          breaker: {
            failureShare: 0.5,
            windowUs: 10_000_000,
            minimumCalls: 20,
            openUs: 30_000_000,
            trialCalls: 5,
          },
          fallback: { mark: "later" },
          bulkhead: 5,
        },
      },
    ],
    [
      "block_calls",
      { call: "front->back", mode: "drop" },
      { change: "block", from: "front", to: "back", mode: "drop" },
    ],
    [
      "set_flag",
      { flag: "store-later", on: true },
      { change: "flag", flag: "store-later", on: true },
    ],
    [
      "shed_load",
      { route: "users.buy", share: "100 %" },
      { change: "shed", source: "users", route: "buy", share: 1 },
    ],
    [
      "shed_load",
      { route: "*", share: "20 %" },
      { change: "shed", source: "users", route: null, share: 0.2 },
    ],
    ["restart_service", { service: "back" }, { change: "restart", service: "back" }],
    [
      "scale_service",
      { service: "back", replicas: 4 },
      { change: "scale", service: "back", replicas: 4 },
    ],
    [
      "shift_traffic",
      { route: "users", share: "25 %" },
      { change: "shift", site: "standby", share: 0.25 },
    ],
    ["roll_back", { service: "back" }, { change: "release", service: "back", release: "v1" }],
  ];

  test.each(effects)("%s %j has its effect and states it", async (tool, input, change) => {
    expect(await result(tool, input)).toMatchObject({ changed: true });
    expect(session.journal.entries[0]!.effect).toMatchObject({ changed: true, changes: [change] });
  });

  test("a policy keeps what it does not name", async () => {
    await result("set_call_policy", { call: "front->back", retries: 0 });
    const { policy } = await result("set_call_policy", { call: "front->back", bulkhead: 9 });
    expect(policy).toMatchObject({ timeout: "2 s", retries: 0, bulkhead: 9, breaker: "none" });
  });

  test("rolling back further than the first release changes nothing", async () => {
    await result("roll_back", { service: "back" });
    expect(await result("roll_back", { service: "back" })).toEqual({
      changed: false,
      service: "back",
      from: "v1",
      to: null,
    });
  });

  test("looking and talking have no effect on the system", async () => {
    await result("show_topology");
    await result("post_status", { state: "investigating", text: "We are on it." });
    expect(session.journal.entries.map(changedBy)).toEqual([null, null]);
  });
});

describe("telling people and steering", () => {
  test("incident, roles, status, messages and escalation are confirmed", async () => {
    expect(
      await result("declare_incident", { severity: "SEV-2", title: "Purchases fail" }),
    ).toEqual({
      severity: "SEV-2",
      title: "Purchases fail",
      declaredAt: "12:03:20",
    });
    expect(
      await result("declare_incident", { severity: "SEV-1", title: "All fail" }),
    ).toMatchObject({
      severity: "SEV-1",
      declaredAt: "12:03:20",
    });
    await result("assign_role", { role: "scribe", person: "ada" });
    expect(await result("assign_role", { role: "incident-commander", person: "me" })).toEqual({
      roles: { scribe: "ada", "incident-commander": "player" },
    });
    expect(await result("post_status", { state: "identified", text: "Soon." })).toMatchObject({
      posted: true,
    });
    expect(await result("send_message", { channel: "on-call", text: "Hi" })).toMatchObject({
      sent: true,
    });
    expect(await result("escalate", { person: "ada", text: "Help" })).toMatchObject({
      paged: "Ada Brown",
    });
  });

  test("an alert that is not firing cannot be acknowledged", async () => {
    await result("roll_back", { service: "back" });
    await result("wait", { seconds: 180 });
    expect(await result("acknowledge_page", { alert: "back-errors" })).toEqual({
      alert: "back-errors",
      firing: false,
      acknowledgedAt: null,
    });
  });

  test("hints come one after another until there are none, and phases end with the last", async () => {
    expect(await result("take_hint")).toEqual({
      hint: "What changed?",
      topic: "change",
      level: 1,
      costPoints: 5,
      left: 0,
    });
    expect(await result("take_hint")).toMatchObject({ hint: null, left: 0 });
    expect(await result("next_phase")).toEqual({
      changed: true,
      phase: "mend",
      title: "Mend",
      minutes: 5,
    });
    expect(await result("next_phase")).toMatchObject({ changed: false, phase: "mend" });
  });

  test("waiting ends with the time or with news, whichever comes first", async () => {
    await result("wait", { seconds: 10, until: "news" });
    expect(session.nowUs).toBe(drill.opensUs + 10_000_000);
    await result("wait", { seconds: 60, until: "news" });
    expect(session.nowUs).toBe(drill.opensUs + 30_000_000);
  });
});

describe("nothing that players get", () => {
  test("holds gold or the hidden timeline", async () => {
    const told: unknown[] = [session.opening, session.desk.describe()];
    for (const tool of [
      "show_topology",
      "list_alerts",
      "list_deploys",
      "search_logs",
      "take_hint",
    ]) {
      told.push(await result(tool));
    }
    const text = JSON.stringify(told);
    for (const gold of drill.gold) {
      expect(text).not.toContain(gold);
      expect(text).not.toContain(Buffer.from(gold).toString("base64").replace(/=+$/, ""));
    }
  });
});
