/** The part of the contract that is about entries: their order, their bytes, and appends at the same time. */
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

export function contractForEntries(store: Current, reopen: Reopen): void {
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
