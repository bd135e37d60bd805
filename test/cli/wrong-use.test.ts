import { readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { fixtureFolder } from "../session/support.js";
import { folder, journalPath, onFixture, playReference } from "./reference-run.js";
import { smokejumper } from "./support.js";

beforeAll(playReference);

describe("wrong use is one line on stderr, exit 2, and nothing is written", () => {
  const into = ["--journal", join(folder, "never.jsonl")];
  const cases: [string, string[]][] = [
    ["an unknown command", ["fly"]],
    ["an unknown option", ["drills", "--fast"]],
    ["no player", ["run", "first-page"]],
    ["an unknown player", ["run", fixtureFolder, "--player", "nobody", ...into]],
    ["an unknown drill", ["run", "first-pge", "--player", "bystander", ...into]],
    ["a broken seed", ["run", fixtureFolder, "--player", "bystander", "--seed", "-1", ...into]],
    ["a player's file that is missing", ["run", fixtureFolder, "--player", "no.yaml", ...into]],
    [
      "a journal's folder that is missing",
      ["run", fixtureFolder, "--player", "bystander", "--journal", join(folder, "no/j.jsonl")],
    ],
    ["a journal that is missing", ["verify", join(folder, "no.jsonl")]],
    ["a folder for a journal", ["verify", folder]],
    ["a time outside the run", ["replay", journalPath, ...onFixture, "--at", "23:00"]],
    ["a time that is none", ["replay", journalPath, ...onFixture, "--at", "noon"]],
    ["whatif without an alteration", ["whatif", journalPath, ...onFixture]],
    [
      "whatif with two alterations",
      ["whatif", journalPath, ...onFixture, "--drop", "1", "--at", "+1", "--do", "finish"],
    ],
    [
      "whatif with an unknown tool",
      ["whatif", journalPath, ...onFixture, "--at", "+1", "--do", "reboot"],
    ],
    [
      "whatif with an illegal input",
      ["whatif", journalPath, ...onFixture, "--at", "+1", "--do", "roll_back up"],
    ],
    [
      "whatif with broken JSON",
      ["whatif", journalPath, ...onFixture, "--at", "+1", "--do", "roll_back {"],
    ],
    ["whatif dropping what is not there", ["whatif", journalPath, ...onFixture, "--drop", "99"]],
    [
      "a bare number for a duration",
      ["simulate", join(fixtureFolder, "system.yaml"), "--for", "60"],
    ],
    [
      "a warm-up that leaves nothing",
      ["simulate", join(fixtureFolder, "system.yaml"), "--for", "1 s", "--warmup", "1 s"],
    ],
    ["a system that is missing", ["simulate", join(folder, "no.yaml"), "--for", "1 s"]],
    [
      "intervals without number",
      ["simulate", join(fixtureFolder, "system.yaml"), "--for", "60 s", "--interval", "1 us"],
    ],
    ["an unknown benchmark", ["bench", "nope"]],
    ["a drill's folder that is missing", ["lint", "nope"]],
    ["an empty path", ["run", fixtureFolder, "--player", "bystander", "--journal", ""]],
    ["a device", ["run", fixtureFolder, "--player", "bystander", "--journal", "/dev/null"]],
    ["an unknown schema", ["schema", "poem"]],
    ["a broken range of seeds", ["lint", fixtureFolder, "--prove", "--seeds", "9..1"]],
    ["play without a terminal", ["play", fixtureFolder]],
  ];

  test.each(cases)("%s", async (_, parameters) => {
    const before = readdirSync(folder);
    const { exit, out, error } = await smokejumper(...parameters);
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(error).toMatch(/^error: [^\n]+, [^\n]+ \[[a-z-]+\]\n$/);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("a stack comes with --debug only", async () => {
    expect((await smokejumper("schema", "poem", "--debug")).error).toMatch(/\n +at /);
  });
});
