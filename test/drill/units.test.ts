import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseLaw, printLaw } from "../../src/drill/system/laws.js";
import {
  longestDurationUs,
  parseDuration,
  parseRate,
  parseShare,
  printDuration,
  printRate,
  printShare,
} from "../../src/drill/system/units.js";
import type { Law } from "../../src/world/system.js";

const durationUs = fc.oneof(
  fc.integer({ min: 0, max: longestDurationUs }),
  fc.integer({ min: 0, max: 5_000 }),
  fc.integer({ min: 0, max: 44_640 }).map((minutes) => minutes * 60_000_000),
);

describe("round trips", () => {
  test("durations", () => {
    fc.assert(
      fc.property(durationUs, (valueUs) => {
        expect(parseDuration(printDuration(valueUs))).toEqual({ ok: true, value: valueUs });
      }),
    );
  });

  test("shares", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (millionths) => {
        const share = millionths / 1_000_000;
        expect(parseShare(printShare(share))).toEqual({ ok: true, value: share });
      }),
    );
  });

  test("rates", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (thousandths) => {
        const perSecond = thousandths / 1000;
        expect(parseRate(printRate(perSecond))).toEqual({ ok: true, value: perSecond });
      }),
    );
  });

  test("laws", () => {
    const law: fc.Arbitrary<Law> = fc.oneof(
      durationUs.map((valueUs): Law => ({ law: "constant", valueUs })),
      fc.tuple(durationUs, durationUs).map(
        ([one, other]): Law => ({
          law: "uniform",
          lowUs: Math.min(one, other),
          highUs: Math.max(one, other),
        }),
      ),
      durationUs.map((meanUs): Law => ({ law: "exponential", meanUs })),
      fc
        .tuple(fc.integer({ min: 1, max: 1000 }), durationUs)
        .map(([stages, meanUs]): Law => ({ law: "erlang", stages, meanUs })),
      fc.tuple(fc.integer({ min: 101, max: 10_000 }), durationUs).map(
        ([hundredths, meanUs]): Law => ({
          law: "hyperexponential",
          meanUs,
          squaredVariation: hundredths / 100,
        }),
      ),
      fc
        .tuple(fc.integer({ min: 1, max: 500 }), durationUs)
        .map(
          ([hundredths, meanUs]): Law => ({ law: "lognormal", meanUs, sigma: hundredths / 100 }),
        ),
    );
    fc.assert(
      fc.property(law, (one) => {
        expect(parseLaw(printLaw(one))).toEqual({ ok: true, value: one });
      }),
    );
  });
});

test("durations are read exactly", () => {
  const read = (text: string) => {
    const reading = parseDuration(text);
    return reading.ok ? reading.value : reading.reason;
  };
  expect(read("0.1 ms")).toBe(100);
  expect(read("22.5 ms")).toBe(22_500);
  expect(read("22.5ms")).toBe(22_500);
  expect(read("1.1 s")).toBe(1_100_000);
  expect(read("2 min")).toBe(120_000_000);
  expect(read("31 d")).toBe(longestDurationUs);
  expect(read("0.1 us")).toBe("a whole number of microseconds");
  expect(read("31.1 d")).toBe("a duration of at most 31 days");
  expect(read("-5 ms")).toBe("a duration of 0 or more");
});

test("durations are written in the unit that reads best", () => {
  expect(
    [0, 1, 83, 22_500, 1_000, 90_000_000, 120_000_000, 1_000_001, longestDurationUs].map(
      printDuration,
    ),
  ).toEqual(["0 s", "1 us", "83 us", "22.5 ms", "1 ms", "1.5 min", "2 min", "1000.001 ms", "31 d"]);
});

test("nonsense never reads as a value", () => {
  const texts = [
    "",
    "5",
    "ms",
    "5 parsecs",
    "1e3 s",
    "NaN s",
    "Infinity s",
    "0x10 s",
    "5 s 5 s",
    "٥ s",
  ];
  for (const text of texts) {
    expect(parseDuration(text).ok, text).toBe(false);
    expect(parseLaw(`constant ${text}`).ok, text).toBe(false);
  }
  for (const text of ["5", "-5/s", "5/d", "1000001/s"])
    expect(parseRate(text).ok, text).toBe(false);
  for (const text of ["5", "101 %", "-1 %", "0.5"]) expect(parseShare(text).ok, text).toBe(false);
  const laws = [
    "normal 5 ms",
    "toString 5 ms",
    "erlang 5 ms",
    "erlang 0 5 ms",
    "constant 2 5 ms",
    "hyperexponential 1 5 ms",
    "lognormal 9 5 ms",
    "uniform 5 ms",
    "uniform 5 ms..4 ms",
  ];
  for (const text of laws) expect(parseLaw(text).ok, text).toBe(false);
});
