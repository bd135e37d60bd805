/**
 * Records in one block of memory: no objects, no garbage, and a copy is a copy of bytes.
 *
 * A record has twelve 32-bit words, of which the last four are two 64-bit floats, so that all of it is found in one
 * place of the memory. It is known by the index of its first word, a multiple of 12, so that no access multiplies: word
 * w of record r is `ints[r + w]`, float f is `floats[(r >> 1) + f]`, where f counts from 4. What they mean is said in
 * records.ts. Freed records are chained through one word and used again, last freed first. The two views are replaced
 * when the arena grows: whoever creates a record must fetch them again.
 */

export const enum RecordSize {
  words = 12,
}

/** Places that both kinds of records use for the same. */
const linkWord = 1;
const stateWord = 7;
const deadlineFloat = 5;

/** Memory of arenas that are done: taking it again saves the system from mapping and clearing new pages. */
const spares: ArrayBuffer[] = [];
const maximumSpares = 4;

/** Spare memory for so many words, unless it would waste more than it saves. */
function takeSpare(words: number): ArrayBuffer | null {
  const bytes = words * 4;
  const index = spares.findIndex(
    ({ byteLength }) => byteLength >= bytes && byteLength <= 2 * bytes + 16384,
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
  private freeHead = -1;

  /** A record with arbitrary content. */
  create(): number {
    const record = this.freeHead;
    if (record >= 0) {
      this.freeHead = this.ints[record + linkWord];
      return record;
    }
    if (this.used === this.ints.length) this.grow();
    const fresh = this.used;
    this.used += RecordSize.words;
    return fresh;
  }

  /** Clears what both kinds of records use for their state and deadline, so that a stale reference is noticed. */
  free(record: number): void {
    this.ints[record + stateWord] = 0;
    this.floats[(record >> 1) + deadlineFloat] = -1;
    this.ints[record + linkWord] = this.freeHead;
    this.freeHead = record;
  }

  /** A copy, in memory that another arena has given back where that is possible. */
  clone(): Arena {
    const copy = new Arena();
    copy.used = this.used;
    copy.freeHead = this.freeHead;
    const reused = takeSpare(this.used);
    if (reused === null) {
      // Slicing a buffer copies bytes into memory that is not cleared first.
      copy.use((this.ints.buffer as ArrayBuffer).slice(0, this.used * 4));
      return copy;
    }
    copy.use(reused);
    copy.ints.set(this.ints.subarray(0, this.used));
    // What lies behind must not depend on who had the memory before.
    copy.ints.fill(0, this.used);
    return copy;
  }

  /** Gives the memory back for the next copy. The arena must not be used any more. */
  giveBack(): void {
    if (spares.length < maximumSpares) spares.push(this.ints.buffer as ArrayBuffer);
    this.use(new ArrayBuffer(0));
  }

  /** The used part, and the scalars that go with it. */
  snapshot(): { scalars: number[]; ints: Int32Array } {
    return { scalars: [this.used, this.freeHead], ints: this.ints.subarray(0, this.used) };
  }

  /** Takes over a snapshot, whose memory must be its own. */
  restore(snapshot: ReturnType<Arena["snapshot"]>): void {
    const [used, freeHead] = snapshot.scalars;
    this.used = used;
    this.freeHead = freeHead;
    this.use(snapshot.ints.buffer as ArrayBuffer);
  }

  private use(memory: ArrayBuffer): void {
    this.ints = new Int32Array(memory);
    this.floats = new Float64Array(memory);
  }

  private grow(): void {
    const records = Math.max(64, (this.ints.length / RecordSize.words) * 2);
    if (records > maximumRecords)
      throw new TooManyRecords(`more than ${maximumRecords} requests in flight at once`);
    const { ints } = this;
    this.use(new ArrayBuffer(records * RecordSize.words * 4));
    this.ints.set(ints);
  }
}
