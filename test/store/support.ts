import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import type { NewSession, Store, StoredEntry, StoredResult } from "../../src/store/index.js";

const folders: string[] = [];

/** A folder that is gone after the test. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-store-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The store of the test that runs. */
export type Current = () => Store;
/** Closes the store and opens it again, as a server that is restarted does. */
export type Reopen = () => Promise<void>;

export function newSession(
  id: string,
  player: string,
  changes: Partial<NewSession> = {},
): NewSession {
  const header = `{"schema":"smokejumper.journal/1","session":"${id}"}\n`;
  const always = { drill: "first-page", seed: 7, atUs: 5_400_000_000, forkedFrom: null };
  return { id, player, header, ...always, ...changes };
}

export function newEntry(number: number, text = "", session = ""): StoredEntry {
  return {
    entry: number,
    atUs: 5_400_000_000 + number * 1_000_000,
    line: `${JSON.stringify({ entry: number, session })}\n`,
    observation: JSON.stringify({ text }),
  };
}

/** `count` entries from `first` on. */
export function newEntries(first: number, count: number, text = ""): StoredEntry[] {
  return Array.from({ length: count }, (_, index) => newEntry(first + index, text));
}

export const someResult: StoredResult = {
  footer: '{"entries":0}\n',
  verdict: "passed",
  points: 87.5,
  max: 100,
  debrief: JSON.stringify({ told: "Grüße \u{1f692}" }),
};

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** A store with one player `ada` who has one session `one`. */
export async function withSession(store: Store): Promise<Store> {
  await store.createPlayer("ada", "hash-of-ada");
  await store.createSession(newSession("one", "ada"), []);
  return store;
}

/** The code of the problem with which a promise is rejected. */
export function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "resolved",
    (thrown: { code?: string }) => thrown.code ?? String(thrown),
  );
}
