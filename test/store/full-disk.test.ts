/** A full disk is told as such, changes nothing, and is forgotten once there is space. */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { openStore, type Store } from "../../src/store/index.js";
import { codeOf, freshFolder, newEntries, newEntry, newSession, withSession } from "./support.js";

/** Appends until the store is full; returns how many entries it took. */
async function fill(store: Store, session: string, text: string): Promise<number> {
  for (let number = (await store.session(session))!.entries + 1; number < 5000; number++) {
    const code = await codeOf(store.append(session, [newEntry(number, text)]));
    if (code === "resolved") continue;
    expect(code).toBe("store-full");
    return number - 1;
  }
  throw new Error("the store does not fill");
}

describe("a store that may not grow past its bound", () => {
  async function boundedStore(): Promise<Store> {
    const file = join(freshFolder(), "smokejumper.db");
    return withSession(await openStore(file, { maximumBytes: 512 * 1024 }));
  }

  test("refuses what does not fit, keeps what did, and goes on when there is space", async () => {
    const store = await boundedStore();
    await store.createSession(newSession("filler", "ada"), []);
    const kept = newEntries(1, 5);
    await store.append("one", kept);
    const count = await fill(store, "filler", "x".repeat(5000));
    const before = await store.session("filler");
    expect(before?.entries).toBe(count);
    expect(await store.entries("filler")).toEqual(newEntries(1, count, "x".repeat(5000)));

    const large = [newEntry(6, "x".repeat(100_000)), newEntry(7)];
    expect(await codeOf(store.append("one", large))).toBe("store-full");
    const session = newSession("two", "ada");
    expect(await codeOf(store.createSession(session, newEntries(1, 300)))).toBe("store-full");
    expect(await store.session("two")).toBeNull();
    expect(await store.entries("one")).toEqual(kept);

    await store.deleteSession("filler");
    await store.append("one", large);
    expect(await store.entries("one")).toEqual([...kept, ...large]);
    await store.close();
  });

  test("of a group only what does not fit is refused", async () => {
    const store = await boundedStore();
    await store.createSession(newSession("large", "ada"), []);
    const small = Array.from({ length: 10 }, (_, index) => newEntry(index + 1));
    const codes = await Promise.all([
      ...small.slice(0, 5).map((entry) => codeOf(store.append("one", [entry]))),
      codeOf(store.append("large", [newEntry(1, "x".repeat(1_000_000))])),
      ...small.slice(5).map((entry) => codeOf(store.append("one", [entry]))),
    ]);
    expect(codes.filter((_, index) => index !== 5)).toEqual(small.map(() => "resolved"));
    expect(codes[5]).toBe("store-full");
    expect(await store.entries("one")).toEqual(small);
    expect(await store.entries("large")).toEqual([]);
    await store.close();
  });
});

const disk = mkdtempSync(join(tmpdir(), "smokejumper-disk-"));
const mount = (...options: string[]) => spawnSync("mount", options).status === 0;
const isMounted = mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", disk);
afterAll(() => {
  // Lazily, because a test that failed may have left a store open.
  if (isMounted) spawnSync("umount", ["--lazy", disk]);
  rmdirSync(disk);
});

describe.skipIf(!isMounted)("a disk of its own (needs the right to mount)", () => {
  const file = join(disk, "smokejumper.db");
  const filler = join(disk, "filler");
  afterEach(() => {
    for (const name of readdirSync(disk)) rmSync(join(disk, name));
  });

  /** Takes the last byte of the disk. */
  function fillDisk(): void {
    const handle = openSync(filler, "a");
    try {
      for (let size = 65_536; size >= 1; ) {
        try {
          if (writeSync(handle, Buffer.alloc(size)) < size) size = Math.floor(size / 2);
        } catch {
          size = Math.floor(size / 2);
        }
      }
    } finally {
      closeSync(handle);
    }
  }

  test("that is full: nothing is written, reading goes on, and so does writing once there is space", async () => {
    const store = await withSession(await openStore(file));
    await store.append("one", newEntries(1, 10, "x".repeat(1000)));
    fillDisk();
    const kept = await fill(store, "one", "x".repeat(3000));
    const before = await store.session("one");
    expect(before?.entries).toBe(kept);
    const late = [1, 2, 3].map((step) => newEntry(kept + step, "x".repeat(3000)));
    const codes = await Promise.all(late.map((entry) => codeOf(store.append("one", [entry]))));
    expect(codes[0]).toBe("store-full");
    expect(codes).not.toContain("resolved");
    expect(await store.session("one")).toEqual(before);
    expect((await store.entries("one")).length).toBe(kept);

    rmSync(filler);
    await store.append("one", late);
    expect((await store.entries("one")).slice(-3)).toEqual(late);
    await store.close();
  });

  test("that is full at the start: a store opens or says why, and has lost nothing", async () => {
    const first = await withSession(await openStore(file));
    await first.append("one", newEntries(1, 10));
    await first.close();
    fillDisk();
    const code = await openStore(file).then(
      async (store) => {
        const found = await codeOf(store.append("one", [newEntry(11, "x".repeat(5000))]));
        await store.close();
        return found;
      },
      (thrown) => thrown.code,
    );
    expect(code).toBe("store-full");
    expect(await codeOf(openStore(join(disk, "new.db")))).toBe("store-full");
    rmSync(filler);
    const again = await openStore(file);
    expect(await again.entries("one")).toEqual(newEntries(1, 10));
    await again.close();
    await (await openStore(join(disk, "new.db"))).close();
  });

  test("that is too small for a backup: nothing is left of it", async () => {
    const store = await withSession(await openStore(join(freshFolder(), "smokejumper.db")));
    await store.append("one", newEntries(1, 30, "x".repeat(100_000)));
    expect(await codeOf(store.backup(join(disk, "backup.db")))).toBe("store-full");
    expect(readdirSync(disk)).toEqual([]);
    await store.append("one", [newEntry(31)]);
    await store.close();
  });

  test("that is read-only: a store does not open, and is whole afterwards", async () => {
    const first = await withSession(await openStore(file));
    await first.append("one", newEntries(1, 10));
    await first.close();
    expect(mount("-o", "remount,ro", disk)).toBe(true);
    try {
      expect(await codeOf(openStore(file))).toBe("store-failed");
      expect(await codeOf(openStore(join(disk, "new.db")))).toBe("store-failed");
    } finally {
      mount("-o", "remount,rw", disk);
    }
    const again = await openStore(file);
    await again.append("one", [newEntry(11)]);
    expect(await again.entries("one")).toEqual(newEntries(1, 11));
    await again.close();
  });
});
