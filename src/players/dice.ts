/** SplitMix32 (Steele, Lea, Flood 2014, with the 32-bit finalizer of Ettinger 2019): enough luck for a player. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    // Both halves of the seed count, since it may be larger than 32 bits.
    this.state = ((seed % 4294967296) ^ Math.imul(Math.floor(seed / 4294967296), 0x9e3779b9)) | 0;
  }

  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state ^ (this.state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    z ^= z >>> 15;
    return Math.floor(((z >>> 0) / 4294967296) * bound);
  }

  /** One of the items, all equally likely. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}
