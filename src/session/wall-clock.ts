/**
 * Maps a clock on the wall onto simulated time, at a speed that may change; 0 is a pause. The clock on the wall is
 * handed in: it gives milliseconds and only goes forward.
 */
export class WallClock {
  private simulatedUs: number;
  private wallMilliseconds: number;
  private pace: number;

  constructor(
    private readonly now: () => number,
    startUs: number,
    speed: number,
  ) {
    this.simulatedUs = startUs;
    this.wallMilliseconds = now();
    this.pace = speed;
  }

  /** The simulated time that it is now, in whole microseconds. */
  get nowUs(): number {
    const passed = (this.now() - this.wallMilliseconds) * 1000 * this.pace;
    return this.simulatedUs + Math.round(passed);
  }

  /** Simulated seconds per second. */
  get speed(): number {
    return this.pace;
  }

  /** Goes on from now at another speed; what has passed stays as it was. */
  setSpeed(speed: number): void {
    if (speed === this.pace) return;
    this.simulatedUs = this.nowUs;
    this.wallMilliseconds = this.now();
    this.pace = speed;
  }

  /** Goes on from another moment. */
  set(simulatedUs: number): void {
    this.simulatedUs = simulatedUs;
    this.wallMilliseconds = this.now();
  }

  /** After time was skipped, goes on from there. */
  skipTo(simulatedUs: number): void {
    if (simulatedUs > this.nowUs) this.set(simulatedUs);
  }
}
