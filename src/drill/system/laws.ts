/**
 * The laws of random durations as people write them: the parameter first, then the mean.
 *
 *     constant 5 ms      uniform 1 s..10 s     exponential 22.5 ms
 *     erlang 4 10 ms     hyperexponential 4 10 ms     lognormal 1 10 ms
 */
import type { Law } from "../../world/system.js";
import { parseDuration, printDuration, type Reading } from "./units.js";

const expected =
  "a constant, uniform, exponential, erlang, hyperexponential or lognormal law with its durations";

interface Shape {
  /** What the parameter must be, and whether it is; absent for laws without one. */
  parameter?: { expected: string; accepts: (value: number) => boolean };
  make: (meanUs: number, parameter: number) => Law;
}

const shapes: Record<string, Shape> = {
  constant: { make: (valueUs) => ({ law: "constant", valueUs }) },
  exponential: { make: (meanUs) => ({ law: "exponential", meanUs }) },
  erlang: {
    parameter: {
      expected: "an erlang law of 1 to 1000 stages",
      accepts: (value) => Number.isInteger(value) && value >= 1 && value <= 1000,
    },
    make: (meanUs, stages) => ({ law: "erlang", stages, meanUs }),
  },
  hyperexponential: {
    parameter: {
      expected: "a hyperexponential law whose squared variation is above 1 and at most 1000",
      accepts: (value) => value > 1 && value <= 1000,
    },
    make: (meanUs, squaredVariation) => ({ law: "hyperexponential", meanUs, squaredVariation }),
  },
  lognormal: {
    parameter: {
      expected: "a lognormal law whose sigma is above 0 and at most 5",
      accepts: (value) => value > 0 && value <= 5,
    },
    make: (meanUs, sigma) => ({ law: "lognormal", meanUs, sigma }),
  },
};

export function parseLaw(text: string): Reading<Law> {
  const uniform = /^uniform (.+?) ?\.\. ?(.+)$/.exec(text);
  if (uniform !== null) return parseUniform(uniform[1]!, uniform[2]!);
  const parts = /^([a-z]+) (?:(\d{1,6}(?:\.\d{1,6})?) )?(-?[\d.]+ ?[a-z]*)$/.exec(text);
  const shape = parts !== null && Object.hasOwn(shapes, parts[1]!) ? shapes[parts[1]!] : undefined;
  if (parts === null || shape === undefined) return { ok: false, reason: expected };
  if ((shape.parameter === undefined) !== (parts[2] === undefined)) {
    return { ok: false, reason: expected };
  }
  const parameter = Number(parts[2] ?? 0);
  if (shape.parameter !== undefined && !shape.parameter.accepts(parameter)) {
    return { ok: false, reason: shape.parameter.expected };
  }
  const mean = parseDuration(parts[3]!);
  return mean.ok ? { ok: true, value: shape.make(mean.value, parameter) } : mean;
}

export function printLaw(law: Law): string {
  switch (law.law) {
    case "constant":
      return `constant ${printDuration(law.valueUs)}`;
    case "uniform":
      return `uniform ${printDuration(law.lowUs)}..${printDuration(law.highUs)}`;
    case "exponential":
      return `exponential ${printDuration(law.meanUs)}`;
    case "erlang":
      return `erlang ${law.stages} ${printDuration(law.meanUs)}`;
    case "hyperexponential":
      return `hyperexponential ${law.squaredVariation} ${printDuration(law.meanUs)}`;
    case "lognormal":
      return `lognormal ${law.sigma} ${printDuration(law.meanUs)}`;
  }
}

function parseUniform(lowText: string, highText: string): Reading<Law> {
  const low = parseDuration(lowText);
  if (!low.ok) return low;
  const high = parseDuration(highText);
  if (!high.ok) return high;
  if (low.value > high.value) return { ok: false, reason: "a range whose lower bound comes first" };
  return { ok: true, value: { law: "uniform", lowUs: low.value, highUs: high.value } };
}
