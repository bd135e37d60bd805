/**
 * What every store promises, as one suite that each implementation runs: a new one calls `storeContract` with a way
 * to open it, and has to pass it all.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store, StoredResult } from "../../src/store/index.js";
import { contractForData } from "./contract-data.js";
import { contractForModel } from "./contract-model.js";
import { codeOf, freshFolder, newEntries, newEntry, newSession, withSession } from "./support.js";

/** A place for one store, fresh for each test. */
export interface Place {
  open(): Promise<Store>;
  /** Opens what `backup` wrote. */
  openBackup(path: string): Promise<Store>;
}

export function storeContract(name: string, placeIn: (folder: string) => Place): void {
  describe(`the contract of ${name}`, () => {
    let place: Place;
    let folder: string;
    let store: Store;
    beforeEach(async () => {
      folder = freshFolder();
      place = placeIn(folder);
      store = await place.open();
    });
    afterEach(() => store.close());

    /** Closes the store and opens it again, as a server that is restarted does. */
    async function reopen(): Promise<void> {
      await store.close();
      store = await place.open();
    }

    const current = () => store;
    contractForPlayers(current, reopen);
    contractForSessions(current, reopen);
    contractForEntries(current, reopen);
    contractForResults(current, reopen);
    contractForData(current);
    contractForModel(current, reopen);

    describe("backup and end", () => {
      test("a backup holds what was there, and the store goes on", async () => {
        await withSession(store);
        await store.append("one", newEntries(1, 20, "before"));
        const path = join(folder, "backup.db");
        await store.backup(path);
        await store.append("one", newEntries(21, 5));
        const copy = await place.openBackup(path);
        expect(await copy.entries("one")).toEqual(newEntries(1, 20, "before"));
        expect(await copy.playerByToken("hash-of-ada")).toMatchObject({ id: "ada" });
        await copy.close();
        expect((await store.session("one"))?.entries).toBe(25);
      });

      test("a backup during appends is one moment of the store", async () => {
        await withSession(store);
        const appends = newEntries(1, 200, "x".repeat(2000)).map((one) =>
          store.append("one", [one]),
        );
        const path = join(folder, "backup.db");
        await store.backup(path);
        await Promise.all(appends);
        const copy = await place.openBackup(path);
        const found = await copy.entries("one");
        expect((await copy.session("one"))?.entries ?? 0).toBe(found.length);
        expect(found).toEqual(newEntries(1, found.length, "x".repeat(2000)));
        await copy.close();
        expect((await store.session("one"))?.entries).toBe(200);
      });

      test("a backup never replaces a file, and leaves nothing behind where it cannot be written", async () => {
        const path = join(folder, "precious");
        writeFileSync(path, "precious");
        expect(await codeOf(store.backup(path))).toBe("file-unwritable");
        expect(await codeOf(store.backup(join(path, "below-a-file")))).toBe("file-unwritable");
        expect(readFileSync(path, "utf8")).toBe("precious");
        expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
        expect(await store.session("none")).toBeNull();
      });

      test("close waits for what was asked, can be called twice, and ends the store", async () => {
        await withSession(store);
        const appended = store.append("one", [newEntry(1)]);
        await Promise.all([store.close(), store.close()]);
        await expect(appended).resolves.toBeUndefined();
        expect(await codeOf(store.session("one"))).toBe("store-failed");
        expect(await codeOf(store.append("one", [newEntry(2)]))).toBe("store-failed");
        expect(await codeOf(store.backup(join(folder, "late")))).toBe("store-failed");
        store = await place.open();
        expect(await store.entries("one")).toEqual([newEntry(1)]);
      });
    });
  });
}

type Current = () => Store;
type Reopen = () => Promise<void>;

function contractForPlayers(store: Current, reopen: Reopen): void {
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

function contractForSessions(store: Current, reopen: Reopen): void {
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

function contractForEntries(store: Current, reopen: Reopen): void {
  describe("entries", () => {
    test("come back in order, from any number on, byte for byte", async () => {
      await withSession(store());
      await store().append("one", newEntries(1, 3));
      await store().append("one", []);
      await store().append("one", newEntries(4, 9));
      expect(await store().entries("one")).toEqual(newEntries(1, 12));
      await reopen();
      expect(await store().entries("one")).toEqual(newEntries(1, 12));
      expect(await store().entries("one", 10)).toEqual(newEntries(10, 3));
      expect(await store().entries("one", 13)).toEqual([]);
      expect(await store().entry("one", 12)).toEqual(newEntry(12));
      expect(await store().entry("one", 13)).toBeNull();
      expect(await store().session("one")).toMatchObject({ entries: 12, atUs: newEntry(12).atUs });
      await expect(store().entries("one", 0)).rejects.toThrow(RangeError);
    });

    test.each([
      ["a gap", [newEntry(4)]],
      ["a gap inside", [newEntry(3), newEntry(5)]],
      ["a duplicate", [newEntry(2)]],
      ["a duplicate inside", [newEntry(3), newEntry(3)]],
      ["the wrong order", [newEntry(4), newEntry(3)]],
      ["a number that is none", [{ ...newEntry(3), entry: 3.5 }]],
      ["a moment that is none", [{ ...newEntry(3), atUs: -1 }]],
      ["a text with NUL", [newEntry(3), { ...newEntry(4), line: "a\0b" }]],
      ["half a pair", [newEntry(3), { ...newEntry(4), observation: "\ud800" }]],
      ["a line that is too long", [newEntry(3), { ...newEntry(4), line: "x".repeat(2 ** 20 + 1) }]],
      [
        "an observation that is too long",
        [{ ...newEntry(3), observation: "x".repeat(2 ** 22 + 1) }],
      ],
      ["too many at once", newEntries(3, 10_001)],
    ])("%s is refused, and nothing is written", async (_, entries) => {
      await withSession(store());
      await store().append("one", newEntries(1, 2));
      const before = await store().session("one");
      await expect(store().append("one", entries)).rejects.toThrow(RangeError);
      expect(await store().session("one")).toEqual(before);
      expect(await store().entries("one")).toEqual(newEntries(1, 2));
      await store().append("one", [newEntry(3)]);
    });

    test("no session, or one with a result, takes no entry", async () => {
      await withSession(store());
      await store().finish("one", someResult);
      await expect(store().append("one", [newEntry(1)])).rejects.toThrow(RangeError);
      await expect(store().append("none", [newEntry(1)])).rejects.toThrow(RangeError);
      expect(await store().entries("one")).toEqual([]);
    });

    test("any text of JSON comes back as it was, however large", async () => {
      await withSession(store());
      const texts = [
        "\u0000 control, \u2028 separators, \ud800 half a pair",
        "Grüße, 火災, \u{1f692}, e\u0301 and é, \u202eright to left",
        "'; drop table entries; --",
        "\u{1f692}".repeat(500_000),
      ];
      const entries = texts.map((text, index) => newEntry(index + 1, text));
      await store().append("one", entries);
      await reopen();
      expect(await store().entries("one")).toEqual(entries);
      expect(JSON.parse((await store().entry("one", 4))!.observation).text).toBe(texts[3]);
    });

    test("a long session comes whole", async () => {
      await withSession(store());
      const entries = newEntries(1, 3000, "x".repeat(2000));
      await store().append("one", entries);
      expect(await store().entries("one")).toEqual(entries);
      expect(await store().entries("one", 2990)).toEqual(entries.slice(2989));
    });

    test("hundreds of appends at once keep the order of each session", async () => {
      await store().createPlayer("ada", "hash-of-ada");
      const ids = Array.from({ length: 30 }, (_, index) => `session-${index}`);
      await Promise.all(ids.map((id) => store().createSession(newSession(id, "ada"), [])));
      const rounds = Array.from({ length: 20 }, (_, index) => index + 1);
      await Promise.all(
        rounds.flatMap((round) => ids.map((id) => store().append(id, [newEntry(round, "", id)]))),
      );
      for (const id of ids) {
        expect(await store().entries(id)).toEqual(rounds.map((round) => newEntry(round, "", id)));
      }
    });

    test("of many appends of the same entry at once exactly one is taken, and its neighbours are not hurt", async () => {
      await withSession(store());
      await store().createSession(newSession("two", "ada"), []);
      const attempts = Array.from({ length: 20 }, (_, index) => [
        store().append("one", [newEntry(1, `attempt ${index}`)]),
        store().append("two", [newEntry(index + 1)]),
      ]).flat();
      const outcomes = await Promise.allSettled(attempts);
      const taken = outcomes.flatMap(({ status }, index) =>
        status === "fulfilled" ? [index] : [],
      );
      expect(taken).toEqual([0, ...Array.from({ length: 20 }, (_, index) => index * 2 + 1)]);
      expect(await store().entries("one")).toEqual([newEntry(1, "attempt 0")]);
      expect(await store().entries("two")).toEqual(newEntries(1, 20));
    });

    test("what is asked later sees what was asked before it", async () => {
      await withSession(store());
      const [, read] = await Promise.all([
        store().append("one", newEntries(1, 2)),
        store().entries("one"),
        store().append("one", newEntries(3, 1)),
      ]);
      expect(read.length).toBeGreaterThanOrEqual(2);
    });
  });
}

const someResult: StoredResult = {
  footer: '{"entries":0}\n',
  verdict: "passed",
  points: 87.5,
  max: 100,
  debrief: JSON.stringify({ told: "Grüße \u{1f692}" }),
};

function contractForResults(store: Current, reopen: Reopen): void {
  describe("results, ratings and shares", () => {
    test("a result is kept, shows in the session and is final", async () => {
      await withSession(store());
      await store().setStatus("one", "scoring");
      expect(await store().result("one")).toBeNull();
      await store().finish("one", someResult);
      await reopen();
      expect(await store().result("one")).toEqual(someResult);
      const done = { status: "done", points: 87.5, max: 100, verdict: "passed" };
      expect(await store().session("one")).toMatchObject(done);
      expect((await store().sessionsOf("ada", 1))[0]).toMatchObject(done);
      await expect(store().finish("one", { ...someResult, points: 1 })).rejects.toThrow(RangeError);
      await expect(store().setStatus("one", "live")).rejects.toThrow(RangeError);
      await expect(store().finish("none", someResult)).rejects.toThrow(RangeError);
      expect(await store().result("one")).toEqual(someResult);
    });

    test("a result that cannot be kept changes nothing", async () => {
      await withSession(store());
      const refused = [
        { ...someResult, points: Number.NaN },
        { ...someResult, verdict: "" },
        { ...someResult, debrief: "a\0b" },
      ];
      for (const one of refused)
        await expect(store().finish("one", one)).rejects.toThrow(RangeError);
      expect(await store().session("one")).toMatchObject({ status: "live", points: null });
    });

    test("a rating can be changed and holds any text", async () => {
      await withSession(store());
      expect(await store().rating("one")).toBeNull();
      await store().rate("one", { overall: 2, note: null });
      expect(await store().rating("one")).toEqual({ overall: 2, note: null });
      const rating = { overall: 5, note: "NUL \0, half a pair \udc00, \u{1f692}" };
      await store().rate("one", rating);
      await reopen();
      expect(await store().rating("one")).toEqual(rating);
      for (const overall of [0, 6, 2.5]) {
        await expect(store().rate("one", { overall, note: null })).rejects.toThrow(RangeError);
      }
      await expect(store().rate("none", rating)).rejects.toThrow(RangeError);
      expect(await store().rating("one")).toEqual(rating);
    });

    test("a share opens one session until it is taken back or replaced", async () => {
      await withSession(store());
      await store().createSession(newSession("two", "ada"), []);
      await store().share("one", "token");
      expect((await store().sharedSession("token"))?.id).toBe("one");
      await store().share("two", "token-of-two");
      await expect(store().share("two", "token")).rejects.toThrow(RangeError);
      // What was refused has not taken the old token away.
      expect((await store().sharedSession("token-of-two"))?.id).toBe("two");
      await expect(store().share("none", "other")).rejects.toThrow(RangeError);
      await store().share("one", "newer");
      await reopen();
      expect(await store().sharedSession("token")).toBeNull();
      expect((await store().sharedSession("newer"))?.id).toBe("one");
      await store().unshare("one");
      await store().unshare("one");
      expect(await store().sharedSession("newer")).toBeNull();
    });
  });
}
