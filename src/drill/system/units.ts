/**
 * Durations, rates and shares as people write them in files: "22.5 ms", "4000/s", "12 %".
 *
 * A bare number is refused, since nobody can tell whether `timeout: 30` means seconds or milliseconds. Durations are
 * read with integer arithmetic, so that "0.1 ms" is exactly 100 microseconds.
 */

/** A value, or one line that says what is wrong with the text. */
export type Reading<Value> = { ok: true; value: Value } | { ok: false; reason: string };

const unitsUs = [
  ["d", 86_400_000_000],
  ["h", 3_600_000_000],
  ["min", 60_000_000],
  ["s", 1_000_000],
  ["ms", 1_000],
  ["us", 1],
] as const;

const secondsOfRate: Record<string, number> = { s: 1, min: 60, h: 3600 };

export const longestDurationUs = 31 * 86_400_000_000;
export const highestRatePerSecond = 1_000_000;

/** Reads a duration such as "22.5 ms" into integer microseconds, from 0 to 31 days. */
export function parseDuration(text: string): Reading<number> {
  const parts = /^(-?)(\d{1,15})(?:\.(\d{1,9}))? ?([a-z]+)$/.exec(text);
  const unitUs = unitsUs.find(([unit]) => unit === parts?.[4])?.[1];
  if (parts === null || unitUs === undefined) {
    return bad('a duration such as "22.5 ms", with one of the units us, ms, s, min, h, d');
  }
  if (parts[1] === "-") return bad("a duration of 0 or more");
  const fraction = parts[3] ?? "";
  const scaled = BigInt(`${parts[2]}${fraction}`) * BigInt(unitUs);
  const divisor = BigInt(`1${"0".repeat(fraction.length)}`);
  if (scaled % divisor !== 0n) return bad("a whole number of microseconds");
  const valueUs = scaled / divisor;
  if (valueUs > BigInt(longestDurationUs)) return bad("a duration of at most 31 days");
  return { ok: true, value: Number(valueUs) };
}

/** Reads a rate such as "4000/s" or "30/min" into events per second, above 0 and at most 1,000,000. */
export function parseRate(text: string): Reading<number> {
  const parts = /^(\d{1,12}(?:\.\d{1,9})?) ?\/ ?(s|min|h)$/.exec(text);
  if (parts === null) return bad('a rate such as "50/s", with one of the units /s, /min, /h');
  const value = Number(parts[1]) / secondsOfRate[parts[2]!]!;
  if (value > highestRatePerSecond) return bad("a rate of at most 1,000,000/s");
  return { ok: true, value };
}

/** Reads a share such as "12 %" into a number from 0 to 1. */
export function parseShare(text: string): Reading<number> {
  const parts = /^(\d{1,3}(?:\.\d{1,9})?) ?%$/.exec(text);
  if (parts === null || Number(parts[1]) > 100) return bad('a share from "0 %" to "100 %"');
  // Shifting the decimal point in the text, unlike a division, never moves the value off its nearest number.
  return { ok: true, value: Number(`${parts[1]}e-2`) };
}

/** Writes a duration in its largest unit that needs at most three decimals: 22500 becomes "22.5 ms". */
export function printDuration(valueUs: number): string {
  if (valueUs === 0) return "0 s";
  for (const [unit, unitUs] of unitsUs) {
    if (valueUs >= unitUs && (valueUs * 1000) % unitUs === 0) {
      return `${decimal(valueUs, unitUs)} ${unit}`;
    }
  }
  return `${valueUs} us`;
}

export function printRate(perSecond: number): string {
  return `${perSecond}/s`;
}

/** Writes a share with up to nine decimals of a per cent; what was read from a file reads back as the same number. */
export function printShare(share: number): string {
  return `${(share * 100).toFixed(9).replace(/\.?0+$/, "")} %`;
}

function decimal(valueUs: number, unitUs: number): string {
  const whole = Math.floor(valueUs / unitUs);
  const thousandths = ((valueUs % unitUs) * 1000) / unitUs;
  return thousandths === 0
    ? String(whole)
    : `${whole}.${String(thousandths).padStart(3, "0").replace(/0+$/, "")}`;
}

function bad(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}
