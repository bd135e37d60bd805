import type { Row, Series } from "../../server/api/live.js";

/** Twelve hours of 2-second intervals; older rows make room in one go. */
const maximumRows = 21_600;
const firstCapacity = 512;

/** Every measured line of a run, one column each, growing row by row. Nothing measured is NaN. */
export class SeriesMatrix {
  /** Ends of the intervals, in microseconds since the epoch of the drill. */
  private times = new Float64Array(firstCapacity);
  private columns: Float64Array[];
  private readonly indices: Map<string, number>;
  private length = 0;

  constructor(readonly series: readonly Series[]) {
    this.columns = series.map(() => new Float64Array(firstCapacity));
    this.indices = new Map(series.map(({ metric, of }, index) => [`${metric} ${of}`, index]));
  }

  get rows(): number {
    return this.length;
  }

  /** The index of a series, or -1 when the drill does not measure it. */
  find(metric: string, of: string): number {
    return this.indices.get(`${metric} ${of}`) ?? -1;
  }

  /** Adds a row unless it is not newer than the last one; frames may tell a row twice. */
  add({ atUs, values }: Row): boolean {
    if (this.length > 0 && atUs <= this.times[this.length - 1]!) return false;
    if (this.length === this.times.length) this.grow();
    this.times[this.length] = atUs;
    for (const [index, column] of this.columns.entries()) {
      column[this.length] = values[index] ?? Number.NaN;
    }
    this.length += 1;
    return true;
  }

  timeAt(row: number): number {
    return this.times[row] ?? Number.NaN;
  }

  /** The value of a series in a row; null where nothing was measured. */
  valueAt(series: number, row: number): number | null {
    if (series < 0 || row < 0 || row >= this.length) return null;
    const value = this.columns[series]![row]!;
    return Number.isNaN(value) ? null : value;
  }

  /** The last row that ends at or before a moment; -1 when there is none. */
  rowAt(atUs: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.times[middle]! <= atUs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Times in seconds and values with null for gaps, as charts take them, from one row to before another. */
  timesBetween(from: number, to: number): number[] {
    return Array.from(this.times.subarray(Math.max(0, from), to), (atUs) => atUs / 1_000_000);
  }

  valuesBetween(series: number, from: number, to: number): (number | null)[] {
    const values: (number | null)[] = [];
    for (let row = Math.max(0, from); row < Math.min(to, this.length); row += 1) {
      values.push(this.valueAt(series, row));
    }
    return values;
  }

  private grow(): void {
    if (this.length >= maximumRows) {
      const kept = maximumRows >> 1;
      const from = this.length - kept;
      for (const column of [this.times, ...this.columns]) column.copyWithin(0, from, this.length);
      this.length = kept;
      return;
    }
    const capacity = Math.min(maximumRows, this.times.length * 2);
    const larger = (column: Float64Array) => {
      const copy = new Float64Array(capacity);
      copy.set(column);
      return copy;
    };
    this.times = larger(this.times);
    this.columns = this.columns.map(larger);
  }
}
