/** Every measure of the drill's third phase, alone and in order, against the figures of an independent simulation. */
import { describe, expect, test } from "vitest";
import { measureNamed, measures } from "./measures.js";
import { effectsOf, interval, type Outcome, outcomeOf, verdictOf } from "./outcomes.js";

const full = process.env.SMOKEJUMPER_SUITE === "full";

/** Success may be off by so many points, and loads by this share. */
const tolerancePoints = 5;
const toleranceShare = 0.05;

describe.each(measures)("$name", (measure) => {
  const seeds = [1, 2, 3].slice(0, full ? 3 : measure.seeds);
  const over = (figure: (outcome: Outcome) => number) =>
    interval(seeds.map((seed) => figure(outcomeOf(measure.name, seed))));

  test("serves the expected share of users, checkouts and browsing", () => {
    for (const route of ["all", "checkout", "browse"] as const) {
      const { mean, low, high } = over(({ window }) => window[route]);
      const said = `${route}: ${mean} (${low} to ${high}), expected ${measure[route]}`;
      expect(low, said).toBeGreaterThanOrEqual(measure[route] - tolerancePoints);
      expect(high, said).toBeLessThanOrEqual(measure[route] + tolerancePoints);
    }
  });

  test("leaves the expected load on Payment", () => {
    const near = (perSecond: number, expected: number) => {
      // A few requests a second come in bursts of 30 s, of which a minute does not hold a whole number.
      const tolerance = Math.max(toleranceShare * expected, 5);
      expect(Math.abs(perSecond - expected), `${perSecond}/s`).toBeLessThanOrEqual(tolerance);
    };
    near(over((outcome) => outcome.attemptsPerSecond).mean, measure.attemptsPerSecond);
    if (measure.peakPerSecond !== null)
      near(over((outcome) => outcome.peakPerSecond).mean, measure.peakPerSecond);
  });

  test(`is ${measure.verdict}, compared with: ${measure.against}`, () => {
    const effects = effectsOf(measure.name, measure.against, seeds);
    expect(verdictOf(effects), JSON.stringify(effects)).toBe(measure.verdict);
    if (measure.verdict === "harmful")
      expect(measureNamed(measure.against).minutes).toBe(measure.minutes);
  });

  if (measure.checkouts !== null)
    test(`has all its checkouts ${measure.checkouts}`, () => {
      for (const seed of seeds) {
        const { pendingPercent } = outcomeOf(measure.name, seed);
        if (measure.checkouts === "pending") expect(pendingPercent).toBeGreaterThan(99.5);
        else expect(pendingPercent).toBe(0);
      }
    });
});
