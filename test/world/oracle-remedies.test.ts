/** Oracles O-13 to O-18: what ends a metastable overload, and which queues never enter one. */
import { describe, expect, test } from "vitest";
import { type Cell, runCell, seeds } from "./support/cell.js";
import { allowLongRuns } from "./support/statistics.js";
import { at } from "./support/systems.js";

allowLongRuns();

const triggerEnd = 90;
const actAt = 300;
const bounded = { queue: { length: 500 } };

/** Sheds a share of all requests at the edge from t = 300. */
function shedding(share: number, seconds: number): NonNullable<Cell["timeline"]> {
  const shed = (share: number) =>
    ({ change: "shed", source: "users", route: null, share }) as const;
  return [at(actAt, shed(share)), at(actAt + seconds, shed(0))];
}

function mean(times: (number | null)[]): number {
  return times.reduce<number>((sum, time) => sum + (time ?? Number.NaN), 0) / times.length;
}

describe("shedding load (O-13, O-14)", () => {
  test.each([
    [1, 0.4, 60],
    [3, 0.8, 120],
  ])("with %d retries a share of %d for %d s is enough", (retries, share, seconds) => {
    const spec = { offered: 70, retries, ...bounded, timeline: shedding(share, seconds) };
    for (const seed of seeds) {
      const course = runCell(spec, 600, seed);
      expect(course.goodput(250, 300)).toBeLessThan(0.1);
      expect(course.goodput(actAt + seconds, 600) / 70).toBeGreaterThan(0.95);
    }
  });

  test.each([
    [1, 0.2, 300],
    [3, 0.4, 300],
  ])("with %d retries a share of %d for %d s is not enough", (retries, share, seconds) => {
    const spec = { offered: 70, retries, ...bounded, timeline: shedding(share, seconds) };
    for (const seed of seeds) expect(runCell(spec, 800, seed).goodput(150, 800)).toBeLessThan(0.1);
  });
});

describe("fewer retries (O-15, O-16)", () => {
  const noRetries = [
    at(actAt, { change: "call-policy", from: "client", to: "cell", set: { retries: null } }),
  ];

  test("switched off, they leave a queue that drains at the spare capacity", () => {
    const spec = { offered: 70, retries: 3, timeline: noRetries };
    const short = seeds.map((seed) => runCell({ ...spec, ...bounded }, 600, seed).recovery(actAt));
    expect(Math.abs(mean(short) - 16.7)).toBeLessThan(5);
    const long = seeds.slice(0, 3).map((seed) => runCell(spec, 2_100, seed).recovery(actAt));
    expect(Math.abs(mean(long) / 1530 - 1)).toBeLessThan(0.1);
  });

  test("within a budget of 10 %, they let the system recover by itself", () => {
    const spec = { offered: 70, retries: 3, budget: { share: 0.1, capacity: 100 } };
    const recovery = (parts: Partial<Cell>) =>
      mean(seeds.map((seed) => runCell({ ...spec, ...parts }, 300, seed).recovery(triggerEnd)));
    // First attempts earn tokens even while all fail, so 77 attempts a second come and 23 a second are to spare.
    expect(Math.abs(recovery(bounded) - 400 / 23)).toBeLessThan(5);
    expect(Math.abs(recovery({}) / (2_010 / 23) - 1)).toBeLessThan(0.15);
  });
});

describe("queues (O-17)", () => {
  const spec = { offered: 70, retries: 3 };

  test.each([
    ["last come, first served", { order: "lifo" }],
    ["50 places", { length: 50 }],
  ] as const)("%s: back at once", (_, queue) => {
    for (const seed of seeds) {
      const course = runCell({ ...spec, queue }, 300, seed);
      expect(course.recovery(triggerEnd)).toBeLessThanOrEqual(5);
      expect(course.goodput(100, 300) / 70).toBeGreaterThan(0.95);
    }
  });

  test("first come, first served, with expired requests dropped: does not recover", () => {
    for (const seed of seeds) {
      const course = runCell({ ...spec, queue: { dropExpired: true } }, 600, seed);
      expect(course.goodput(200, 600)).toBeGreaterThan(1);
      expect(course.goodput(200, 600)).toBeLessThan(10);
    }
  });
});

describe("goodput over offered load, without a trigger (O-18)", () => {
  const steady = (offered: number, retries: number, queue = {}) =>
    seeds.map((seed) =>
      runCell({ offered, retries, queue, triggerSeconds: 0 }, 600, seed).goodput(300, 600),
    );

  test.each([0, 1, 3])("with %d retries: all of 80 a second, nothing of 105", (retries) => {
    const few = steady(80, retries);
    for (const goodput of few) expect(Math.abs(goodput / 80 - 1)).toBeLessThan(0.03);
    for (const goodput of steady(105, retries)) expect(goodput).toBeLessThan(3);
  });

  test.each([120, 200, 300])("with 50 places: flat at %d a second", (offered) => {
    // A wait of 0.5 s and work of 0.1 s on average: 0.8 % of what is done comes too late.
    for (const retries of [0, 3]) {
      const goodput = mean(steady(offered, retries, { length: 50 }));
      expect(Math.abs(goodput - 99.2)).toBeLessThan(1.5);
    }
  });
});
