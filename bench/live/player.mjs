/** A program that plays over the network: it asks over HTTP and acts over a WebSocket, as the page does. */

import { randomBytes } from "node:crypto";
import { WebSocket } from "ws";

/**
 * The parts of the server's messages that are looked at.
 * @typedef {{ entry: number, atUs: number, tool: string }} EntryView
 * @typedef {{ type: "acted", id: number, entry: EntryView, chain: string, observation: any }} Acted
 * @typedef {{ type: "refused", id: number | null, problem: { code: string, message: string } }} Refused
 * @typedef {{ nowUs: number, speed: number, ended: boolean }} Clock
 * @typedef {{ type: "hello" | "frame", clock: Clock, news: { rows: object[] } }} Shown
 * @typedef {Acted | Refused | Shown | { type: "progress" | "done" | "pong" }} Message
 */

/** The connection was lost before the answer came: whether the act was taken is not known. */
export class ConnectionLost extends Error {}

/** The server would not take an act. */
export class ActRefused extends Error {
  /** @param {{ code: string, message: string }} problem */
  constructor({ code, message }) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

export class Player {
  /** @param {() => string} address of the server; it may come back at another one */
  constructor(address) {
    this.address = address;
    this.token = randomBytes(32).toString("base64url");
  }

  /**
   * @param {string} method
   * @param {string} path below /api/v1
   * @param {object} [body]
   */
  async ask(method, path, body) {
    const response = await fetch(new URL(`api/v1${path}`, this.address()), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }

  /**
   * @param {{ drill: string, seed: number, speed?: string }} run
   * @returns {Promise<string>} the new session's id
   */
  async begin(run) {
    return JSON.parse(await this.ask("POST", "/sessions", run)).session.id;
  }

  /**
   * @param {string} session
   * @param {number} atUs
   * @returns {Promise<string>} the new session's id
   */
  async fork(session, atUs) {
    return JSON.parse(await this.ask("POST", `/sessions/${session}/fork`, { atUs })).session.id;
  }

  /** @param {string} session */
  journal(session) {
    return this.ask("GET", `/sessions/${session}/journal`);
  }

  /**
   * Connects to a run and waits for the greeting.
   * @param {string} session
   */
  async watch(session) {
    const address = new URL(`api/v1/sessions/${session}/live`, this.address());
    address.protocol = "ws:";
    const headers = { authorization: `Bearer ${this.token}` };
    const connection = new Connection(new WebSocket(address, { headers }));
    await connection.greeted;
    return connection;
  }
}

/** A live socket. Acts are answered one by one; frames are handed to whoever listens. */
export class Connection {
  /** @param {WebSocket} socket */
  constructor(socket) {
    this.socket = socket;
    this.lastId = 0;
    /** @type {Map<number, { resolve: (acted: Acted) => void, reject: (error: Error) => void }>} */
    this.waiting = new Map();
    /** @type {(message: Shown) => void} */
    this.onShown = () => undefined;
    /** @type {Clock | null} */
    this.clock = null;
    /** @type {PromiseWithResolvers<void>} */
    const greeted = withResolvers();
    /** @type {PromiseWithResolvers<void>} */
    const done = withResolvers();
    this.greeted = greeted.promise;
    this.done = done.promise;
    for (const promise of [this.greeted, this.done]) promise.catch(() => undefined);
    socket.on("message", (data) => {
      /** @type {Message} */
      const message = JSON.parse(String(data));
      if (message.type === "hello" || message.type === "frame") {
        this.clock = message.clock;
        this.onShown(message);
        if (message.type === "hello") greeted.resolve();
      } else if (message.type === "acted" || message.type === "refused")
        this.settle(message, greeted);
      else if (message.type === "done") done.resolve();
    });
    // A refused upgrade and a broken socket both end in "close", which is listened to.
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => {
      socket.on("close", () => {
        const lost = new ConnectionLost("the connection was lost");
        for (const { reject } of this.waiting.values()) reject(lost);
        this.waiting.clear();
        greeted.reject(lost);
        done.reject(lost);
        resolve(undefined);
      });
    });
  }

  /**
   * @param {string} tool
   * @param {object} [input]
   * @param {number} [entry] the number that the journal's entry is to get
   * @returns {Promise<Acted>}
   */
  act(tool, input = {}, entry) {
    this.lastId += 1;
    const id = this.lastId;
    if (this.socket.readyState !== WebSocket.OPEN) {
      return Promise.reject(new ConnectionLost("there is no connection"));
    }
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const numbered = entry === undefined ? {} : { entry };
      this.socket.send(JSON.stringify({ type: "act", id, tool, input, ...numbered }));
    });
  }

  close() {
    this.socket.close();
    return this.closed;
  }

  /**
   * @param {Acted | Refused} message
   * @param {PromiseWithResolvers<void>} greeted
   */
  settle(message, greeted) {
    const waiting = message.id === null ? undefined : this.waiting.get(message.id);
    if (message.id !== null) this.waiting.delete(message.id);
    if (message.type === "acted") waiting?.resolve(message);
    else if (waiting) waiting.reject(new ActRefused(message.problem));
    // Without a number it says why there is nothing to watch.
    else greeted.reject(new ActRefused(message.problem));
  }
}

/**
 * Promise.withResolvers came after Node 20.
 * @template Value
 * @returns {PromiseWithResolvers<Value>}
 */
function withResolvers() {
  /** @type {any} */
  const resolvers = {};
  resolvers.promise = new Promise((resolve, reject) => {
    Object.assign(resolvers, { resolve, reject });
  });
  return resolvers;
}
