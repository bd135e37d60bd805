import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import { Cache } from "../../../src/server/host/cache.js";
import { CachedOpenings } from "../../../src/server/host/cached-openings.js";
import { MemoryOpenings } from "../../../src/session/index.js";

let folder: string;
let cache: Cache;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "smokejumper-cache-"));
  cache = new Cache(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | null) => content && new TextDecoder().decode(content);

describe("the cache", () => {
  test("gives back what was kept, and nothing for what was not", async () => {
    await cache.write("one", bytes("first"));
    await cache.write("one", bytes("second"));
    expect(text(await cache.read("one"))).toBe("second");
    expect(await cache.read("two")).toBeNull();
    expect(readdirSync(folder)).toEqual(["one"]);
    await cache.remove("one");
    expect(await cache.read("one")).toBeNull();
  });

  test("takes a file that was changed or cut for missing", async () => {
    await cache.write("one", bytes("content"));
    const whole = readFileSync(join(folder, "one"));
    for (let place = 0; place < whole.length; place++) {
      const changed = Buffer.from(whole);
      changed[place]! ^= 1;
      writeFileSync(join(folder, "one"), changed);
      expect(await cache.read("one")).toBeNull();
      writeFileSync(join(folder, "one"), whole.subarray(0, place));
      expect(await cache.read("one")).toBeNull();
    }
  });

  test("does without when it cannot write", async () => {
    const nowhere = new Cache(join(folder, "file", "below"));
    writeFileSync(join(folder, "file"), "in the way");
    await nowhere.write("one", bytes("content"));
    expect(await nowhere.read("one")).toBeNull();
    await nowhere.trim({ bytes: 0, ageMilliseconds: 0 }, 0);
  });

  test("lets go of what is too old, and then of the oldest until the rest fits", async () => {
    const now = 1_000_000_000_000;
    const second = 1_000;
    for (const [name, age] of [
      ["ancient", 100],
      ["old", 30],
      ["newer", 20],
      ["newest", 10],
    ] as const) {
      await cache.write(name, bytes("x".repeat(68)));
      const at = new Date(now - age * second);
      utimesSync(join(folder, name), at, at);
    }
    await cache.trim({ bytes: 1_000, ageMilliseconds: 50 * second }, now);
    expect(readdirSync(folder).sort()).toEqual(["newer", "newest", "old"]);
    await cache.trim({ bytes: 250, ageMilliseconds: 50 * second }, now);
    expect(readdirSync(folder).sort()).toEqual(["newer", "newest"]);
  });
});

describe("openings on disk", () => {
  test("are the worlds that are computed, also when a file is damaged", async () => {
    const drill = loadDrill(join(shippedDrills, "first-page"));
    const computed = new MemoryOpenings();
    const opening = (await computed.opening(drill, 7)).hash();
    const unattended = (await computed.unattended(drill, 7)).hash();
    let slices = 0;
    const openings = new CachedOpenings(cache, async () => {
      slices++;
    });
    const [one, two] = await Promise.all([openings.opening(drill, 7), openings.opening(drill, 7)]);
    expect([one.hash(), two.hash()]).toEqual([opening, opening]);
    expect((await openings.unattended(drill, 7)).hash()).toBe(unattended);
    const computedSlices = slices;
    expect((await openings.unattended(drill, 7)).hash()).toBe(unattended);
    expect((await openings.opening(drill, 7)).hash()).toBe(opening);
    expect(slices).toBe(computedSlices);
    for (const file of readdirSync(folder)) writeFileSync(join(folder, file), "damaged");
    expect((await openings.opening(drill, 7)).hash()).toBe(opening);
    expect(slices).toBeGreaterThan(computedSlices);
  });
});
