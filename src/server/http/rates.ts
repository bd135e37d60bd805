import type { Rate } from "./limits.js";

interface Bucket {
  tokens: number;
  atMilliseconds: number;
}

/** Token buckets by name, of which only so many are remembered. */
export class Rates {
  /** In the order of their last use. */
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly rate: Rate,
    private readonly remembered: number,
    private readonly now: () => number,
  ) {}

  /** Takes a token and answers 0, or answers the seconds until there is one. */
  take(name: string): number {
    const { burst, perSecond } = this.rate;
    const atMilliseconds = this.now();
    const known = this.buckets.get(name);
    const passed = known ? Math.max(0, atMilliseconds - known.atMilliseconds) / 1000 : 0;
    const tokens = known ? Math.min(burst, known.tokens + passed * perSecond) : burst;
    // Taken out and put in again, the name moves to the end of the order.
    this.buckets.delete(name);
    const enough = tokens >= 1;
    this.buckets.set(name, { tokens: enough ? tokens - 1 : tokens, atMilliseconds });
    if (this.buckets.size > this.remembered) {
      for (const oldest of this.buckets.keys()) {
        this.buckets.delete(oldest);
        break;
      }
    }
    return enough ? 0 : Math.ceil((1 - tokens) / perSecond);
  }
}

/**
 * What an address counts as. Whoever has one IPv6 address has the 2^64 of its network, so they count as one.
 */
export function addressName(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(":")) return address;
  const [head = "", tail] = address.split("%")[0]!.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
