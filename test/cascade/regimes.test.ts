/**
 * Storm or lock-up: decided by the threads of Order that are left when Payment is full.
 *
 * Payment holds 200 requests in threads and 847 in its queue, so with 1,200 threads 153 of Order's are refused and try
 * again at once: a storm. With 1,047 all of them hang in Payment, nobody is refused, and nobody retries: a lock-up.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { createWorld, type ServiceSpec, type System, type World } from "../../src/world/index.js";
import { poisson, to, us } from "../world/support/systems.js";
import { flagOn, timeout } from "./acts.js";
import { browsingRoutes, fastRamp, measure, openingUs, play, successPercent } from "./support.js";

/** The system with other sizes of some services. */
function resized(
  system: System,
  sizes: Record<string, { threads: number; queueLength: number }>,
): System {
  const services = system.services.map((service): ServiceSpec => {
    const size = sizes[service.name];
    if (size === undefined) return service;
    const { threads, queueLength } = size;
    return { ...service, threads, queue: { ...service.queue, length: queueLength } };
  });
  return { ...system, services };
}

/** The lesson for beginners: users, Order and Payment, and the same bank. */
function twoServices(orderThreads: number): System {
  const kept = ["order", "payment", "bank"];
  const place = [
    { step: "work", duration: { law: "exponential", meanUs: us(0.01) } },
    { step: "call", target: to("payment", "charge") },
  ] as const;
  const services = fastRamp.services
    .filter(({ name }) => kept.includes(name))
    .map((service) =>
      service.name === "order"
        ? { ...service, operations: [{ name: "place", steps: [...place] }] }
        : service,
    );
  const small: System = {
    ...fastRamp,
    services,
    calls: fastRamp.calls.filter(({ from, to }) => kept.includes(from) && kept.includes(to)),
    sources: [
      poisson(2_000, "order", {
        patienceUs: us(10),
        routes: [{ name: "checkout", weight: 1, target: to("order", "place") }],
      }),
    ],
    site: null,
  };
  return resized(small, {
    order: { threads: orderThreads, queueLength: 4_000 },
    payment: { threads: 200, queueLength: 850 },
  });
}

const fromUs = openingUs - us(120);
const read = (world: World, metric: Parameters<typeof measure>[1], subject: string) =>
  measure(world, metric, subject, fromUs, openingUs);

function opened(system: System, seed = 1): World {
  const world = createWorld(system, seed);
  world.runUntil(openingUs);
  return world;
}

describe("seven services with 1,047 threads in Order", () => {
  let world: World;
  beforeAll(() => {
    // Without the wallet app: each of its requests that Payment holds would set one thread of Order free to be refused.
    const sources = fastRamp.sources.filter(({ name }) => name === "shoppers");
    const shoppersOnly = { ...fastRamp, sources };
    world = opened(resized(shoppersOnly, { order: { threads: 1_047, queueLength: 4_000 } }));
  });

  test("lock up: Payment is asked no more often than it completes", () => {
    expect(Math.abs(read(world, "attempt_rate", "order->payment") / (200 / 30) - 1)).toBeLessThan(
      0.05,
    );
    expect(read(world, "queue", "payment")).toBeGreaterThan(846);
    expect(read(world, "busy_threads", "order")).toBeGreaterThan(1_046.9);
    expect(read(world, "queue", "order")).toBeGreaterThan(3_990);
  });

  test("lose all checkouts and half of the browsing", () => {
    const success = (routes: (string | null)[]) => successPercent(world, routes, fromUs, openingUs);
    expect(success(["checkout"])).toBeLessThan(1);
    expect(Math.abs(success(browsingRoutes) - 50)).toBeLessThan(5);
    expect(Math.abs(success([null]) - 25)).toBeLessThan(5);
  });

  test("are turned into a storm by a timeout without fewer retries, which is worse", () => {
    const after = world.fork();
    play(after, [[0, timeout("order->payment", 1)]], 150);
    const all = successPercent(after, [null], openingUs, openingUs + us(150));
    expect(Math.abs(all - 7.5)).toBeLessThan(5);
    const lastMinute = [openingUs + us(90), openingUs + us(150)] as const;
    expect(measure(after, "attempt_rate", "order->payment", ...lastMinute)).toBeGreaterThan(10_000);
  });

  test("are cured by the flag, as the storm is", () => {
    const after = world.fork();
    play(after, [[0, flagOn]], 120);
    const lastMinute = [openingUs + us(60), openingUs + us(120)] as const;
    expect(successPercent(after, [null], ...lastMinute)).toBeGreaterThan(99);
  });
});

describe("two services", () => {
  test("with 1,100 threads in Order quadruple the load on Payment, and no more", () => {
    const world = opened(twoServices(1_100));
    const attempts = read(world, "attempt_rate", "order->payment");
    expect(attempts).toBeGreaterThan(7_970 * 0.97);
    expect(attempts).toBeLessThan(8_008 * 1.03);
    expect(Math.abs(read(world, "rate", "payment") / (200 / 30) - 1)).toBeLessThan(0.02);
    expect(read(world, "queue", "payment")).toBeGreaterThan(849);
    expect(read(world, "busy_threads", "order")).toBeGreaterThan(1_050);
    expect(read(world, "queue", "order")).toBeLessThan(1);
    expect(Math.abs(read(world, "share_503", "users.checkout") - 0.997)).toBeLessThan(0.002);
    expect(read(world, "success_share", "users.")).toBe(0);
  });

  test("with 1,047 threads in Order lock up", () => {
    const world = opened(twoServices(1_047));
    expect(Math.abs(read(world, "attempt_rate", "order->payment") / (200 / 30) - 1)).toBeLessThan(
      0.05,
    );
    expect(Math.abs(read(world, "queue", "payment") - 847)).toBeLessThan(1);
    expect(read(world, "queue", "order")).toBeGreaterThan(3_999);
    expect(read(world, "success_share", "users.")).toBe(0);
  });
});
