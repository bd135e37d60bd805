/** How much anybody may ask, by requests and over a live socket. */
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { defaultLimits } from "../../../src/server/http/limits.js";
import { codeOf, newSession } from "./guarded.js";
import {
  type Answer,
  ask,
  generousLimits,
  type LiveClient,
  Player,
  refusedUpgrade,
  startServer,
  type TestServer,
} from "./support.js";

/** A server that is strict in what is given, and in nothing else. */
const limited = async (
  limits: Partial<typeof defaultLimits>,
  then: (player: Player, server: TestServer) => Promise<void>,
  behindProxy = false,
) => {
  const strict = await startServer({ limits: { ...generousLimits, ...limits }, behindProxy });
  try {
    await then(new Player(strict.port), strict);
    expect(strict.faults).toEqual([]);
  } finally {
    await strict.close();
  }
};

describe("limits", () => {
  const few = { burst: 3, perSecond: 0.5 };
  const statuses = async (count: number, asked: () => Promise<Answer>) => {
    const answers: Answer[] = [];
    for (let i = 0; i < count; i++) answers.push(await asked());
    return answers;
  };

  test("a player who asks too much is told when to ask again, and others go on", () =>
    limited({ player: few }, async (greedy, { port }) => {
      const answers = await statuses(5, () => greedy.get("/drills"));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(answers[4]!.problem.code).toBe("rate-exceeded");
      expect(answers[4]!.headers["retry-after"]).toMatch(/^[12]$/);
      expect((await new Player(port).get("/drills")).status).toBe(200);
    }));

  test("so is an address, whatever tokens it makes up", () =>
    limited({ address: few }, async (_, { port }) => {
      const answers = await statuses(5, () => new Player(port).get("/drills"));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
    }));

  test("behind a proxy it is the client's address that counts, as the proxy tells it", () =>
    limited(
      { address: few },
      async (_, { port }) => {
        const from = (forwarded: string) =>
          ask(port, "GET", "/api/v1/drills", { headers: { "x-forwarded-for": forwarded } });
        await statuses(3, () => from("203.0.113.1"));
        expect((await from("203.0.113.1")).status).toBe(429);
        expect((await from("203.0.113.2, 203.0.113.1")).status).toBe(429);
        expect((await from("203.0.113.2")).status).toBe(200);
      },
      true,
    ));

  test("simulations are counted for themselves", () =>
    limited({ heavy: few }, async (greedy) => {
      const answers = await statuses(4, () =>
        greedy.ask("POST", "/sessions", { body: newSession }),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
      expect((await greedy.get("/drills")).status).toBe(200);
    }));

  test("an address makes only so many players", () =>
    limited({ newPlayers: few }, async (_, { port }) => {
      const answers = await statuses(4, () =>
        new Player(port).ask("POST", "/sessions", { body: newSession }),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 429]);
    }));

  test("a player keeps only so many sessions", () =>
    limited({ sessionsPerPlayer: 2 }, async (keeper) => {
      const [first] = [await keeper.begin(), await keeper.begin()];
      const full = await keeper.ask("POST", "/sessions", { body: newSession });
      expect(codeOf(full)).toEqual([409, "sessions-full"]);
      expect(
        codeOf(
          await keeper.ask("POST", `/sessions/${first.id}/fork`, { body: { atUs: 960_000_000 } }),
        ),
      ).toEqual([409, "sessions-full"]);
      await keeper.ask("DELETE", `/sessions/${first.id}`);
      expect((await keeper.ask("POST", "/sessions", { body: newSession })).status).toBe(201);
    }));

  test("only so many live sockets, for a player and in all", () =>
    limited({ socketsPerPlayer: 2, sockets: 3 }, async (watcher, { port }) => {
      const { id } = await watcher.begin();
      const path = `/api/v1/sessions/${id}/live`;
      const first = await watcher.watch(id);
      await watcher.watch(id);
      const third = await refusedUpgrade(port, path, watcher.authorization);
      expect([third.status, third.problem.code]).toEqual([429, "sockets-full"]);
      const other = new Player(port);
      const theirs = await other.begin();
      await other.watch(theirs.id);
      const fourth = await refusedUpgrade(
        port,
        `/api/v1/sessions/${theirs.id}/live`,
        other.authorization,
      );
      expect([fourth.status, fourth.problem.code]).toEqual([429, "sockets-full"]);
      first.socket.close();
      await first.closed;
      await expect
        .poll(() =>
          watcher.watch(id).then(
            () => true,
            () => false,
          ),
        )
        .toBe(true);
    }));
});

describe("how much a client can send", () => {
  const limitedLive = (
    limits: Partial<typeof defaultLimits>,
    then: (live: LiveClient, id: string, player: Player) => Promise<void>,
  ) =>
    limited(limits, async (who) => {
      const { id } = await who.begin();
      const live = await who.watch(id);
      await live.until("hello");
      await then(live, id, who);
    });

  test("more messages than the rate are refused, in their order", () =>
    limitedLive({ messages: { burst: 3, perSecond: 0.01 }, waitingActs: 100 }, async (live) => {
      for (let id = 0; id < 6; id++) live.send({ type: "act", id, tool: "list_alerts", input: {} });
      await live.answer(5);
      const answers = live.received.filter(({ type }) => type === "acted" || type === "refused");
      expect(answers.map(({ type }) => type)).toEqual([
        "acted",
        "acted",
        "acted",
        "refused",
        "refused",
        "refused",
      ]);
      expect(answers.at(-1)).toMatchObject({ problem: { code: "rate-exceeded" } });
    }));

  test("acts wait in a line that is bounded; who sends on and on is let go", () =>
    limitedLive({ waitingActs: 2 }, async (live, id, who) => {
      for (let sent = 0; sent < 400; sent++) {
        live.send({ type: "act", id: sent, tool: "list_alerts", input: {} });
      }
      expect(await live.closed).toBe(1008);
      expect((await who.act(id, "list_alerts")).status).toBe(200);
    }));

  test("who does not answer is let go, who answers stays", () =>
    limitedLive({ idleMilliseconds: 300 }, async (live, id, who) => {
      const url = `ws://127.0.0.1:${who.port}/api/v1/sessions/${id}/live`;
      const deaf = new WebSocket(url, { headers: who.authorization, autoPong: false });
      const code = await new Promise((resolve) => deaf.on("close", resolve));
      expect(code).toBe(1006);
      expect(live.socket.readyState).toBe(WebSocket.OPEN);
    }));

  test("who asks and asks and never reads is let go", () =>
    limitedLive(
      { closeAtBytes: 50_000, mergeAtBytes: 10_000, waitingActs: 100_000, socketsPerPlayer: 1 },
      async (live, id, who) => {
        const asked = { type: "act", tool: "show_topology", input: {}, entry: 1 };
        const first = await live.act(asked.tool, asked.input, asked.entry);
        live.socket.pause();
        // The same answer again and again, far more of it than the system's buffers hold.
        const times = Math.ceil(16_000_000 / JSON.stringify(first).length);
        for (let number = 100; number < 100 + times; number++) live.send({ ...asked, id: number });
        // A paused socket does not notice its end; that there is room for another one shows it.
        const isRoom = () =>
          who.watch(id).then(
            () => true,
            () => false,
          );
        await expect.poll(isRoom, { timeout: 50_000, interval: 200 }).toBe(true);
        live.socket.resume();
        expect(await live.closed).toBe(1006);
        expect(live.received.length).toBeLessThan(times);
        expect((await who.act(id, "list_alerts")).status).toBe(200);
      },
    ));
});
