/** A growing ring of (key, payload) pairs whose keys only rise: events that fall due in the order they were put. */
export class Line {
  count = 0;
  private head = 0;
  private keys: Float64Array;
  private payloads: Int32Array;

  constructor(capacity = 16) {
    this.keys = new Float64Array(capacity);
    this.payloads = new Int32Array(capacity);
  }

  push(key: number, payload: number): void {
    if (this.count === this.keys.length) this.resize(this.keys.length * 2);
    const index = (this.head + this.count++) & (this.keys.length - 1);
    this.keys[index] = key;
    this.payloads[index] = payload;
  }

  /** Takes the oldest payload of a line that is not empty. */
  shift(): number {
    const payload = this.payloads[this.head];
    this.head = (this.head + 1) & (this.keys.length - 1);
    this.count--;
    return payload;
  }

  headKey(): number {
    return this.keys[this.head];
  }

  headPayload(): number {
    return this.payloads[this.head];
  }

  /** Replaces each key by a function of it that keeps the order. */
  mapKeys(change: (key: number) => number): void {
    const mask = this.keys.length - 1;
    for (let i = 0; i < this.count; i++) {
      const index = (this.head + i) & mask;
      this.keys[index] = change(this.keys[index]);
    }
  }

  /** Copies the keys, oldest first. */
  copyKeys(target: Float64Array): void {
    const first = Math.min(this.count, this.keys.length - this.head);
    target.set(this.keys.subarray(this.head, this.head + first));
    target.set(this.keys.subarray(0, this.count - first), first);
  }

  clone(): Line {
    const copy = new Line(0);
    copy.keys = new Float64Array((this.keys.buffer as ArrayBuffer).slice(0));
    copy.payloads = new Int32Array((this.payloads.buffer as ArrayBuffer).slice(0));
    copy.head = this.head;
    copy.count = this.count;
    return copy;
  }

  static fromArrays(keys: Float64Array, payloads: Int32Array): Line {
    let capacity = 16;
    while (capacity < keys.length) capacity *= 2;
    const line = new Line(capacity);
    line.keys.set(keys);
    line.payloads.set(payloads);
    line.count = keys.length;
    return line;
  }

  /** Oldest first. */
  toArrays(): { keys: Float64Array; payloads: Int32Array } {
    const copy = new Line(this.keys.length);
    this.copyInto(copy);
    return {
      keys: copy.keys.subarray(0, copy.count),
      payloads: copy.payloads.subarray(0, copy.count),
    };
  }

  private resize(capacity: number): void {
    const larger = new Line(capacity);
    this.copyInto(larger);
    this.keys = larger.keys;
    this.payloads = larger.payloads;
    this.head = 0;
  }

  private copyInto(target: Line): void {
    const first = Math.min(this.count, this.keys.length - this.head);
    target.keys.set(this.keys.subarray(this.head, this.head + first));
    target.payloads.set(this.payloads.subarray(this.head, this.head + first));
    target.keys.set(this.keys.subarray(0, this.count - first), first);
    target.payloads.set(this.payloads.subarray(0, this.count - first), first);
    target.count = this.count;
  }
}
