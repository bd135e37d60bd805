/** A real server on loopback, with a real store and real workers, and clients that speak to it as others would. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import type { ProblemDocument, SessionSummary } from "../../../src/server/api/documents.js";
import type { ServerMessage } from "../../../src/server/api/live.js";
import { defaultLimits, type Limits } from "../../../src/server/http/limits.js";
import { type ServeOptions, serve } from "../../../src/server/serve.js";

const plenty = { burst: 1e9, perSecond: 1e9 };

/** Rates that no test reaches by accident. */
export const generousLimits: Limits = {
  ...defaultLimits,
  player: plenty,
  address: plenty,
  heavy: plenty,
  newPlayers: plenty,
  messages: plenty,
};

export interface TestServer {
  port: number;
  /** What the server said about faults of its own. */
  faults: string[];
  close(): Promise<void>;
}

export async function startServer(changes: Partial<ServeOptions> = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-http-"));
  const faults: string[] = [];
  const server = await serve({
    host: "127.0.0.1",
    port: 0,
    folder,
    workers: 1,
    limits: generousLimits,
    log: (line) => faults.push(line),
    ...changes,
  });
  return {
    port: server.port,
    faults,
    close: async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
  /** The body as JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form.
  json: any;
  problem: ProblemDocument;
}

export interface Asking {
  headers?: Record<string, string>;
  /** Sent as JSON, unless it is text or bytes. */
  body?: unknown;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** One request, with no header that was not asked for. */
export function ask(
  port: number,
  method: string,
  path: string,
  asking: Asking = {},
): Promise<Answer> {
  const { body } = asking;
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const content = body === undefined ? null : isRaw ? body : JSON.stringify(body);
  const headers = {
    ...(content !== null && !isRaw && { "content-type": "application/json" }),
    ...(content !== null && { "content-length": String(Buffer.byteLength(content)) }),
    ...asking.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { port, host: "127.0.0.1", method, path, headers, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString("utf8");
          const read = () => JSON.parse(text);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes,
            text,
            get json() {
              return read();
            },
            get problem() {
              return read();
            },
          });
        });
      },
    );
    sent.on("error", reject);
    if (content === null) sent.end();
    else sent.end(content);
  });
}

/** A program with a token of its own. */
export class Player {
  constructor(
    readonly port: number,
    readonly token = randomBytes(32).toString("base64url"),
  ) {}

  get authorization(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  ask(method: string, path: string, asking: Asking = {}): Promise<Answer> {
    const headers = { ...this.authorization, ...asking.headers };
    return ask(this.port, method, `/api/v1${path}`, { ...asking, headers });
  }

  get(path: string): Promise<Answer> {
    return this.ask("GET", path);
  }

  async begin(given: Record<string, unknown> = {}): Promise<SessionSummary> {
    const body = { drill: "first-page", seed: 1, ...given };
    const answer = await this.ask("POST", "/sessions", { body });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.json.session;
  }

  act(session: string, tool: string, input: unknown = {}, entry?: number): Promise<Answer> {
    const body = { tool, input, ...(entry !== undefined && { entry }) };
    return this.ask("POST", `/sessions/${session}/actions`, { body });
  }

  /** A run that was finished at once, with its debrief. */
  async finished(given: Record<string, unknown> = {}): Promise<SessionSummary> {
    const { id } = await this.begin(given);
    await this.act(id, "list_alerts");
    await this.act(id, "finish");
    const live = await this.watch(id);
    await live.until("done");
    live.socket.close();
    return (await this.get(`/sessions/${id}`)).json.session;
  }

  watch(session: string, headers: Record<string, string> = {}): Promise<LiveClient> {
    return LiveClient.open(this.port, session, { ...this.authorization, ...headers });
  }
}

type MessageOf<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

/** A client at a live socket that keeps all that it was sent. */
export class LiveClient {
  readonly received: ServerMessage[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<number>;
  private readonly listeners = new Set<() => void>();
  private lastId = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => {
      const text = data.toString();
      this.texts.push(text);
      this.received.push(JSON.parse(text));
      for (const listener of this.listeners) listener();
    });
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) =>
      socket.on("close", (code) => {
        resolve(code);
        for (const listener of this.listeners) listener();
      }),
    );
  }

  static async open(
    port: number,
    session: string,
    headers: Record<string, string>,
  ): Promise<LiveClient> {
    const url = `ws://127.0.0.1:${port}/api/v1/sessions/${session}/live`;
    const client = new LiveClient(new WebSocket(url, { headers }));
    await new Promise<void>((resolve, reject) => {
      client.socket.once("open", resolve);
      client.socket.once("error", reject);
    });
    return client;
  }

  /** The first message, old or new, that fits; rejects when the socket closes without one. */
  find<Found extends ServerMessage>(
    fits: (message: ServerMessage) => message is Found,
  ): Promise<Found> {
    return new Promise((resolve, reject) => {
      let looked = 0;
      const look = () => {
        for (; looked < this.received.length; looked++) {
          const message = this.received[looked]!;
          if (!fits(message)) continue;
          this.listeners.delete(look);
          resolve(message);
          return;
        }
        if (this.socket.readyState === WebSocket.CLOSED) {
          this.listeners.delete(look);
          reject(new Error(`closed after ${this.texts.at(-1)}`));
        }
      };
      this.listeners.add(look);
      look();
    });
  }

  /** Hands each message over once and forgets it, until told that it was the last; rejects when the socket closes. */
  drain(isLast: (message: ServerMessage) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = () => this.listeners.delete(look);
      const look = () => {
        this.texts.length = 0;
        try {
          for (const message of this.received.splice(0)) {
            if (!isLast(message)) continue;
            stop();
            resolve();
            return;
          }
        } catch (thrown) {
          stop();
          reject(thrown);
        }
        if (this.socket.readyState !== WebSocket.CLOSED) return;
        stop();
        reject(new Error("closed"));
      };
      this.listeners.add(look);
      look();
    });
  }

  until<Type extends ServerMessage["type"]>(type: Type): Promise<MessageOf<Type>> {
    return this.find((message): message is MessageOf<Type> => message.type === type);
  }

  answer(id: number | null): Promise<MessageOf<"acted"> | MessageOf<"refused">> {
    return this.find(
      (message): message is MessageOf<"acted"> | MessageOf<"refused"> =>
        (message.type === "acted" || message.type === "refused") && message.id === id,
    );
  }

  send(message: unknown): void {
    const isRaw = typeof message === "string" || message instanceof Uint8Array;
    this.socket.send(isRaw ? message : JSON.stringify(message));
  }

  act(tool: string, input: unknown = {}, entry?: number) {
    this.lastId += 1;
    const id = this.lastId;
    this.send({ type: "act", id, tool, input, ...(entry !== undefined && { entry }) });
    return this.answer(id);
  }
}

/** The answer to a request for a WebSocket that was refused. */
export function refusedUpgrade(
  port: number,
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: IncomingHttpHeaders; problem: ProblemDocument }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on("open", () => {
      socket.terminate();
      reject(new Error("the upgrade was not refused"));
    });
    socket.on("error", () => undefined);
    socket.on("unexpected-response", (_, response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          problem: JSON.parse(text),
        }),
      );
    });
  });
}
