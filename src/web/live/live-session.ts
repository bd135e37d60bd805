import type { ClientMessage, ServerMessage } from "../../server/api/live.js";
import { type Acted, type ActInput, ActQueue } from "./act-queue.js";
import { firstState, greeted, type LiveState, withEntries, withNews } from "./live-state.js";
import { readMessage } from "./messages.js";

const firstDelayMilliseconds = 300;
const longestDelayMilliseconds = 8_000;
/** How long "reconnected" is said. */
const restoredMilliseconds = 6_000;
/** A connection on which nothing came for so long is dead, even if nobody said so. */
const silenceMilliseconds = 20_000;
const pingMilliseconds = 5_000;

/** Whether a run can be connected to at all; asked when a connection fails before its greeting. */
type Verdict =
  | { status: "live" | "scoring" | "done" }
  | { failure: NonNullable<LiveState["failure"]> };

/**
 * One run as its server tells it: a store outside of React that connects by itself, keeps what comes, and takes acts.
 * State objects are never changed; subscribers are told when there is a new one.
 */
export class LiveSession {
  private current: LiveState = firstState;
  private readonly listeners = new Set<() => void>();
  private readonly queue: ActQueue;
  private socket: WebSocket | null = null;
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private forget: ReturnType<typeof setTimeout> | undefined;
  private heart: ReturnType<typeof setInterval> | undefined;
  private lastHeard = 0;
  private clockReceived = 0;
  private closed = true;

  constructor(readonly id: string) {
    this.queue = new ActQueue(
      (message) => this.send(message),
      (pending) => this.set({ pending }),
    );
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly state = (): LiveState => this.current;

  /** Connects until `close`; calling it again while connected does nothing. */
  open(): void {
    if (!this.closed) return;
    this.closed = false;
    addEventListener("online", this.reconnectNow);
    this.connect();
  }

  close(): void {
    this.closed = true;
    removeEventListener("online", this.reconnectNow);
    clearTimeout(this.retry);
    clearTimeout(this.forget);
    this.drop();
  }

  /** Takes an act: resolves once its entry is on the server's disk, rejects with `ActRefused`. */
  act(tool: string, input: ActInput = {}): Promise<Acted> {
    const acted = this.queue.ask(tool, input);
    if (this.current.connection === "done" || this.current.connection === "failed") {
      this.queue.giveUp("The run is over.", "Open its debrief.");
    }
    return acted;
  }

  /** The drill's clock at this instant, between frames as well. */
  nowUs(): number {
    const { run, connection } = this.current;
    if (!run) return 0;
    const { nowUs, speed, ended } = run.clock;
    if (ended || connection !== "live") return nowUs;
    const sinceUs = (performance.now() - this.clockReceived) * 1000 * speed;
    // Never far ahead of what is known: without news for a while, the clock waits for them.
    return Math.min(nowUs + Math.min(sinceUs, 3_000_000 * Math.max(1, speed)), run.drill.endsUs);
  }

  private connect(): void {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const path = `/api/v1/sessions/${encodeURIComponent(this.id)}/live`;
    const socket = new WebSocket(`${scheme}//${location.host}${path}`);
    this.socket = socket;
    let greetedHere = false;
    socket.onmessage = ({ data }) => {
      if (this.socket !== socket) return;
      this.lastHeard = performance.now();
      const message = readMessage(data);
      if (!message) return;
      if (message.type === "hello") greetedHere = true;
      this.receive(message);
    };
    socket.onclose = () => {
      if (this.socket !== socket) return;
      this.lose(greetedHere);
    };
  }

  private receive(message: ServerMessage): void {
    const { run } = this.current;
    switch (message.type) {
      case "hello":
        this.greet(message);
        return;
      case "frame": {
        if (!run) return;
        this.clockReceived = performance.now();
        this.queue.know(message.news.entries);
        const next = withNews(run, message.news);
        this.set({
          run: { ...next, clock: message.clock, room: message.room ?? run.room },
          progress: null,
        });
        return;
      }
      case "acted":
        if (run) this.set({ run: { ...run, entries: withEntries(run.entries, [message.entry]) } });
        this.queue.answered(message);
        return;
      case "refused":
        if (message.id === null && run?.clock.ended) this.fail(message.problem);
        this.queue.refused(message);
        return;
      case "progress":
        this.set({
          progress: { stage: message.stage, share: message.share },
          ...(run?.clock.ended && { connection: "scoring" }),
        });
        return;
      case "done":
        this.set({ connection: "done", progress: null });
        this.queue.giveUp("The run is over.", "Open its debrief.");
        this.close();
        return;
      case "pong":
        return;
    }
  }

  /** The run is over, and its debrief could not be made. */
  private fail({ message, remedy }: { message: string; remedy: string }): void {
    const text = `Every act is kept on the server. What was wrong: ${message}. What helps: ${remedy}.`;
    this.set({ connection: "failed", failure: { title: "There is no debrief yet", text } });
    this.close();
  }

  private greet(hello: Extract<ServerMessage, { type: "hello" }>): void {
    const wasLost = this.current.lostAt !== null;
    this.attempts = 0;
    this.clockReceived = performance.now();
    this.set({
      connection: hello.session.status === "scoring" ? "scoring" : "live",
      run: greeted(hello),
      lostAt: null,
      restored: wasLost,
      progress: null,
    });
    clearTimeout(this.forget);
    if (wasLost) {
      this.forget = setTimeout(() => this.set({ restored: false }), restoredMilliseconds);
    }
    this.listenForSilence();
    this.queue.reconnected(hello.news.entries);
  }

  private lose(wasGreeted: boolean): void {
    this.drop();
    if (this.closed) return;
    const { run, lostAt } = this.current;
    if (run) {
      this.set({
        connection: "reconnecting",
        restored: false,
        lostAt: lostAt ?? new Date().toTimeString().slice(0, 8),
      });
    }
    if (!wasGreeted) void this.ask();
    else this.tryAgain();
  }

  /** The socket was refused. A plain request tells whether that is for good. */
  private async ask(): Promise<void> {
    const verdict = await judge(this.id);
    if (this.closed) return;
    if (verdict && "failure" in verdict) {
      this.set({ connection: "failed", failure: verdict.failure });
      this.queue.giveUp(verdict.failure.title, verdict.failure.text);
      this.close();
    } else if (verdict?.status === "done") {
      this.set({ connection: "done" });
      this.queue.giveUp("The run is over.", "Open its debrief.");
      this.close();
    } else {
      this.tryAgain();
    }
  }

  private tryAgain(): void {
    const longest = Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** this.attempts);
    this.attempts += 1;
    clearTimeout(this.retry);
    // Pages that lost the same server do not all come back in the same instant.
    this.retry = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  private readonly reconnectNow = (): void => {
    if (this.closed || this.socket) return;
    this.attempts = 0;
    clearTimeout(this.retry);
    this.connect();
  };

  private listenForSilence(): void {
    clearInterval(this.heart);
    let id = 0;
    this.heart = setInterval(() => {
      if (performance.now() - this.lastHeard > silenceMilliseconds) this.lose(true);
      else this.send({ type: "ping", id: ++id });
    }, pingMilliseconds);
  }

  private drop(): void {
    clearInterval(this.heart);
    const { socket } = this;
    this.socket = null;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
      // A socket that is still being opened is let open first: browsers complain of one that is cut short.
      if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
      else socket.close();
    }
  }

  private send(message: ClientMessage): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    // Before the greeting nothing is sent: what is under way is sent again after it.
    if (this.current.connection !== "live" && message.type === "act") return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  private set(change: Partial<LiveState>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}

async function judge(id: string): Promise<Verdict | null> {
  try {
    const response = await fetch(`/api/v1/sessions/${encodeURIComponent(id)}`);
    if (response.status === 404) {
      const text = "It may have been deleted, or it belongs to somebody else on this server.";
      return { failure: { title: "There is no such run", text } };
    }
    if (!response.ok) return null;
    const document = (await response.json()) as { session?: { status?: unknown } };
    const status = document.session?.status;
    return status === "live" || status === "scoring" || status === "done" ? { status } : null;
  } catch {
    return null;
  }
}
