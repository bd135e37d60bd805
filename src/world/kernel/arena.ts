/**
 * Records in two arrays: no objects, no garbage, and a copy is a copy of bytes.
 *
 * A record has eight 32-bit words and two 64-bit floats. It is known by the index of its first word, a multiple of 8,
 * so that no access multiplies: word w of record r is `ints[r + w]`, float f is `floats[(r >> 2) + f]`. What they mean
 * is said in records.ts. Freed records are chained through one word and used again, last freed first. The arrays are
 * replaced when the arena grows: whoever creates a record must fetch them again.
 */

const enum Size {
  words = 8,
  floats = 2,
}

/** Places that both kinds of records use for the same. */
const linkWord = 1;
const stateWord = 7;
const deadlineFloat = 1;

/** Memory of arenas that are done: taking it again saves the system from mapping and clearing new pages. */
const spares: { ints: Int32Array; floats: Float64Array }[] = [];
const maximumSpares = 4;

/** Spare memory for so many records, unless it would waste more than it saves. */
function takeSpare(records: number): { ints: Int32Array; floats: Float64Array } | null {
  const words = records * Size.words;
  const index = spares.findIndex(
    ({ ints }) => ints.length >= words && ints.length <= 2 * words + 4096,
  );
  return index < 0 ? null : spares.splice(index, 1)[0];
}

/** More records than this end the run with a clear error instead of exhausting memory. */
export const maximumRecords = 4_000_000;

export class TooManyRecords extends RangeError {}

export class Arena {
  ints: Int32Array = new Int32Array(0);
  floats: Float64Array = new Float64Array(0);
  /** Records from this one on have never been used. */
  used = 0;
  private capacity = 0;
  private freeHead = -1;

  /** A record with arbitrary content. */
  create(): number {
    const record = this.freeHead;
    if (record >= 0) {
      this.freeHead = this.ints[record + linkWord];
      return record;
    }
    if (this.used === this.capacity * Size.words) this.grow();
    const fresh = this.used;
    this.used += Size.words;
    return fresh;
  }

  /** Clears what both kinds of records use for their state and deadline, so that a stale reference is noticed. */
  free(record: number): void {
    this.ints[record + stateWord] = 0;
    this.floats[(record >> 2) + deadlineFloat] = -1;
    this.ints[record + linkWord] = this.freeHead;
    this.freeHead = record;
  }

  /** A copy, in memory that another arena has given back where that is possible. */
  clone(): Arena {
    const copy = new Arena();
    copy.used = this.used;
    copy.freeHead = this.freeHead;
    copy.capacity = this.used / Size.words;
    const reused = takeSpare(copy.capacity);
    if (reused !== null) {
      copy.capacity = reused.ints.length / Size.words;
      copy.ints = reused.ints;
      copy.floats = reused.floats;
      copy.ints.set(this.ints.subarray(0, this.used));
      copy.floats.set(this.floats.subarray(0, this.used >> 2));
      // What lies behind must not depend on who had the memory before.
      copy.ints.fill(0, this.used);
      copy.floats.fill(0, this.used >> 2);
      return copy;
    }
    // Slicing a buffer copies bytes into memory that is not cleared first.
    copy.ints = new Int32Array((this.ints.buffer as ArrayBuffer).slice(0, this.used * 4));
    copy.floats = new Float64Array((this.floats.buffer as ArrayBuffer).slice(0, this.used * 2));
    return copy;
  }

  /** Gives the memory back for the next copy. The arena must not be used any more. */
  giveBack(): void {
    if (spares.length < maximumSpares) spares.push({ ints: this.ints, floats: this.floats });
    this.ints = new Int32Array(0);
    this.floats = new Float64Array(0);
    this.capacity = 0;
  }

  /** The used part, and the scalars that go with it. */
  snapshot(): { scalars: number[]; ints: Int32Array; floats: Float64Array } {
    return {
      scalars: [this.used, this.freeHead],
      ints: this.ints.subarray(0, this.used),
      floats: this.floats.subarray(0, this.used >> 2),
    };
  }

  /** Takes over a snapshot, whose arrays must be its own. */
  restore(snapshot: ReturnType<Arena["snapshot"]>): void {
    const [used, freeHead] = snapshot.scalars;
    this.used = used;
    this.freeHead = freeHead;
    this.capacity = used / Size.words;
    this.ints = snapshot.ints;
    this.floats = snapshot.floats;
  }

  private grow(): void {
    const capacity = Math.max(64, this.capacity * 2);
    if (capacity > maximumRecords)
      throw new TooManyRecords(`more than ${maximumRecords} requests in flight at once`);
    const { ints, floats } = this;
    this.ints = new Int32Array(capacity * Size.words);
    this.floats = new Float64Array(capacity * Size.floats);
    this.ints.set(ints);
    this.floats.set(floats);
    this.capacity = capacity;
  }
}
