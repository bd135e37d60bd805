/**
 * Exponential and normal variates by the ziggurat method: nearly always one draw, one multiplication, no logarithm.
 *
 * G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", J. Stat. Software 5(8), 2000.
 * The layer and the position in it come from different bits (J. A. Doornik's correction).
 */
import { Mixing, mix, unit } from "./keyed.js";
import { exp, log } from "./mathematics.js";

/** The position in a layer has 24 bits. */
const scale = 1 << 24;

const exponentialTail = 7.69711747013104972;
const exponentialArea = 3.949659822581557e-3;
const exponentialLayers = 256;
const exponentialEdge = new Int32Array(exponentialLayers);
const exponentialWidth = new Float64Array(exponentialLayers);
const exponentialDensity = new Float64Array(exponentialLayers);

const normalTail = 3.442619855899;
const normalArea = 9.91256303526217e-3;
const normalLayers = 128;
const normalEdge = new Int32Array(normalLayers);
const normalWidth = new Float64Array(normalLayers);
const normalDensity = new Float64Array(normalLayers);

/** Fills the tables from the outermost layer inwards; every layer has the same area. */
function build(
  layers: number,
  tail: number,
  area: number,
  density: (x: number) => number,
  inverse: (y: number) => number,
  edge: Int32Array,
  width: Float64Array,
  heights: Float64Array,
): void {
  let right = tail;
  const base = area / density(tail);
  edge[0] = Math.floor((tail / base) * scale);
  width[0] = base / scale;
  heights[0] = 1;
  width[layers - 1] = tail / scale;
  heights[layers - 1] = density(tail);
  for (let layer = layers - 2; layer >= 1; layer--) {
    const left = inverse(area / right + density(right));
    edge[layer + 1] = Math.floor((left / right) * scale);
    width[layer] = left / scale;
    heights[layer] = density(left);
    right = left;
  }
  edge[1] = 0;
}

build(
  exponentialLayers,
  exponentialTail,
  exponentialArea,
  (x) => exp(-x),
  (y) => -log(y),
  exponentialEdge,
  exponentialWidth,
  exponentialDensity,
);
build(
  normalLayers,
  normalTail,
  normalArea,
  (x) => exp(-0.5 * x * x),
  (y) => Math.sqrt(-2 * log(y)),
  normalEdge,
  normalWidth,
  normalDensity,
);

/** An exponential variate of mean 1 from 32 random bits. */
export function exponential(random: number): number {
  const layer = random & 255;
  const position = random >>> 8;
  if (position < exponentialEdge[layer]) return position * exponentialWidth[layer];
  return exponentialBeyond(random);
}

/** The rare way: the wedges above the layers and the tail, with further draws derived from the first. */
function exponentialBeyond(first: number): number {
  let random = first;
  for (;;) {
    const layer = random & 255;
    const x = (random >>> 8) * exponentialWidth[layer];
    if (random >>> 8 < exponentialEdge[layer]) return x;
    random = mix((random + Mixing.stride) | 0);
    const u = unit(random);
    if (layer === 0) return exponentialTail - log(1 - u);
    const low = exponentialDensity[layer];
    if (low + u * (exponentialDensity[layer - 1] - low) < exp(-x)) return x;
    random = mix((random + Mixing.stride) | 0);
  }
}

/** A standard normal variate from 32 random bits. */
export function normal(first: number): number {
  let random = first;
  for (;;) {
    const layer = random & 127;
    const sign = random & 128 ? -1 : 1;
    const x = (random >>> 8) * normalWidth[layer];
    if (random >>> 8 < normalEdge[layer]) return sign * x;
    random = mix((random + Mixing.stride) | 0);
    if (layer === 0) return sign * normalBeyondTail(random);
    const low = normalDensity[layer];
    if (low + unit(random) * (normalDensity[layer - 1] - low) < exp(-0.5 * x * x)) return sign * x;
    random = mix((random + Mixing.stride) | 0);
  }
}

function normalBeyondTail(first: number): number {
  let random = first;
  for (;;) {
    const x = -log(1 - unit(random)) / normalTail;
    random = mix((random + Mixing.stride) | 0);
    const y = -log(1 - unit(random));
    random = mix((random + Mixing.stride) | 0);
    if (y + y > x * x) return normalTail + x;
  }
}
