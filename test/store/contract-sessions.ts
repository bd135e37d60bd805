/** The part of the contract that is about who there is and which sessions they have. */
import { describe, expect, test } from "vitest";
import {
  type Current,
  newEntries,
  newEntry,
  newSession,
  type Reopen,
  someResult,
  withSession,
} from "./support.js";

export function contractForPlayers(store: Current, reopen: Reopen): void {
  describe("players", () => {
    test("a player is known by the hash of the token, also after a restart", async () => {
      const ada = await store().createPlayer("ada", "hash-of-ada");
      expect(ada).toEqual({ id: "ada", createdAt: expect.stringMatching(/^\d{4}-.*Z$/) });
      expect(await store().playerByToken("hash-of-ada")).toEqual(ada);
      expect(await store().playerByToken("hash-of-bob")).toBeNull();
      expect(await store().playerByToken("ada")).toBeNull();
      await reopen();
      expect(await store().playerByToken("hash-of-ada")).toEqual(ada);
    });

    test("neither id nor token is given twice", async () => {
      await store().createPlayer("ada", "hash-of-ada");
      await expect(store().createPlayer("ada", "another")).rejects.toThrow(RangeError);
      await expect(store().createPlayer("bob", "hash-of-ada")).rejects.toThrow(RangeError);
      expect(await store().playerByToken("another")).toBeNull();
      await store().createPlayer("bob", "another");
    });
  });
}

export function contractForSessions(store: Current, reopen: Reopen): void {
  describe("sessions", () => {
    test("a session is kept with all its members", async () => {
      await store().createPlayer("ada", "hash-of-ada");
      const given = newSession("one", "ada", { seed: Number.MAX_SAFE_INTEGER });
      const created = await store().createSession(given, []);
      expect(created).toEqual({
        ...given,
        status: "live",
        createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
        updatedAt: created.createdAt,
        entries: 0,
        points: null,
        max: null,
        verdict: null,
      });
      await reopen();
      expect(await store().session("one")).toEqual(created);
      expect(await store().session("ONE")).toBeNull();
    });

    test("a fork begins with the entries before it, and outlives the session it came from", async () => {
      await withSession(store());
      await store().append("one", newEntries(1, 3));
      const forkedFrom = { session: "one", atUs: 5_402_500_000 };
      const given = newSession("fork", "ada", { forkedFrom, atUs: forkedFrom.atUs });
      const fork = await store().createSession(given, newEntries(1, 2));
      expect(fork).toMatchObject({ forkedFrom, entries: 2, atUs: forkedFrom.atUs });
      await store().deleteSession("one");
      expect(await store().session("fork")).toEqual(fork);
      expect(await store().entries("fork")).toEqual(newEntries(1, 2));
      await store().append("fork", [newEntry(3)]);
    });

    test("a session without a player, of a taken id or with a gap is refused whole", async () => {
      await withSession(store());
      const refused = [
        store().createSession(newSession("two", "nobody"), []),
        store().createSession(newSession("one", "ada"), newEntries(1, 1)),
        store().createSession(newSession("two", "ada"), newEntries(2, 1)),
        store().createSession(newSession("two", "ada"), [newEntry(1), newEntry(3)]),
      ];
      for (const one of refused) await expect(one).rejects.toThrow(RangeError);
      expect(await store().session("two")).toBeNull();
      expect(await store().entries("one")).toEqual([]);
    });

    test("sessions of a player come newest first, as many as asked, and no one else's", async () => {
      await store().createPlayer("ada", "hash-of-ada");
      await store().createPlayer("bob", "hash-of-bob");
      for (const number of [1, 2, 3, 4]) {
        await store().createSession(newSession(`ada-${number}`, "ada"), []);
        await store().createSession(newSession(`bob-${number}`, "bob"), []);
      }
      const idsOf = async (player: string, limit: number) =>
        (await store().sessionsOf(player, limit)).map(({ id }) => id);
      expect(await idsOf("ada", 1000)).toEqual(["ada-4", "ada-3", "ada-2", "ada-1"]);
      expect(await idsOf("bob", 2)).toEqual(["bob-4", "bob-3"]);
      expect(await idsOf("nobody", 10)).toEqual([]);
      await store().deleteSession("ada-4");
      await store().createSession(newSession("ada-5", "ada"), []);
      await reopen();
      expect(await idsOf("ada", 2)).toEqual(["ada-5", "ada-3"]);
      for (const limit of [0, 1.5, 1001]) {
        await expect(store().sessionsOf("ada", limit)).rejects.toThrow(RangeError);
      }
    });

    test("the status goes to and fro until there is a result", async () => {
      await withSession(store());
      await store().setStatus("one", "scoring");
      expect((await store().session("one"))?.status).toBe("scoring");
      await store().setStatus("one", "live");
      expect((await store().session("one"))?.status).toBe("live");
      await expect(store().setStatus("none", "live")).rejects.toThrow(RangeError);
    });

    test("a deleted session is gone with all that was its own; to delete it again is no error", async () => {
      await withSession(store());
      await store().append("one", newEntries(1, 5));
      await store().rate("one", { overall: 3, note: null });
      await store().share("one", "shared");
      await store().finish("one", someResult);
      await store().deleteSession("one");
      await store().deleteSession("one");
      expect(await store().session("one")).toBeNull();
      expect(await store().entries("one")).toEqual([]);
      expect(await store().entry("one", 1)).toBeNull();
      expect(await store().result("one")).toBeNull();
      expect(await store().rating("one")).toBeNull();
      expect(await store().sharedSession("shared")).toBeNull();
      expect(await store().sessionsOf("ada", 10)).toEqual([]);
      await store().createSession(newSession("one", "ada"), []);
      expect(await store().entries("one")).toEqual([]);
    });
  });
}
