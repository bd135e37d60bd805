import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fixtureFolder } from "../session/support.js";
import { folder } from "./reference-run.js";
import { smokejumper } from "./support.js";

describe("other commands", () => {
  test("drills lists what is shipped", async () => {
    const { exit, json } = await smokejumper("drills", "--json");
    expect(exit).toBe(0);
    const { drills } = json() as unknown as { drills: { id: string }[] };
    expect(drills.map(({ id }) => id)).toContain("first-page");
    expect((await smokejumper("drills")).out).toMatch(/^drill +title/);
  });

  test("simulate prints the contract's document and tables for people", async () => {
    const system = join(fixtureFolder, "system.yaml");
    const { json } = await smokejumper(
      ...["simulate", system, "--for", "60 s", "--warmup", "10 s", "--interval", "10 s", "--json"],
    );
    expect(json()).toMatchObject({
      schema: "smokejumper.simulation/1",
      simulatedSeconds: 60,
      measuredSeconds: 50,
      sources: { users: { offered: expect.any(Number), latency: { p99: expect.any(Number) } } },
      services: { back: { utilization: expect.any(Number), queueMean: 0 } },
      calls: { "front->back": { retries: 0 } },
      intervals: Array.from({ length: 5 }, () => ({ measured: { back: { error_share: 0 } } })),
    });
    const { out } = await smokejumper("simulate", system, "--for", "20 s");
    expect(out).toMatch(/\nsource +offered[^\n]+\nusers [\s\S]+\nservice [\s\S]+\ncall /);
  });

  test("lint is content with a sound drill and names what is wrong with another", async () => {
    const sound = await smokejumper("lint", fixtureFolder);
    expect(sound).toMatchObject({ exit: 0, out: "two-services: no problem found\n", error: "" });
    const missing = await smokejumper("lint", join(folder, "nowhere"));
    expect(missing.exit).toBe(2);
    expect(missing.error).toMatch(/^error: [^\n]+ does not exist[^\n]+\n$/);
  });

  test("lint --prove shows that the drill can be won and not by doing nothing", async () => {
    const { exit, json } = await smokejumper(
      "lint",
      fixtureFolder,
      "--prove",
      "--seeds",
      "1..2",
      "--json",
    );
    const { proofs } = json() as unknown as { proofs: { player: string; failures: string[] }[] };
    const kept = (player: string) =>
      proofs.filter((proof) => proof.player === player).map(({ failures }) => failures);
    expect(kept("reference")).toEqual([[], []]);
    expect(kept("bystander")).toEqual([[], []]);
    expect(kept("restarter")).toEqual([[], []]);
    // Ten points for one act are within luck's reach: a real drill must ask for more.
    expect(exit).toBe(kept("random").flat().length === 0 ? 0 : 1);
  });

  test("schema prints JSON Schemas", async () => {
    for (const name of ["drill", "system", "rubric", "player", "journal", "scorecard"]) {
      expect((await smokejumper("schema", name)).json()).toHaveProperty("$schema");
    }
  });

  test("doctor says what it found, one line each", async () => {
    const { exit, out } = await smokejumper("doctor");
    expect(exit).toBe(0);
    expect(out).toMatch(/^(ok {4} {2}\w+: [^\n]+\n){4}$/);
  });

  test("help and version need nothing", async () => {
    expect(await smokejumper("--help")).toMatchObject({ exit: 0, error: "" });
    expect(await smokejumper()).toMatchObject({ exit: 0, error: "" });
    const { version } = JSON.parse(
      readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
    );
    expect(await smokejumper("--version")).toMatchObject({ exit: 0, out: `${version}\n` });
  });
});
