/** How much anybody may ask. */
import { describe, expect, test } from "vitest";
import type { defaultLimits } from "../../../src/server/http/limits.js";
import { codeOf, newSession } from "./guarded.js";
import {
  type Answer,
  ask,
  generousLimits,
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
