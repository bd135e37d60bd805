import { beforeAll, describe, expect, test } from "vitest";
import type { Drill } from "../../src/drill/drill.js";
import { indicatorAt, isHealthy } from "../../src/drill/indicators.js";
import { loadDrill } from "../../src/drill/load.js";
import { type Change, createWorld, type World } from "../../src/world/index.js";
import { copyOfFirstPage } from "./drills.js";

const seconds = 1_000_000;
const seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe.each(seeds)("first-page on seed %i", (seed) => {
  let drill: Drill;
  /** A minute after the player has entered. */
  let paged: World;

  beforeAll(() => {
    drill = loadDrill(copyOfFirstPage());
    paged = createWorld(drill.system, seed);
    paged.runUntil(drill.opensUs + 60 * seconds);
  });

  /** Whether checkouts are healthy so long after a change. */
  function healthyAfter(change: Change | null, afterUs: number): boolean {
    const world = paged.fork();
    if (change !== null) world.apply(change);
    world.runUntil(paged.nowUs + afterUs);
    const indicator = drill.indicators.find(({ name }) => name === drill.outcome.indicator)!;
    return isHealthy(indicator.healthy, indicatorAt(indicator, world.telemetry, world.nowUs));
  }

  test("pages within a minute of entering, and not before", () => {
    const { alertLog } = paged.telemetry;
    expect(alertLog).toMatchObject([{ rule: "checkout-errors", state: "firing" }]);
    expect(alertLog[0]!.atUs).toBeGreaterThan(drill.opensUs);
  });

  test("checkout fails at 12 % of 50 requests a second", () => {
    const { telemetry, nowUs } = paged;
    const fromUs = nowUs - 300 * seconds;
    const all = { of: "source", source: "shoppers", route: null } as const;
    const checkout = { ...all, route: "checkout" } as const;
    expect(telemetry.query("rate", all, fromUs, nowUs)).toBeCloseTo(50, -0.7);
    expect(telemetry.query("error_share", checkout, fromUs, nowUs)).toBeCloseTo(0.12, 1.5);
  });

  test("rolling back checkout heals within a minute", () => {
    const change = { change: "release", service: "checkout", release: "r118" } as const;
    expect(healthyAfter(change, 60 * seconds)).toBe(true);
  });

  test.each<[string, Change | null]>([
    ["waiting", null],
    ["rolling back search", { change: "release", service: "search", release: "r63" }],
    ["restarting checkout", { change: "restart", service: "checkout" }],
    ["scaling checkout", { change: "scale", service: "checkout", replicas: 6 }],
  ])("%s does not", (_, change) => {
    expect(healthyAfter(change, 90 * seconds)).toBe(false);
  });
});
