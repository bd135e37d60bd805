import { setImmediate as nextTurn } from "node:timers/promises";
import type { Breathe } from "../session/index.js";
import type { Io } from "./io.js";

const redrawMilliseconds = 100;
/** Shorter work is over before a bar would be read. */
const patienceMilliseconds = 500;
/** Where no bar can be drawn, silence this long is worth a line. */
const silenceMilliseconds = 3000;
const width = 24;

/** Only lets others run. */
export const letOthersRun = (): Promise<void> => nextTurn();

/** Shows on a terminal how far a simulation is; elsewhere it says at most that work has begun. */
export class Progress {
  private drawnAt = Number.NEGATIVE_INFINITY;
  private drawn = false;
  private startedAt: number;

  constructor(
    private readonly io: Io,
    public label: string,
    /** The moment that counts as done. */
    public endUs: number,
    /** What the work is that comes before the first result. */
    private announcement: string | null = null,
  ) {
    this.startedAt = io.now();
  }

  readonly breathe: Breathe = async (nowUs) => {
    const now = this.io.now();
    if (now - this.drawnAt < redrawMilliseconds) return;
    this.drawnAt = now;
    if (this.io.isErrorTerminal && now - this.startedAt > patienceMilliseconds) {
      const share = Math.min(1, nowUs / this.endUs);
      const full = Math.round(share * width);
      const bar = `${"#".repeat(full)}${".".repeat(width - full)}`;
      this.io.error(`\r${this.label} [${bar}] ${Math.floor(share * 100)} %`);
      this.drawn = true;
    } else if (this.announcement !== null && now - this.startedAt > silenceMilliseconds) {
      this.io.error(`${this.announcement} ...\n`);
      this.announcement = null;
    }
    await nextTurn();
  };

  /** Takes the bar away, so that results stand alone. */
  clear(): void {
    if (this.drawn) this.io.error(`\r${" ".repeat(this.label.length + width + 10)}\r`);
    this.drawn = false;
    this.announcement = null;
    this.startedAt = this.io.now();
  }
}
