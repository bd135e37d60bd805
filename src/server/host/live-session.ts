import { Problem } from "../../drill/problem.js";
import {
  type Entry,
  type Observation,
  paceOf,
  resumeSpeed,
  type Session,
  WallClock,
} from "../../session/index.js";
import type { ClockState, Frame, Hello } from "../api/live.js";
import { NewsReader } from "./news.js";
import { type Line, linesOf } from "./series.js";
import { arrowsOf, nodesOf } from "./system-map.js";
import { drillViewOf, roomStateOf, toolViewsOf } from "./views.js";

/** The speed of a run in which nobody has set one. */
const standardSpeed = 1;

/**
 * The most time on the wall that is caught up with in one go. A machine that slept must not wake up to a run that is
 * over: for what is beyond, time in the drill stood still.
 */
const longestCatchUpMilliseconds = 60_000;

/** When simulating cannot keep up by more than this, the drill's time goes slower instead of falling ever further behind. */
const tolerableLagMilliseconds = 2_000;

/** A run on the wall's time, and what its player sees of it. The clock stands until `start`. */
export class LiveSession {
  private readonly lines: readonly Line[];
  private readonly news: NewsReader;
  private readonly clock: WallClock;
  private running = false;
  /** The room as it was last shown, to leave it out while it stays the same. */
  private shownRoom = "";

  /** `now` gives milliseconds that only go forward. */
  constructor(
    readonly session: Session,
    now: () => number,
  ) {
    this.lines = linesOf(session.drill.system);
    this.news = new NewsReader(session, this.lines);
    this.clock = new WallClock(now, session.nowUs, 0);
  }

  /** Lets the clock go, at the speed that the run's acts and its phase give it. */
  start(): void {
    this.running = true;
    this.keepPace();
  }

  /** Stops the clock without a trace in the run: nothing can have been seen of time that did not pass. */
  stop(): void {
    this.running = false;
    this.keepPace();
  }

  /** Whether time passes by itself. */
  get moving(): boolean {
    return this.clock.speed > 0 && !this.session.ended;
  }

  /** Lets the system run up to the clock's time. */
  async catchUp(): Promise<void> {
    const { session, clock } = this;
    if (session.ended) return;
    const furthestUs = session.nowUs + this.simulated(longestCatchUpMilliseconds);
    if (clock.nowUs > furthestUs) clock.set(furthestUs);
    if (clock.nowUs > session.nowUs) await session.catchUp(clock.nowUs);
    const lagUs = clock.nowUs - session.nowUs;
    if (lagUs > this.simulated(tolerableLagMilliseconds)) clock.set(session.nowUs);
  }

  /** Takes an action at the clock's time. Throws the problem of one that cannot be taken. */
  async act(
    seat: string,
    tool: string,
    input: unknown,
  ): Promise<{ entry: Entry; observation: Observation }> {
    const { session, clock } = this;
    // Checked before time is spent on it; checked again when it is taken.
    const checked = session.desk.check(tool, input);
    if (checked instanceof Problem) throw checked;
    await this.catchUp();
    const atUs = Math.max(session.nowUs, clock.nowUs);
    const acted = await session.act({ seat, tool, input, atUs });
    clock.skipTo(session.nowUs);
    this.keepPace();
    if (!acted.ok) throw acted.problem;
    return acted;
  }

  /** Everything that a page needs that comes in now. Call `frame` for those who are there already first. */
  hello(): Omit<Hello, "session"> {
    this.news.read();
    const { session } = this;
    const { system } = session.drill;
    return {
      type: "hello",
      schema: "smokejumper.live/1",
      drill: drillViewOf(session),
      tools: toolViewsOf(session),
      nodes: nodesOf(system),
      arrows: arrowsOf(system),
      series: this.lines.map(({ series }) => series),
      clock: this.clockState(),
      news: this.news.all,
      room: roomStateOf(session),
    };
  }

  /** What is new since the last frame or hello. */
  frame(): Frame {
    const news = this.news.read();
    const room = roomStateOf(this.session);
    const text = JSON.stringify(room);
    const same = text === this.shownRoom;
    this.shownRoom = text;
    return { type: "frame", clock: this.clockState(), news, ...(!same && { room }) };
  }

  private clockState(): ClockState {
    const { session, clock } = this;
    const { speed, paused } = paceOf(session.drill, session.room, standardSpeed);
    return {
      nowUs: Math.min(Math.max(clock.nowUs, session.nowUs), session.drill.endsUs),
      speed: session.ended ? 0 : speed,
      paused: session.ended ? null : paused,
      resumeSpeed: resumeSpeed(session.room),
      ended: session.ended,
    };
  }

  private keepPace(): void {
    const { drill, room } = this.session;
    this.clock.setSpeed(this.running ? paceOf(drill, room, standardSpeed).speed : 0);
  }

  private simulated(milliseconds: number): number {
    return milliseconds * 1000 * Math.max(1, this.clock.speed);
  }
}
