/** What a good measure does when it is taken back too early, and what a half measure does elsewhere. */
import { describe, expect, test } from "vitest";
import { us } from "../world/support/systems.js";
import { block, breaker, breakerOff, flagOff, flagOn } from "./acts.js";
import {
  browsingRoutes,
  measure,
  openingUs,
  outage,
  play,
  shipped,
  successPercent,
} from "./support.js";

describe.each([
  { name: "a breaker with fallback", on: breaker, off: breakerOff },
  { name: "the pending flag", on: flagOn, off: flagOff },
])("$name that is taken off while the bank is still slow", ({ on, off }) => {
  // Published for 30 s of 2 min and 60 s of 3 min: the time of protection and a little more.
  test.each([
    { protectedSeconds: 30, windowSeconds: 120, expectedPercent: 27.5 },
    { protectedSeconds: 60, windowSeconds: 180, expectedPercent: 34.5 },
  ])("protects for $protectedSeconds s and collapses again", (given) => {
    const { protectedSeconds, windowSeconds, expectedPercent } = given;
    const world = outage(1);
    const acts = [
      [0, on],
      [protectedSeconds, off],
    ] as const;
    play(world, acts, windowSeconds);
    const success = (fromSeconds: number, toSeconds: number) =>
      successPercent(world, [null], openingUs + us(fromSeconds), openingUs + us(toSeconds));
    expect(success(15, protectedSeconds)).toBeGreaterThan(95);
    expect(Math.abs(success(0, windowSeconds) - expectedPercent)).toBeLessThan(5);
    expect(success(windowSeconds - 45, windowSeconds)).toBeLessThan(5);
  });
});

test("failing fast without a fallback moves the storm to Inventory, and half of the users stay lost", () => {
  const world = outage(1);
  const inventory = shipped.services.find(({ name }) => name === "inventory")!;
  const before = [openingUs - us(60), openingUs] as const;
  expect(measure(world, "busy_threads", "inventory", ...before)).toBeLessThan(
    inventory.threads / 2,
  );
  play(world, [[0, block]], 75);
  const after = [openingUs + us(45), openingUs + us(75)] as const;
  expect(measure(world, "busy_threads", "inventory", ...after)).toBeCloseTo(inventory.threads, 0);

  // Inventory lets 12,000/s pass, the searches among them. Each checkout of a user asks it 3 x 4 times.
  const reservations = measure(world, "attempt_rate", "order->inventory", ...after);
  expect(reservations).toBeGreaterThan(11_000);
  expect(reservations).toBeLessThan(12_000);
  const servedShare = reservations / (3 * 4 * 2_000);

  // Those checkouts hold the Frontend's threads, so that other users get in no more often, and wait for Inventory too.
  for (const route of browsingRoutes)
    expect(Math.abs(successPercent(world, [route], ...after) - 100 * servedShare)).toBeLessThan(5);
  const wait = (window: readonly [number, number]) =>
    measure(world, "p50", "search->inventory", ...window);
  expect(wait(after)).toBeGreaterThan(10 * wait(before));
});
