/**
 * 100,000 messages, a third of them valid by their schema, at every route and over live sockets: no 5xx, no dead
 * process, and sessions that are as sound as if nobody had tried.
 */
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as z from "zod";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import { problemSchema } from "../../../src/server/api/documents.js";
import { clientMessageSchema } from "../../../src/server/api/live.js";
import { type Route, routes } from "../../../src/server/api/routes.js";
import { broken, valid } from "./arbitrary.js";
import { verifyBytes } from "./journal.js";
import {
  ask,
  generousLimits,
  type LiveClient,
  Player,
  startServer,
  type TestServer,
} from "./support.js";

const seed = Number(process.env.SMOKEJUMPER_FUZZ_SEED ?? 1);
const messagesPerRoute = 1000;
const messagesInAll = 100_000;
const timeout = 10 * 60_000;
/** What is sampled once and sent again and again, each time elsewhere. */
const samples = 1500;

let server: TestServer;
/** Who throws; may do to its own sessions what it likes. */
let fuzzer: Player;
let target: string;
let finished: string;
/** Who asks for what is theirs, in between. */
let honestPlayer: Player;
let other: string;
let forked: string;
let openingUs: number;
/** Who plays on meanwhile. */
let control: Player;
let controlled: string;
let controlEntries = 0;
let controlSocket: LiveClient;

const counts = { sent: 0, valid: 0 };
const statuses = new Map<string, number>();

beforeAll(async () => {
  server = await startServer({
    limits: { ...generousLimits, waitingActs: 100_000, sessionsPerPlayer: 12 },
  });
  fuzzer = new Player(server.port);
  control = new Player(server.port);
  finished = (await fuzzer.finished()).id;
  target = (await fuzzer.begin({ speed: "0.5x" })).id;
  honestPlayer = new Player(server.port);
  other = (await honestPlayer.finished()).id;
  forked = (await honestPlayer.begin()).id;
  openingUs = loadDrill(join(shippedDrills, "first-page")).opensUs;
  controlled = (await control.begin()).id;
  controlSocket = await control.watch(controlled);
  await controlSocket.until("hello");
}, timeout);
afterAll(() => server.close());

/** The other player's run goes on as if nothing were. */
async function playOn(): Promise<void> {
  controlEntries += 1;
  const acted = await controlSocket.act("list_alerts", {}, controlEntries);
  expect(acted).toMatchObject({ type: "acted", entry: { entry: controlEntries } });
}

function sampled<Value>(arbitrary: fc.Arbitrary<Value>, count = samples): Value[] {
  return fc.sample(arbitrary, { seed, numRuns: count });
}

/** Every third is valid. */
const isValidTurn = (turn: number) => turn % 3 === 0;

function noted(isValid: boolean): void {
  counts.sent += 1;
  if (isValid) counts.valid += 1;
}

async function inParallel(count: number, width: number, work: (turn: number) => Promise<void>) {
  let next = 0;
  const run = async () => {
    for (let turn = next++; turn < count; turn = next++) await work(turn);
  };
  await Promise.all(Array.from({ length: width }, run));
}

const ids = () => [target, finished, controlled, "0123456789abcdefghijkl"];
const badParts = [
  "short",
  "..",
  "%2e%2e%2f",
  "%00",
  "%ff",
  "a b",
  "x".repeat(1500),
  "0123456789abcdefghijk%20",
  "💥",
];

/** A path of the route: with what can stand there, or with what cannot. */
function pathFor(template: string, turn: number, isValid: boolean): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (!isValid && turn % 2 === 0) return encodeURI(badParts[turn % badParts.length]!);
    if (name === "entry") return String(1 + (turn % 30));
    if (name === "token") return "0123456789abcdefghijkl";
    return ids()[(turn >> 1) % 4]!;
  });
}

/** What is there for others to be thrown at must not go away. */
const ends = new Set(["DELETE /me", "DELETE /sessions/{id}"]);

/** Real acts among those that are thrown, so that there is something to lose. */
const realActs = [
  { tool: "list_alerts", input: {} },
  { tool: "list_deploys", input: {} },
  { tool: "acknowledge_page", input: { alert: "checkout-errors" } },
  { tool: "send_message", input: { channel: "on-call", text: "looking" } },
  { tool: "scale_service", input: { service: "checkout", replicas: 3 } },
];

/** What a thrower sends at a turn. */
interface Thrown {
  who: Player;
  path: string;
  body: string | undefined;
  isValid: boolean;
}

/** One in thirty is an honest request, so that what is behind the checks is reached as well. */
function honest(name: string, turn: number): Thrown | null {
  if (turn % 30 !== 0) return null;
  const bodies: Record<string, unknown> = {
    "POST /sessions/{id}/actions": realActs[turn % realActs.length],
    "POST /sessions/{id}/fork": { atUs: openingUs + turn },
    "POST /sessions/{id}/whatif": { drop: 1 + (turn % 2) },
    "GET /sessions/{id}/reference": undefined,
    "GET /me/export": undefined,
  };
  if (!Object.hasOwn(bodies, name)) return null;
  const body = JSON.stringify(bodies[name]);
  const id = name.endsWith("actions") ? forked : other;
  return { who: honestPlayer, path: pathOf(name).replace("{id}", id), body, isValid: true };
}

const pathOf = (name: string) => name.slice(name.indexOf(" ") + 1);

test.each(Object.entries(routes as Record<string, Route>))(
  `${messagesPerRoute} messages at %s`,
  async (name, route) => {
    const method = name.split(" ")[0]!;
    const good = route.body ? sampled(valid(route.body)) : [];
    const bad = route.body ? sampled(broken(route.body)) : [];
    const passing = new Player(server.port);

    /** What needs a run that is over, or ends one, is thrown by somebody who has none. */
    const isAside = ends.has(name) || /reference|whatif|fork|export/.test(name);
    const thrownAt = (turn: number): Thrown => {
      const isValid = isValidTurn(turn);
      const text = isValid ? JSON.stringify(good[turn % samples]) : bad[turn % samples];
      return {
        who: isAside ? passing : fuzzer,
        path: pathFor(pathOf(name), turn, isValid),
        body: route.body && text,
        isValid,
      };
    };

    await inParallel(messagesPerRoute, 12, async (turn) => {
      const { who, path, body, isValid } = honest(name, turn) ?? thrownAt(turn);
      noted(isValid && (!route.body || route.body.safeParse(JSON.parse(body!)).success));
      const headers: Record<string, string> = { ...who.authorization };
      if (body !== undefined) headers["content-type"] = "application/json";
      if (!isValid && turn % 11 === 0) headers["content-type"] = "text/plain";
      if (!isValid && turn % 13 === 0) headers.authorization = "Bearer nobody";
      if (!isValid && turn % 17 === 0) headers.origin = "http://evil.example.org";
      const answer = await ask(server.port, method, `/api/v1${path}`, { headers, body });
      const kind = `${name} ${answer.status}`;
      statuses.set(kind, (statuses.get(kind) ?? 0) + 1);
      if (answer.status >= 500) throw new Error(`${method} ${path} ${body}: ${answer.text}`);
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
      if (answer.status >= 400) problemSchema.parse(answer.problem);
    });
    await playOn();
  },
  timeout,
);

test(
  "1000 messages at what stands beside the routes",
  async () => {
    const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"];
    const paths = [
      "/",
      "/api/v1/openapi.json",
      `/api/v1/sessions/${target}/live`,
      "/drills",
      "/play/x",
      "/assets/x.js",
      "/api",
      "/api/v2/drills",
      "/%c0%ae",
    ];
    const texts = sampled(fc.string({ maxLength: 40 }), 100);
    await inParallel(messagesPerRoute, 12, async (turn) => {
      const method = methods[turn % methods.length]!;
      const path =
        turn % 4 === 3 ? `/${encodeURIComponent(texts[turn % 100]!)}` : paths[turn % paths.length]!;
      noted(false);
      const { status, text } = await ask(server.port, method, path);
      // The page was not built for this server, and it says so.
      if (status >= 500 && !text.includes("page-missing"))
        throw new Error(`${method} ${path}: ${text}`);
    });
    await playOn();
  },
  timeout,
);

test(
  "the rest over live sockets",
  async () => {
    const left = messagesInAll - counts.sent;
    const good = sampled(valid(clientMessageSchema)) as z.infer<typeof clientMessageSchema>[];
    const bad = sampled(broken(clientMessageSchema));
    const bytes = sampled(fc.uint8Array({ maxLength: 40 }), 200);
    const sockets = 8;
    const perBatch = 250;
    let batches = Math.ceil(left / perBatch);
    await Promise.all(
      Array.from({ length: sockets }, async (_, socket) => {
        let live = await fuzzer.watch(socket % 4 === 3 ? finished : target);
        for (let turn = socket; batches-- > 0; ) {
          const answers = new Set<number>();
          let unnumbered = 0;
          for (let i = 0; i < perBatch; i++, turn += sockets) {
            // A little more than a third, for what stands beside the routes has no schema to be valid by.
            const isValid = turn % 5 < 2;
            noted(isValid);
            if (!isValid) {
              const isBytes = turn % 10 === 3;
              const message = isBytes ? bytes[turn % 200]! : bad[turn % samples]!;
              live.send(isBytes ? message : withoutId(message as string));
              unnumbered += 1;
              continue;
            }
            const message = { ...good[turn % samples]!, id: turn };
            if (turn % 41 === 0)
              Object.assign(message, { type: "act", ...realActs[turn % realActs.length] });
            answers.add(turn);
            live.send(message);
          }
          await allAnswered(live, answers, unnumbered);
          if (turn % 5 === 0) {
            live.socket.terminate();
            await live.closed;
            live = await fuzzer.watch(socket % 4 === 3 ? finished : target);
          }
        }
        live.socket.terminate();
      }),
    );
    await playOn();
  },
  timeout,
);

/** Numbered at random, a bad message could pass for the answer to a good one. */
function withoutId(text: string): string {
  try {
    const value = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      const { id: _, ...rest } = value;
      return JSON.stringify(rest);
    }
  } catch {}
  return text;
}

/** Every good message has its answer, and every bad one its refusal. */
async function allAnswered(
  live: LiveClient,
  wanted: Set<number>,
  unnumbered: number,
): Promise<void> {
  let refusals = 0;
  await live.drain((message) => {
    if (message.type === "acted" || message.type === "pong") wanted.delete(message.id);
    if (message.type !== "refused") return wanted.size === 0 && refusals >= unnumbered;
    if (message.problem.code === "fault") throw new Error(JSON.stringify(message));
    if (message.id === null) refusals += 1;
    else wanted.delete(message.id);
    return wanted.size === 0 && refusals >= unnumbered;
  });
  expect(refusals).toBe(unnumbered);
}

test(
  "100 sockets that stop speaking the protocol",
  async () => {
    const garbage = sampled(fc.uint8Array({ minLength: 2, maxLength: 200 }), 100);
    for (const noise of garbage) {
      const live = await fuzzer.watch(target);
      const { _socket: wire } = live.socket as unknown as { _socket: import("node:net").Socket };
      wire.write(noise);
      wire.end();
      await live.closed;
    }
    await playOn();
  },
  timeout,
);

test("it was as much as was promised, a third of it valid", () => {
  expect(counts.sent).toBeGreaterThanOrEqual(messagesInAll);
  expect(counts.valid / counts.sent).toBeGreaterThanOrEqual(1 / 3);
  if (process.env.SMOKEJUMPER_FUZZ_REPORT) {
    const { user, system } = process.cpuUsage();
    console.log({ ...counts, cpuSeconds: (user + system) / 1e6 }, Object.fromEntries(statuses));
  }
});

test(
  "every session is sound: the journals pass verify, and the other player's holds what they did",
  async () => {
    expect(server.faults).toEqual([]);
    for (const player of [fuzzer, honestPlayer]) {
      const { sessions } = (await player.get("/sessions")).json;
      expect(sessions.length).toBeGreaterThan(2);
      for (const { id, status } of sessions as { id: string; status: string }[]) {
        const { bytes } = await player.get(`/sessions/${id}/journal`);
        const { verdict, problems } = await verifyBytes(bytes);
        expect(verdict, JSON.stringify(problems)).toBe(status === "done" ? "match" : "unfinished");
      }
    }
    controlEntries += 1;
    await controlSocket.act("finish", {}, controlEntries);
    await controlSocket.until("done");
    const { bytes } = await control.get(`/sessions/${controlled}/journal`);
    expect(await verifyBytes(bytes)).toMatchObject({ verdict: "match", problems: [] });
    expect(bytes.toString().trimEnd().split("\n")).toHaveLength(controlEntries + 2);
  },
  timeout,
);
