import type { WebSocket } from "ws";
import type { Frame, ServerMessage } from "../../api/live.js";
import type { Limits } from "../limits.js";

/** A reader who is further behind than this many intervals is better served by a new greeting. */
const mostWaitingRows = 2000;

/**
 * Sends in order, and no faster than the reader reads: while bytes pile up, frames are merged into one that waits, and
 * a reader for whom even that is too much is let go. They can come back and are greeted with all there is.
 */
export class Outbox {
  private waiting: Frame | null = null;
  private abandoned = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly limits: Pick<Limits, "mergeAtBytes" | "closeAtBytes">,
  ) {}

  send(message: ServerMessage): void {
    if (message.type === "frame" && this.isBehind()) this.hold(message);
    else {
      this.release();
      this.write(message);
    }
  }

  private isBehind(): boolean {
    return this.waiting !== null || this.socket.bufferedAmount > this.limits.mergeAtBytes;
  }

  private hold(frame: Frame): void {
    this.waiting = this.waiting === null ? frame : mergeFrames(this.waiting, frame);
    if (this.waiting.news.rows.length > mostWaitingRows) this.abandon();
  }

  private release(): void {
    if (this.waiting === null) return;
    const frame = this.waiting;
    this.waiting = null;
    this.write(frame);
  }

  private write(message: ServerMessage): void {
    if (this.abandoned || this.socket.readyState !== this.socket.OPEN) return;
    this.socket.send(JSON.stringify(message), () => {
      if (this.socket.bufferedAmount <= this.limits.mergeAtBytes) this.release();
    });
    if (this.socket.bufferedAmount > this.limits.closeAtBytes) this.abandon();
  }

  /** Who does not read would not read a farewell either. */
  private abandon(): void {
    this.abandoned = true;
    this.waiting = null;
    this.socket.terminate();
  }
}

/** One frame that tells what two told. */
export function mergeFrames(earlier: Frame, later: Frame): Frame {
  const room = later.room ?? earlier.room;
  return {
    type: "frame",
    clock: later.clock,
    news: {
      rows: [...earlier.news.rows, ...later.news.rows],
      messages: [...earlier.news.messages, ...later.news.messages],
      alerts: [...earlier.news.alerts, ...later.news.alerts],
      deploys: [...earlier.news.deploys, ...later.news.deploys],
      entries: [...earlier.news.entries, ...later.news.entries],
    },
    ...(room && { room }),
  };
}
