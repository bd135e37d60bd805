/** All live sockets: who may open one, and how they end. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { problem } from "../../../drill/problem.js";
import { maximumBodyBytes } from "../../api/documents.js";
import { Caller } from "../callers.js";
import { basePath } from "../define.js";
import { askedBy, type RateKeeper, refusalOf } from "../guard.js";
import type { Services } from "../services.js";
import { refuseOnWire } from "../wire.js";
import { Connection, closeCodes } from "./connection.js";

const livePath = new RegExp(`^${basePath}/sessions/([0-9A-Za-z_-]{22})/live$`);

export class LiveSockets {
  private readonly connections = new Set<Connection>();
  /** Sockets of a player, those that are still being opened included. */
  private readonly counts = new Map<string, number>();
  private total = 0;
  private stopping = false;
  private readonly handshakes = new WebSocketServer({
    noServer: true,
    maxPayload: maximumBodyBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  private readonly heartbeat: NodeJS.Timeout;

  constructor(
    private readonly services: Services,
    private readonly rates: RateKeeper,
  ) {
    this.handshakes.on("wsClientError", (_, socket, request) => {
      const refusal = problem("request-malformed", {
        reason: "the WebSocket handshake is not sound",
      });
      refuseOnWire(socket, refusal, request.url ?? "", services.log);
    });
    this.heartbeat = setInterval(() => this.listen(), services.limits.idleMilliseconds / 2);
    this.heartbeat.unref();
  }

  /** Answers a request for a WebSocket: with one, or with a problem. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // A peer that leaves while we look them up must not end the process.
    socket.on("error", () => socket.destroy());
    try {
      const { session, player } = await this.admit(request);
      let isCounted = true;
      const uncount = () => {
        if (isCounted) this.count(player, -1);
        isCounted = false;
      };
      socket.once("close", uncount);
      if (socket.destroyed) uncount();
      this.handshakes.handleUpgrade(request, socket, head, (webSocket) => {
        const connection = new Connection(webSocket, session, player, this.services);
        this.connections.add(connection);
        webSocket.once("close", () => this.connections.delete(connection));
        if (this.stopping) connection.close(closeCodes.goingAway);
      });
    } catch (thrown) {
      refuseOnWire(socket, thrown, `upgrade ${request.url}`, this.services.log);
    }
  }

  /** Ends all sockets of a session that is no more. */
  drop(session: string): void {
    for (const connection of this.connections) {
      if (connection.session === session) connection.close(closeCodes.gone);
    }
  }

  /** Says good-bye to everybody and resolves once they are gone, or were given time enough. */
  async close(withinMilliseconds: number): Promise<void> {
    this.stopping = true;
    clearInterval(this.heartbeat);
    const all = [...this.connections];
    const gone = all.map(
      ({ socket }) => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    );
    for (const connection of all) connection.close(closeCodes.goingAway);
    const timer = setTimeout(() => {
      for (const { socket } of all) socket.terminate();
    }, withinMilliseconds);
    await Promise.all(gone);
    clearTimeout(timer);
  }

  private async admit(request: IncomingMessage): Promise<{ session: string; player: string }> {
    const { store, limits } = this.services;
    if (this.stopping) throw problem("stopping", {});
    const refusal = refusalOf(askedBy(request), this.services);
    if (refusal) throw refusal;
    const { cookie, authorization } = request.headers;
    const caller = new Caller({ cookie, authorization }, store);
    this.rates.request(this.rates.addressOf(request), caller.name);
    const id = livePath.exec(request.url ?? "")?.[1];
    if (id === undefined) throw problem("route-unknown", { path: request.url ?? "" });
    const { player } = await caller.session(id);
    const own = this.counts.get(player) ?? 0;
    if (own >= limits.socketsPerPlayer) throw problem("sockets-full", { count: own });
    if (this.total >= limits.sockets) throw problem("sockets-full", { count: this.total });
    this.count(player, 1);
    return { session: id, player };
  }

  private count(player: string, difference: number): void {
    this.total += difference;
    const own = (this.counts.get(player) ?? 0) + difference;
    if (own === 0) this.counts.delete(player);
    else this.counts.set(player, own);
  }

  /** Lets go of who has not answered the last call, and calls everybody again. */
  private listen(): void {
    for (const connection of this.connections) {
      if (!connection.isAlive) connection.socket.terminate();
      connection.isAlive = false;
      connection.socket.ping();
    }
  }
}
