/** The store's file: who may read it, who may open it, and what is left in it. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import Database from "libsql";
import { expect, test } from "vitest";
import {
  backupStore,
  dataFolder,
  inspectStore,
  openStore,
  storeFile,
} from "../../src/store/index.js";
import { codeOf, freshFolder, newEntries, newEntry, newSession, withSession } from "./support.js";

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

test.skipIf(process.platform === "win32")("only the owner may read what is stored", async () => {
  const folder = join(freshFolder(), "deep", "data");
  const file = storeFile(folder);
  const store = await withSession(await openStore(file));
  await store.backup(join(folder, "backup.db"));
  expect(modeOf(folder)).toBe("700");
  const modes = readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]);
  expect(modes.map(([name]) => name)).toContain("smokejumper.db-wal");
  expect(modes).toEqual(modes.map(([name]) => [name, "600"]));
  await store.close();
});

test("a file is served by one process at a time, and others may back it up meanwhile", async () => {
  const folder = freshFolder();
  const file = storeFile(folder);
  const store = await withSession(await openStore(file));
  expect(await codeOf(openStore(file))).toBe("store-locked");
  const index = resolve(import.meta.dirname, "../../dist/store/index.js");
  const program = `
    const { openStore, backupStore } = await import(${JSON.stringify(index)});
    backupStore(${JSON.stringify(file)}, ${JSON.stringify(join(folder, "backup.db"))});
    await openStore(${JSON.stringify(file)}).catch(({ code }) => console.log(code));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
    encoding: "utf8",
  });
  expect(stdout).toBe("store-locked\n");
  await store.append("one", [newEntry(1)]);
  await store.close();
  const backup = await openStore(join(folder, "backup.db"));
  expect((await backup.session("one"))?.entries).toBe(0);
  await backup.close();
});

test("a backup is restored by putting it in the store's place", async () => {
  const [folder, other] = [freshFolder(), freshFolder()];
  const store = await withSession(await openStore(storeFile(folder)));
  await store.append("one", newEntries(1, 50));
  await store.close();
  backupStore(storeFile(folder), join(folder, "backup.db"));
  copyFileSync(join(folder, "backup.db"), storeFile(other));
  const restored = await openStore(storeFile(other));
  expect(await restored.entries("one")).toEqual(newEntries(1, 50));
  await restored.append("one", [newEntry(51)]);
  await restored.close();
});

test("a store of a newer version is refused and left as it is", async () => {
  const file = storeFile(freshFolder());
  await (await withSession(await openStore(file))).close();
  const database = new Database(file);
  database.exec("insert into kysely_migration values ('9999-future', '2030-01-01')");
  database.close();
  const before = readFileSync(file);
  await expect(openStore(file)).rejects.toMatchObject({
    code: "store-version",
    where: file,
    message: expect.stringContaining("9999-future"),
  });
  expect(await codeOf(inspectStore(file))).toBe("store-version");
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a file of another program is refused and left as it is", async () => {
  const folder = freshFolder();
  const [text, database, directory] = ["text", "database", "folder"].map((name) =>
    join(folder, name),
  );
  writeFileSync(text!, "players, sessions and other words\n".repeat(200));
  mkdirSync(directory!);
  const other = new Database(database!);
  other.exec("create table players (name text)");
  other.close();
  for (const file of [text!, database!]) {
    const before = readFileSync(file);
    expect(await codeOf(openStore(file))).toBe("store-foreign");
    expect(() => backupStore(file, join(folder, "copy"))).toThrow(/not a store of Smokejumper/);
    expect(readFileSync(file).equals(before)).toBe(true);
  }
  expect(await codeOf(openStore(directory!))).toBe("store-failed");
  expect(await codeOf(openStore(join(text!, "below")))).toBe("store-failed");
});

test("nothing of what was deleted is left on the disk", async () => {
  const folder = freshFolder();
  const store = await withSession(await openStore(storeFile(folder)));
  const secrets = ["secret-of-entries", "secret-of-note", "secret-of-debrief", "secret-of-header"];
  const holders = () =>
    readdirSync(folder).flatMap((name) => {
      const bytes = readFileSync(join(folder, name));
      return secrets.filter((secret) => bytes.includes(secret)).map((secret) => [name, secret]);
    });
  await store.createPlayer("bob", "hash-of-bob");
  await store.createSession(newSession("bobs", "bob", { header: "secret-of-header\n" }), []);
  for (let number = 1; number <= 60; number++) {
    await store.append("bobs", [newEntry(number, "secret-of-entries".repeat(number * 10))]);
    await store.append("one", [newEntry(number, "kept")]);
  }
  await store.rate("bobs", { overall: 1, note: "secret-of-note" });
  const debrief = JSON.stringify("secret-of-debrief".repeat(1000));
  await store.finish("bobs", { footer: "{}\n", verdict: "passed", points: 1, max: 1, debrief });
  expect(new Set(holders().map(([, secret]) => secret))).toEqual(new Set(secrets));
  await store.deletePlayer("bob");
  expect(holders()).toEqual([]);
  expect(await store.entries("one")).toEqual(newEntries(1, 60, "kept"));
  await store.close();
});

test("what a reader keeps from being erased goes with a later call", async () => {
  const folder = freshFolder();
  const file = storeFile(folder);
  const store = await withSession(await openStore(file));
  await store.createPlayer("bob", "hash-of-bob");
  await store.createSession(newSession("bobs", "bob"), [newEntry(1, "secret-of-bob")]);
  const isThere = () =>
    readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes("secret-of-bob"));
  const reader = new Database(file);
  reader.exec("begin");
  expect(reader.prepare("select session from entries").all()).toHaveLength(1);
  expect(await store.deletePlayer("bob")).toBe(1);
  await store.append("one", [newEntry(1)]);
  expect(isThere()).toBe(true);
  reader.exec("rollback");
  await store.append("one", [newEntry(2)]);
  expect(isThere()).toBe(false);
  reader.close();
  await store.close();
});

test("the data folder is the option, the variable, or the user's own place", () => {
  const home = { HOME: "/home/ada" };
  expect(dataFolder("here", { SMOKEJUMPER_DATA: "/data" })).toBe(resolve("here"));
  expect(dataFolder(undefined, { SMOKEJUMPER_DATA: "/data", XDG_DATA_HOME: "/xdg" })).toBe("/data");
  expect(dataFolder(undefined, { ...home, XDG_DATA_HOME: "/xdg" })).toBe("/xdg/smokejumper");
  expect(dataFolder(undefined, { XDG_DATA_HOME: "relative" })).toMatch(
    /\/\.local\/share\/smokejumper$/,
  );
});
