import type { RawData, WebSocket } from "ws";
import { asProblem, type Problem, problem } from "../../../drill/problem.js";
import { type ClientMessage, clientMessageSchema } from "../../api/live.js";
import { parseJson } from "../json-body.js";
import { malformed } from "../malformed.js";
import { documentOf, tellable } from "../problems.js";
import { Rates } from "../rates.js";
import { actedOf } from "../routes/actions.js";
import type { Services } from "../services.js";
import { Outbox } from "./outbox.js";

/** Codes with which we close; those from 4000 on are our own. */
export const closeCodes = {
  /** The server stops; come back. */
  goingAway: 1001,
  /** The client sends more than anybody reads. */
  flood: 1008,
  fault: 1011,
  /** The session was deleted. */
  gone: 4404,
} as const;

/** So many messages that wait beyond those that are served are no mistake any more. */
const floodFactor = 8;

/** One client at one session: what they send is taken and answered in its order. */
export class Connection {
  /** Whether anything was heard since the last look. */
  isAlive = true;
  private readonly outbox: Outbox;
  private readonly rate: Rates;
  private turn: Promise<void> = Promise.resolve();
  private queued = 0;
  private readonly stopWatching: () => void;

  constructor(
    readonly socket: WebSocket,
    readonly session: string,
    readonly player: string,
    private readonly services: Services,
  ) {
    this.outbox = new Outbox(socket, services.limits);
    this.rate = new Rates(services.limits.messages, 1, services.now);
    socket.on("message", (data, isBinary) => this.take(data, isBinary));
    socket.on("pong", () => {
      this.isAlive = true;
    });
    // What a peer does wrong closes the socket by itself; unheard, it would end the process.
    socket.on("error", () => undefined);
    socket.on("close", () => this.stopWatching());
    this.stopWatching = services.pool.watch(session, (message) => this.outbox.send(message));
  }

  close(code: number): void {
    this.socket.close(code);
  }

  private take(data: RawData, isBinary: boolean): void {
    this.isAlive = true;
    const read = readMessage(data, isBinary);
    if ("message" in read && read.message.type === "ping") {
      // A ping answers how long the way is, so it does not queue; it counts like any other message.
      if (this.rate.take("") === 0) this.outbox.send({ type: "pong", id: read.message.id });
      else this.queue(() => this.refuse(read.message.id, this.tooMuch()));
      return;
    }
    const seconds = this.rate.take("");
    const isFull = this.queued >= this.services.limits.waitingActs;
    this.queue(async () => {
      if ("problem" in read) this.refuse(read.id, read.problem);
      else if (seconds > 0 || isFull) this.refuse(read.message.id, this.tooMuch(seconds));
      else await this.act(read.message);
    });
  }

  private queue(work: () => void | Promise<void>): void {
    if (this.queued >= this.services.limits.waitingActs * floodFactor) {
      this.close(closeCodes.flood);
      return;
    }
    this.queued += 1;
    this.turn = this.turn.then(work).finally(() => {
      this.queued -= 1;
    });
  }

  private async act(message: ClientMessage): Promise<void> {
    if (message.type !== "act") return;
    const { type: _, id, ...action } = message;
    try {
      const acted = await this.services.pool.act(this.session, action);
      this.outbox.send({ type: "acted", id, ...actedOf(acted) });
    } catch (thrown) {
      this.refuse(id, thrown);
    }
  }

  private refuse(id: number | null, thrown: unknown): void {
    const told = tellable(thrown, "live socket", this.services.log);
    this.outbox.send({ type: "refused", id, problem: documentOf(told) });
  }

  private tooMuch(seconds = 0): Problem {
    return problem("rate-exceeded", { whom: "connection", seconds: Math.max(1, seconds) });
  }
}

type Read = { message: ClientMessage } | { problem: Problem; id: number | null };

function readMessage(data: RawData, isBinary: boolean): Read {
  let id: number | null = null;
  try {
    if (isBinary) throw problem("request-malformed", { reason: "messages are text" });
    const value = parseJson(data.toString());
    id = idOf(value);
    const parsed = clientMessageSchema.safeParse(value);
    if (parsed.success) return { message: parsed.data };
    throw malformed(parsed.error.issues);
  } catch (thrown) {
    return { problem: asProblem(thrown), id };
  }
}

/** The client's own number, so that it can tell which of its messages was refused. */
function idOf(value: unknown): number | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === "number" && Number.isSafeInteger(id) && id >= 0 ? id : null;
}
