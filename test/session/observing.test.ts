/** The tools that look: at a system of one's own, and at a service of somebody else's. */
import { beforeEach, describe, expect, test } from "vitest";
import type { Drill } from "../../src/drill/drill.js";
import { openSession, type Session } from "../../src/session/index.js";
import { drill, open, openings, resultOf } from "./support.js";

let session: Session;
beforeEach(async () => {
  session = await open();
});
const result = (tool: string, input: object = {}) => resultOf(session, tool, input);

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
