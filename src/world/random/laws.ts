/** Laws of durations, compiled to rows of numbers that the kernel samples without branching on objects. */
import type { Law } from "../system.js";
import { mix, unit } from "./keyed.js";
import { exp } from "./mathematics.js";
import { exponential, normal } from "./ziggurat.js";

const enum Kind {
  constant = 0,
  uniform = 1,
  exponential = 2,
  erlang = 3,
  hyperexponential = 4,
  lognormal = 5,
}

/** Keeps the draws of a law's stages apart from the further draws that the ziggurat derives by adding the Mixing.stride. */
const nextStage = 0x5bd1e995;

/** A table of laws; a law is known by its row. Rows are fixed before a run begins. */
export class LawTable {
  private kinds: number[] = [];
  private first: number[] = [];
  private second: number[] = [];
  private third: number[] = [];

  /** Adds a law and returns its row. */
  add(law: Law): number {
    const [kind, a, b, c] = parameters(law);
    this.kinds.push(kind);
    this.first.push(a);
    this.second.push(b);
    this.third.push(c);
    return this.kinds.length - 1;
  }

  /** A duration in microseconds (not rounded) of the law in a row, from 32 random bits. */
  sample(row: number, random: number): number {
    const a = this.first[row];
    switch (this.kinds[row]) {
      case Kind.exponential:
        return a * exponential(random);
      case Kind.constant:
        return a;
      case Kind.uniform:
        return a + this.second[row] * unit(random);
      case Kind.erlang: {
        let sum = 0;
        let bits = random;
        for (let stage = this.second[row]; stage > 0; stage--) {
          sum += exponential(bits);
          bits = mix(bits ^ nextStage);
        }
        return a * sum;
      }
      case Kind.hyperexponential: {
        const phase = unit(random) < this.third[row] ? a : this.second[row];
        return phase * exponential(mix(random ^ nextStage));
      }
      default:
        return a * exp(this.second[row] * normal(random));
    }
  }
}

function parameters(law: Law): [kind: number, a: number, b: number, c: number] {
  switch (law.law) {
    case "constant":
      return [Kind.constant, law.valueUs, 0, 0];
    case "uniform":
      return [Kind.uniform, law.lowUs, law.highUs - law.lowUs, 0];
    case "exponential":
      return [Kind.exponential, law.meanUs, 0, 0];
    case "erlang":
      return [Kind.erlang, law.meanUs / law.stages, law.stages, 0];
    case "hyperexponential": {
      // Balanced means: both phases contribute half of the mean (W. Whitt, Bell System Technical Journal 61, 1982).
      const variation = law.squaredVariation;
      const share = 0.5 * (1 + Math.sqrt((variation - 1) / (variation + 1)));
      return [
        Kind.hyperexponential,
        law.meanUs / (2 * share),
        law.meanUs / (2 * (1 - share)),
        share,
      ];
    }
    case "lognormal":
      return [Kind.lognormal, law.meanUs * exp(-0.5 * law.sigma * law.sigma), law.sigma, 0];
  }
}
