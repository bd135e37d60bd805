/** The same system and seed give the same hash everywhere: in another process, and in the next version. */
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import type { System } from "../../src/world/index.js";
import { createWorld, engineVersion } from "../../src/world/index.js";
import { type Golden, golden, goldenSystems } from "./support/golden.js";
import { us } from "./support/systems.js";

const seed = 11;
const endUs = us(60);

function digest(system: System): Golden {
  const world = createWorld(system, seed);
  world.runUntil(endUs);
  const { users } = world.totals().sources;
  const { offered, succeeded, failed, abandoned, attempts } = users;
  return {
    hash: world.hash(),
    events: world.eventCount,
    users: [offered, succeeded, failed, abandoned, attempts].join(" "),
  };
}

describe.each(Object.entries(goldenSystems))("%s", (name, system) => {
  test("has the pinned hash of this engine version", () => {
    expect(golden.engineVersion).toBe(engineVersion);
    expect(digest(system)).toEqual(golden.runs[name]);
  });

  test("has the same hash in another process", () => {
    const built = resolve(import.meta.dirname, "../../dist/world");
    const script = `
      const { createWorld } = await import(${JSON.stringify(pathToFileURL(join(built, "index.js")).href)});
      const endless = (_, value) => (value === "endless" ? Infinity : value);
      const system = JSON.parse(${JSON.stringify(JSON.stringify(system, nameInfinity))}, endless);
      const world = createWorld(system, ${seed});
      world.runUntil(${endUs});
      process.stdout.write(process.pid + " " + world.hash());`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "--eval", script],
      { encoding: "utf8" },
    );
    expect(stderr).toBe("");
    const [otherProcess, hash] = stdout.split(" ");
    expect(Number(otherProcess)).not.toBe(process.pid);
    expect(hash).toBe(digest(system).hash);
  });
});

test("the hash of another seed differs", () => {
  const world = createWorld(goldenSystems.queue, seed + 1);
  world.runUntil(endUs);
  expect(world.hash()).not.toBe(golden.runs.queue.hash);
});

/** JSON has no infinity. */
function nameInfinity(_: string, value: unknown): unknown {
  return value === Number.POSITIVE_INFINITY ? "endless" : value;
}
