/** The commands that look after the store. */
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, storeFile } from "../../src/store/index.js";
import { smokejumper } from "./support.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "smokejumper-data-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("backup copies a store that is in use, and never replaces a file", async () => {
  const store = await openStore(storeFile(folder));
  await store.createPlayer("ada", "hash-of-ada");
  const path = join(folder, "copy.db");
  const { exit, out, error } = await smokejumper("backup", path, "--data", folder);
  expect({ exit, error }).toEqual({ exit: 0, error: "" });
  expect(out).toMatch(/copy\.db holds .*smokejumper\.db \(\d+ bytes\)\n$/);
  const before = readFileSync(path);
  const again = await smokejumper("backup", path, "--data", folder);
  expect(again).toMatchObject({ exit: 2, out: "" });
  expect(again.error).toMatch(/it exists.*\[file-unwritable\]\n$/);
  expect(readFileSync(path).equals(before)).toBe(true);
  const copy = await openStore(path);
  expect(await copy.playerByToken("hash-of-ada")).toMatchObject({ id: "ada" });
  await Promise.all([store.close(), copy.close()]);
});

test("backup prints a document, and says when there is no store", async () => {
  const { exit, error } = await smokejumper("backup", join(folder, "copy.db"), "--data", folder);
  expect({ exit, error }).toEqual({ exit: 2, error: expect.stringMatching(/\[file-missing\]\n$/) });
  await (await openStore(storeFile(folder))).close();
  const file = join(folder, "copy.db");
  const document = (await smokejumper("backup", file, "--data", folder, "--json")).json();
  const store = storeFile(folder);
  const bytes = readFileSync(file).length;
  expect(document).toEqual({ schema: "smokejumper.backup/1", store, file, bytes });
});

test("doctor tells the store, and a damaged one", async () => {
  const storeLine = async () => {
    const { exit, out } = await smokejumper("doctor", "--data", folder);
    return { exit, line: out.split("\n").find((line) => line.includes("  store: ")) };
  };
  expect(await storeLine()).toEqual({
    exit: 0,
    line: expect.stringMatching(/^ok .*not there yet/),
  });
  const file = storeFile(folder);
  const store = await openStore(file);
  expect(await storeLine()).toEqual({ exit: 0, line: expect.stringMatching(/^ok .*version 0001/) });
  await store.close();
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(20_000, 0xff), 0, 20_000, 4096);
  closeSync(handle);
  expect(await storeLine()).toEqual({ exit: 1, line: expect.stringMatching(/^FAILED .*store/) });
});
