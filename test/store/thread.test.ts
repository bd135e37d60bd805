import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/index.js";
import { codeOf, freshFolder, newEntries, newEntry, newSession, withSession } from "./support.js";

const place = () => join(freshFolder(), "smokejumper.db");

test("the death of the thread rejects all that waits and all that comes, and loses nothing that was told", async () => {
  const file = place();
  const store = await withSession(await openStore(file, { heapMegabytes: 24 }));
  await store.append("one", newEntries(1, 10));
  // More than the thread's memory holds: the one way to kill it that needs no door into it.
  const large = Array.from({ length: 15 }, (_, index) =>
    newEntry(11 + index, "x".repeat(4_000_000)),
  );
  const waiting = [
    store.append("one", large),
    store.session("one"),
    store.createPlayer("bob", "hash-of-bob"),
  ];
  expect(await Promise.all(waiting.map(codeOf))).toEqual(waiting.map(() => "store-failed"));
  expect(await codeOf(store.session("one"))).toBe("store-failed");
  await expect(store.append("one", [newEntry(11)])).rejects.toThrow(/its thread/);
  await store.close();

  const again = await openStore(file);
  expect(await again.entries("one")).toEqual(newEntries(1, 10));
  expect(await again.playerByToken("hash-of-bob")).toBeNull();
  await again.close();
});

test("calls beyond the line's length are refused at once, and those in it are not hurt", async () => {
  const store = await withSession(await openStore(place()));
  const calls = Array.from({ length: 1100 }, (_, index) =>
    codeOf(store.append("one", [newEntry(index + 1)])),
  );
  const codes = await Promise.all(calls);
  expect(codes.slice(0, 1024).every((code) => code === "resolved")).toBe(true);
  expect(codes.slice(1024)).toEqual(Array(76).fill("store-busy"));
  await store.append("one", [newEntry(1025)]);
  expect((await store.session("one"))?.entries).toBe(1025);
  await store.close();
});

test("texts beyond the line's weight are refused at once", async () => {
  const store = await withSession(await openStore(place()));
  const text = "x".repeat(4_000_000);
  const ids = Array.from({ length: 40 }, (_, index) => `session-${index}`);
  const codes = await Promise.all(
    ids.map((id) => codeOf(store.createSession(newSession(id, "ada"), [newEntry(1, text)]))),
  );
  const taken = codes.filter((code) => code === "resolved").length;
  expect(codes).toEqual(ids.map((_, index) => (index < taken ? "resolved" : "store-busy")));
  expect(taken).toBe(33);
  expect((await store.sessionsOf("ada", 100)).length).toBe(taken + 1);
  await store.close();
});
