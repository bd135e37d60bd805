import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import { entryViewOf } from "../../../src/server/host/entry-view.js";
import { faultsOf } from "../../../src/server/host/fault-text.js";
import { linesOf } from "../../../src/server/host/series.js";
import { arrowsOf, nodesOf } from "../../../src/server/host/system-map.js";
import { Desk, type Entry } from "../../../src/session/index.js";

const cascade = loadDrill(join(shippedDrills, "bank-api-cascade"));
const firstPage = loadDrill(join(shippedDrills, "first-page"));
const nodes = nodesOf(cascade.system);
const arrows = arrowsOf(cascade.system);

describe("the map of a system", () => {
  test("has every service at both sites, and a shared one once", () => {
    expect(nodes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["payment", "payment@standby", "bank"]),
    );
    expect(nodes.some(({ id }) => id === "bank@standby")).toBe(false);
    expect(nodes.find(({ id }) => id === "bank")).toMatchObject({ external: true, threads: null });
    const threads = (id: string) => nodes.find((node) => node.id === id)!.threads!;
    expect(threads("payment@standby")).toBe(threads("payment") / 2);
  });

  test("has only arrows between what it has, and users' arrows to where their requests go", () => {
    const ends = new Set([
      ...nodes.map(({ id }) => id),
      ...cascade.system.sources.map(({ name }) => name),
    ]);
    for (const { from, to } of arrows) expect([ends.has(from), ends.has(to)]).toEqual([true, true]);
    const [users] = arrows;
    expect(users).toEqual({
      id: "shoppers->frontend",
      from: "shoppers",
      to: "frontend",
      of: ["shoppers"],
    });
    expect(arrows).toContainEqual({
      id: "payment->bank@standby",
      from: "payment@standby",
      to: "bank",
    });
    expect(new Set(arrows.map(({ id }) => id)).size).toBe(arrows.length);
  });

  test("measures users' arrows by the routes that go their way", () => {
    const { system } = cascade;
    const [shoppers, ...others] = system.sources;
    const [moved, ...routes] = shoppers!.routes;
    const target = { ...moved!.target, service: "search" };
    const source = { ...shoppers!, routes: [{ ...moved!, target }, ...routes] };
    const users = arrowsOf({ ...system, sources: [source, ...others] }).filter(
      ({ from, id }) => from === "shoppers" && !id.includes("@"),
    );
    expect(users.map(({ to, of }) => [to, of])).toEqual([
      ["search", [`shoppers.${moved!.name}`]],
      ["frontend", routes.map(({ name }) => `shoppers.${name}`)],
    ]);
    const measured = linesOf(system).map(({ series }) => series.of);
    for (const { of = [] } of users) expect(measured).toEqual(expect.arrayContaining(of));
  });

  test("measures every arrow of calls and every box of one's own, and nothing inside others'", () => {
    const lines = linesOf(cascade.system).map(({ series }) => series);
    const measured = new Set(lines.map(({ of }) => of));
    for (const { id, external } of nodes) expect(measured.has(id)).toBe(!external);
    for (const { id, from } of arrows) {
      if (!cascade.system.sources.some(({ name }) => name === from)) expect(measured).toContain(id);
    }
    expect(new Set(lines.map(({ metric, of }) => `${metric} ${of}`)).size).toBe(lines.length);
    expect(lines).toContainEqual({
      metric: "busy_share",
      of: "payment",
      kind: "service",
      unit: "share",
    });
  });
});

describe("an act on the map", () => {
  const desk = new Desk(cascade, "wall");
  const on = (tool: string, input: Entry["input"]) => {
    const entry = { entry: 1, atUs: 0, seat: "player", tool, input, effect: null };
    return entryViewOf(desk, { ...entry, observation: "", chain: "" }).on;
  };

  test.each([
    ["restart_service", { service: "payment" }, ["payment"]],
    ["set_call_policy", { call: "payment->bank", timeout: "1 s" }, ["payment->bank"]],
    ["shed_load", { route: "shoppers.checkout", share: "50 %" }, ["shoppers->frontend"]],
    ["shed_load", { route: "*", share: "50 %" }, ["shoppers->frontend", "wallet->payment"]],
    ["set_flag", { flag: "payment-pending", on: true }, ["order->payment"]],
    ["acknowledge_page", { alert: "order-503" }, ["cart->order"]],
    ["query_metrics", { metric: "rate", of: "wallet" }, ["wallet->payment"]],
    ["send_message", { channel: "war-room", text: "payment" }, []],
    ["list_alerts", {}, []],
  ] as [string, Entry["input"], string[]][])("%s %j", (tool, input, parts) => {
    expect(on(tool, input)).toEqual(parts);
  });

  test("on all calls is on all arrows of calls", () => {
    expect(on("set_call_policy", { call: "*", retries: 0 })).toHaveLength(
      cascade.system.calls.length,
    );
  });
});

describe("faults in words", () => {
  test("say what happened, where, and how long it took", () => {
    expect(faultsOf(cascade, cascade.endsUs)).toEqual([
      {
        atUs: 135_000_000,
        clock: "13:52:15",
        text: "bank stalls: 100 % of its answers take 28.5 s to 31.5 s, from 0.01 % on, within 12 min.",
        on: ["bank"],
      },
    ]);
    expect(faultsOf(firstPage, 430_000_000).map(({ text }) => text)).toEqual([
      "Release r119 of checkout goes out.",
    ]);
  });
});
