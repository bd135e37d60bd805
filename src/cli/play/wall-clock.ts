/** Maps a clock on the wall onto simulated time, at a speed. */
export class WallClock {
  private simulatedUs: number;
  private wallMilliseconds: number;

  constructor(
    private readonly now: () => number,
    startUs: number,
    private readonly speed: number,
  ) {
    this.simulatedUs = startUs;
    this.wallMilliseconds = now();
  }

  /** The simulated time that it is now, in whole microseconds. */
  get nowUs(): number {
    const passed = (this.now() - this.wallMilliseconds) * 1000 * this.speed;
    return this.simulatedUs + Math.round(passed);
  }

  /** After time was skipped, goes on from there. */
  skipTo(simulatedUs: number): void {
    if (simulatedUs <= this.nowUs) return;
    this.simulatedUs = simulatedUs;
    this.wallMilliseconds = this.now();
  }
}
