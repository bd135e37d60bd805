/** The part of the contract that is about a player's own data: export, deletion, and nobody else's. */
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/store/index.js";
import { codeOf, collect, newEntries, newEntry, newSession } from "./support.js";

export function contractForData(store: () => Store): void {
  /** Two players with the same doings, apart from the words. */
  async function twoPlayers(): Promise<void> {
    for (const player of ["ada", "bob"]) {
      await store().createPlayer(player, `hash-of-${player}`);
      for (const number of [1, 2]) {
        const id = `${player}-${number}`;
        await store().createSession(newSession(id, player), []);
        await store().append(id, newEntries(1, 3, `secret of ${player}`));
      }
      await store().rate(`${player}-1`, { overall: 4, note: `note of ${player}` });
      await store().share(`${player}-1`, `share-of-${player}`);
      await store().finish(`${player}-1`, {
        footer: `{"footer":"${player}"}\n`,
        verdict: "passed",
        points: 1,
        max: 2,
        debrief: JSON.stringify({ of: player }),
      });
    }
  }

  describe("a player's data", () => {
    test("is exported whole, oldest session first, and without anybody else's", async () => {
      await twoPlayers();
      const lines = await collect(store().export("ada"));
      const { header, ...first } = (await store().session("ada-1"))!;
      const { header: secondHeader, ...second } = (await store().session("ada-2"))!;
      const journal = (session: string, line: string) => ({ kind: "journal", session, line });
      expect(lines).toEqual([
        { kind: "player", player: await store().playerByToken("hash-of-ada") },
        { kind: "session", session: first, rating: { overall: 4, note: "note of ada" } },
        journal("ada-1", header),
        ...newEntries(1, 3).map(({ line }) => journal("ada-1", line)),
        journal("ada-1", '{"footer":"ada"}\n'),
        { kind: "debrief", session: "ada-1", debrief: { of: "ada" } },
        { kind: "session", session: second, rating: null },
        journal("ada-2", secondHeader),
        ...newEntries(1, 3).map(({ line }) => journal("ada-2", line)),
      ]);
      expect(JSON.stringify(lines)).not.toContain("bob");
      expect(await collect(store().export("nobody"))).toEqual([]);
    });

    test("is exported in pieces while others write", async () => {
      await store().createPlayer("ada", "hash-of-ada");
      await store().createSession(newSession("one", "ada"), newEntries(1, 1500, "x".repeat(1000)));
      await store().createSession(newSession("two", "ada"), []);
      let journalLines = 0;
      for await (const line of store().export("ada")) {
        if (line.kind === "journal" && line.session === "one") journalLines += 1;
        if (journalLines === 100) await store().append("one", newEntries(1501, 20));
        if (line.kind === "session" && line.session.id === "two") await store().deletePlayer("ada");
      }
      expect(journalLines).toBe(1501);
      expect(await store().session("one")).toBeNull();
    });

    test("is deleted whole, and nobody else's", async () => {
      await twoPlayers();
      const bobs = await collect(store().export("bob"));
      expect(await store().deletePlayer("ada")).toBe(2);
      expect(await store().deletePlayer("ada")).toBe(0);
      expect(await store().playerByToken("hash-of-ada")).toBeNull();
      expect(await store().sharedSession("share-of-ada")).toBeNull();
      expect(await collect(store().export("ada"))).toEqual([]);
      for (const id of ["ada-1", "ada-2"]) {
        expect(await store().session(id)).toBeNull();
        expect(await store().entries(id)).toEqual([]);
        expect(await store().result(id)).toBeNull();
        expect(await store().rating(id)).toBeNull();
      }
      expect(await codeOf(store().append("ada-2", [newEntry(4)]))).toMatch(/no such session/);
      expect(await collect(store().export("bob"))).toEqual(bobs);
      expect((await store().sharedSession("share-of-bob"))?.id).toBe("bob-1");
      // The token may come back with a new player, who starts with nothing.
      await store().createPlayer("ada", "hash-of-ada");
      expect(await store().sessionsOf("ada", 10)).toEqual([]);
    });
  });
}
