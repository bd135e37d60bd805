/** What the files of a cast can get wrong, each with its place and remedy. */
import { describe, expect, test } from "vitest";
import { lintDrill } from "../../src/drill/lint.js";
import { findDrill, loadDrill } from "../../src/drill/load.js";
import { alwaysOffered, registry } from "../../src/session/index.js";
import { folderWithCast } from "../session/cast/support.js";

const tools = { all: registry.map(({ name }) => name), always: alwaysOffered };

function linesAfter(from: string, to: string): string[] {
  const folder = folderWithCast((cast) => {
    if (cast.split(from).length !== 2) throw new Error(`"${from}" is not there exactly once`);
    return cast.replace(from, () => to);
  });
  return lintDrill(folder, tools)
    .problems.map(({ line }) => line.replaceAll(`${folder}/`, ""))
    .filter((line) => !line.includes("cast-unanswered"));
}

test.each([
  ["item: bank-api-cascade/room", "item: bank-api-cascade/rom", "there is no item"],
  ["commander: ada", "commander: eda", 'no person "eda", cast.yaml:3 commander'],
  ["on-call: { from: ada", "on-cal: { from: ada", 'no channel "on-cal"'],
  ["  - hears: restart", "  - hears: restarts", 'no criterion "restarts"'],
  ["takes: scribe", "takes: scribbler", 'no role "scribbler"'],
  ["healthy: buying", "healthy: byuing", 'did you mean "buying"?'],
  ["tool: set_flag", "tool: set_flags", 'no tool "set_flags"'],
  ["{ agreed: ben-comms }", "{ agreed: ada-comms }", 'no agreement "ada-comms"'],
  ["said: [see.mitigate-first]", "said: [see.mitigate]", 'no criterion "mitigate"'],
  ["said: [see.take-command]", "said: [saw.take-command]", 'no phase "saw"'],
  ["  mend:\n", "  mending:\n", 'no phase "mending"'],
  ["for: take-command", "for: take-comand", 'did you mean "take-command"?'],
  ["answer: seen-meanwhile", "answer: seen", 'no criterion "seen"'],
  ['declines: "no"', "declines: nope", 'no criterion "nope"'],
  ["called:\n  ben:", "called:\n  bob:", 'no person "bob"'],
  ["say: It is fine. }", 'say: "It is {{metric p98 back 1 min}}." }', "template-malformed"],
  ["say: It is fine. }", "say: It is fine for 5 minutes. }", 'the text states "5"'],
  ["say: It is fine. }", "say: canary-gold-two-services }", "gold-visible"],
  ["say: Perhaps. }", "if: { healthy: buying }, say: Perhaps. }", "cast-silent"],
  ['if: { healthy: buying }, say: "Why?', 'say: "Why?', "cast-unreachable"],
  ["delay: 8 s", "delay: 8", "unit-missing"],
])("%s -> %s", (from, to, problem) => {
  const lines = linesAfter(from, to);
  expect(lines.join("\n")).toContain(problem);
  expect(lines.join("\n")).toContain("cast.yaml:");
});

test("what is understood and answered by nobody is found", () => {
  const { problems } = lintDrill(folderWithCast(), tools);
  expect(problems.map(({ code }) => code)).toContain("cast-unanswered");
  expect(problems.some(({ message }) => message.includes('"database"'))).toBe(false);
});

describe("gold", () => {
  const gold = "say: canary-gold-two-services }";

  test.each([
    ["said: [see.mitigate-first] }, after: 30 s, say: Customers first. }", true],
    ["heard: [database] }, say: You thought of the database before. }", true],
    ["{ agreed: ben-comms } }, agrees: ben-comms, takes: scribe, say: I take it. }", false],
  ])("after the condition %s", (reply, isAllowed) => {
    const lines = linesAfter(reply, reply.replace(/say: .*$/, gold));
    expect(lines.some((line) => line.includes("gold-visible"))).toBe(!isAllowed);
  });
});

test("a cast belongs to the words of its drill, not to its world", () => {
  const [one, other] = [
    (cast: string) => cast,
    (cast: string) => cast.replace("Hello.", "Hi."),
  ].map((change) => loadDrill(folderWithCast(change)).hashes);
  expect(one!.prose).not.toBe(other!.prose);
  expect(one!.world).toBe(other!.world);
});

test("the shipped cast has a line for every phase, and a listener for every channel", () => {
  const { cast, phases, channels } = findDrill("bank-api-cascade");
  expect(Object.keys(cast!.phases)).toEqual(phases.map(({ id }) => id));
  expect(Object.keys(cast!.listeners).sort()).toEqual([...channels].sort());
});
