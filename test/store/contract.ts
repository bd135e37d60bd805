/**
 * What every store promises, as one suite that each implementation runs: a new one calls `storeContract` with a way
 * to open it, and has to pass it all.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/store/index.js";
import { contractForData } from "./contract-data.js";
import { contractForEntries } from "./contract-entries.js";
import { contractForModel } from "./contract-model.js";
import { contractForResults } from "./contract-results.js";
import { contractForPlayers, contractForSessions } from "./contract-sessions.js";
import { codeOf, freshFolder, newEntries, newEntry, withSession } from "./support.js";

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
