/** Oracles O-09 to O-12: a trigger ends, and retries of abandoned work keep the system down for good. */
import { describe, expect, test } from "vitest";
import { type Cell, runCell, seeds } from "./support/cell.js";
import { allowLongRuns } from "./support/statistics.js";

allowLongRuns();

/** What goodput has come to long after the trigger's end. */
function ending(spec: Cell, seed: number): "recovers" | "stays down" | "neither" {
  const course = runCell(spec, 600, seed);
  const last = course.goodput(400, 600);
  if (last >= 0.95 * spec.offered) return "recovers";
  return last <= 0.1 * spec.offered ? "stays down" : "neither";
}

describe("70 requests a second and a queue without end (O-09)", () => {
  test("recover without retries when the backlog has been worked off", () => {
    // 30 s at 60 a second too many, worked off at 30 a second.
    const times = seeds.map((seed) => runCell({ offered: 70, retries: 0 }, 300, seed).recovery(90));
    const mean = times.reduce<number>((sum, time) => sum + (time ?? Number.NaN), 0) / seeds.length;
    expect(Math.abs(mean - 59)).toBeLessThan(0.15 * 59);
  });

  test.each([1, 3])("never recover with %d immediate retries", (retries) => {
    for (const seed of seeds) {
      const course = runCell({ offered: 70, retries }, 600, seed);
      expect(course.goodput(0, 60) / 70).toBeGreaterThan(0.93);
      expect(course.goodput(150, 600)).toBeLessThan(0.1);
      expect(course.attempts(200, 600) / (1 + retries)).toBeCloseTo(1, 2);
    }
  });
});

const bounded = (length: number) => ({ queue: { length } });

/** The cells of O-09 to O-11 that are beyond the edge. */
const metastable: [name: string, cell: Cell][] = [
  ["O-09 with 1 retry", { offered: 70, retries: 1 }],
  ["O-09 with 3 retries", { offered: 70, retries: 3 }],
  ["O-10 at 56 a second", { offered: 56, retries: 1, ...bounded(500) }],
  ["O-11 with 140 places", { offered: 70, retries: 3, ...bounded(140) }],
  ["O-11 with 500 places", { offered: 70, retries: 3, ...bounded(500) }],
];

const stable: [name: string, cell: Cell][] = [
  ["O-10 at 44 a second", { offered: 44, retries: 1, ...bounded(500) }],
  ["O-11 with 80 places", { offered: 70, retries: 3, ...bounded(80) }],
  ["O-11 with 90 places", { offered: 70, retries: 3, ...bounded(90) }],
];

describe("the edge of the metastable region (O-10, O-11)", () => {
  test.each(metastable)("beyond it: %s stays down", (_, spec) => {
    for (const seed of seeds) expect(ending(spec, seed)).toBe("stays down");
  });

  test.each(stable)("within it: %s recovers", (_, spec) => {
    for (const seed of seeds) expect(ending(spec, seed)).toBe("recovers");
  });
});

describe("just beyond the edge", () => {
  test("O-11 with 120 places stays down unless luck lets it escape", () => {
    // A wait of 1.2 s on average is sometimes below the timeout; an independent simulation saw 2 escapes in 10.
    const spec = { offered: 70, retries: 3, ...bounded(120) };
    const endings = seeds.map((seed) => ending(spec, seed));
    expect(endings.filter((name) => name === "stays down").length).toBeGreaterThanOrEqual(4);
    const unreal = seeds.map((seed) => ending({ ...spec, abandonedWorkGoesOn: false }, seed));
    expect(unreal).toEqual(seeds.map(() => "recovers"));
  });
});

describe("without abandoned work", () => {
  test.each(metastable)("%s recovers: the oracle does not hold", (_, spec) => {
    for (const seed of seeds)
      expect(ending({ ...spec, abandonedWorkGoesOn: false }, seed)).toBe("recovers");
  });
});

describe("three changes that are safe alone and fatal together (O-12)", () => {
  const base = { offered: 85, meanWorkSeconds: 0.9 };
  const cells = [400, 100].flatMap((threads) =>
    [10, 2].flatMap((timeoutSeconds) =>
      [0, 3].map((retries) => ({ ...base, threads, timeoutSeconds, retries })),
    ),
  );
  const survivors = (triggerSeconds: number, seed: number) =>
    cells
      .filter((spec) => runCell({ ...spec, triggerSeconds }, 400, seed).goodput(200, 400) >= 73)
      .map(({ threads, timeoutSeconds, retries }) => [threads, timeoutSeconds, retries].join(" "));
  const all = cells.map((spec) => [spec.threads, spec.timeoutSeconds, spec.retries].join(" "));
  const allBut = (...names: string[]) => all.filter((name) => !names.includes(name));

  test.each([1, 2, 3])("a stall of %d s kills the cell with all three, and no other", (stall) => {
    for (const seed of [1, 2, 3]) {
      expect(survivors(stall, seed)).toEqual(allBut("100 2 3"));
      const fatal = { ...base, threads: 100, timeoutSeconds: 2, retries: 3 };
      const course = runCell({ ...fatal, triggerSeconds: stall }, 400, seed);
      expect(course.goodput(350, 400)).toBeLessThan(0.85);
      expect(course.attempts(350, 400)).toBeCloseTo(4, 1);
    }
  });

  test("without a stall all survive", () => {
    for (const seed of [1, 2, 3]) expect(survivors(0, seed)).toEqual(all);
  });

  test("a longer stall kills the cell with the long timeout too", () => {
    // The edge lies between 5 and 8 s: here and in an independent simulation 5 s kill none of 8 seeds, 6 s half.
    for (const seed of [1, 2, 3]) expect(survivors(8, seed)).toEqual(allBut("100 2 3", "100 10 3"));
  });
});
