/** Often enough to see that it moves, seldom enough to cost nothing. */
const intervalMilliseconds = 250;

/** Tells how far long work is, from time to time. */
export class ProgressTeller {
  private toldAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly now: () => number,
    private readonly told: (share: number) => void,
  ) {}

  /** `share` is cut to what can be said: from 0 to 1. */
  tell(share: number): void {
    const now = this.now();
    if (now - this.toldAt < intervalMilliseconds) return;
    this.toldAt = now;
    this.told(Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0);
  }
}
