/** Enough digits to compare, few enough to read: four significant ones. */
export function significant(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}

/** A duration in microseconds as seconds, for JSON. */
export function inSeconds(valueUs: number): number {
  return valueUs / 1_000_000;
}
