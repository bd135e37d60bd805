/** The figures that the drill states: a healthy shop, and the same shop while its bank takes 30 s a call. */
import { beforeAll, describe, expect, test } from "vitest";
import { createWorld, type World } from "../../src/world/index.js";
import { us } from "../world/support/systems.js";
import { bulkhead } from "./acts.js";
import { healthyBank, measure, openingUs, outage, play, shipped } from "./support.js";

const payment = shipped.services.find(({ name }) => name === "payment")!;
const usersPerSecond = 4_000;
const checkoutsPerSecond = 2_000;

function within(value: number, expected: number, share: number): void {
  expect(value).toBeGreaterThanOrEqual(expected * (1 - share));
  expect(value).toBeLessThanOrEqual(expected * (1 + share));
}

describe("half an hour with a healthy bank", () => {
  const untilUs = us(30 * 60);
  let world: World;
  beforeAll(() => {
    world = createWorld(healthyBank, 1);
    world.runUntil(untilUs);
  });

  test("keeps 45 of Payment's 200 threads busy", () => {
    within(measure(world, "busy_threads", "payment", 0, untilUs), 45, 0.05);
  });

  test("has a p99 of 104 ms at Payment", () => {
    within(measure(world, "p99", "payment", 0, untilUs), 0.104, 0.05);
  });

  test("serves every user", () => {
    const { offered, failed, abandoned } = world.telemetry.users(null, null, 0, untilUs);
    within(offered / (30 * 60), usersPerSecond + 20, 0.02);
    expect({ failed, abandoned }).toEqual({ failed: 0, abandoned: 0 });
  });

  test("fires no alert", () => {
    expect(world.system.alerts).toHaveLength(4);
    expect(world.telemetry.alertLog).toEqual([]);
  });
});

describe("the settled outage", () => {
  const cycleSeconds = 30;
  const cycles = 10;
  const fromUs = openingUs;
  const toUs = openingUs + us(cycles * cycleSeconds);
  let world: World;
  beforeAll(() => {
    world = outage(1);
    world.runUntil(toUs);
  });

  test("has Payment complete 200 requests in 30 s, one each thread", () => {
    within(measure(world, "rate", "payment", fromUs, toUs), payment.threads / cycleSeconds, 0.02);
  });

  test("has all threads of Payment blocked and its queue at the bound", () => {
    expect(payment.queue.length).toBe(847);
    within(measure(world, "busy_threads", "payment", fromUs, toUs), 200, 0.001);
    within(measure(world, "queue", "payment", fromUs, toUs), 847, 0.001);
  });

  test("sends Payment six times its normal load with no extra user", () => {
    within(measure(world, "attempt_rate", "order->payment", fromUs, toUs), 12_000, 0.05);
    const seconds = cycles * cycleSeconds;
    const offered = (route: string | null) =>
      world.telemetry.users("shoppers", route, fromUs, toUs).offered / seconds;
    within(offered(null), usersPerSecond, 0.02);
    within(offered("checkout"), checkoutsPerSecond, 0.02);
  });

  test("has Order answer 503 and Cart 504, as their callers see it", () => {
    expect(measure(world, "share_503", "cart->order", fromUs, toUs)).toBeGreaterThan(0.995);
    expect(measure(world, "share_504", "frontend->cart", fromUs, toUs)).toBeGreaterThan(0.99);
  });

  test("fails all users, and those who only look at their cart as well", () => {
    expect(measure(world, "success_share", "shoppers.", fromUs, toUs)).toBeLessThan(0.02);
    expect(measure(world, "success_share", "shoppers.checkout", fromUs, toUs)).toBe(0);
    expect(measure(world, "success_share", "shoppers.view-cart", fromUs, toUs)).toBeLessThan(0.001);
  });

  test("starves saved cards and receipts, which need no bank", () => {
    expect(measure(world, "success_share", "wallet.cards", fromUs, toUs)).toBeLessThan(0.01);
    expect(measure(world, "success_share", "wallet.receipt", fromUs, toUs)).toBeLessThan(0.01);
  });
});

test("a bulkhead of 50 threads for the bank saves cards and receipts", () => {
  const world = outage(1);
  play(world, [[0, bulkhead]], 75);
  // After 30 s the calls that filled Payment before have ended.
  const [fromUs, toUs] = [openingUs + us(45), openingUs + us(75)];
  expect(measure(world, "success_share", "wallet.cards", fromUs, toUs)).toBeGreaterThan(0.99);
  expect(measure(world, "success_share", "wallet.receipt", fromUs, toUs)).toBeGreaterThan(0.99);
  expect(measure(world, "success_share", "shoppers.checkout", fromUs, toUs)).toBe(0);
  const busy = measure(world, "busy_threads", "payment", fromUs, toUs);
  expect(busy).toBeGreaterThan(50);
  expect(busy).toBeLessThan(100);
});
