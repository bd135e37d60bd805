/** What authors learn of the words that nobody understood. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findDrill } from "../../src/drill/load.js";
import { encodeJournal } from "../../src/session/index.js";
import { openTalk } from "../session/cast/support.js";
import { act } from "../session/support.js";
import { smokejumper } from "./support.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "journals-"));
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const opening = await openTalk(findDrill("bank-api-cascade"));
  const runs = [
    [
      "my cat likes tuna",
      "is it the bank?",
      "I take command.",
      "I take command.",
      "/next",
      "la\u001b[31m la",
    ],
    ["My cat likes tuna", "hi", "42"],
    // Over a phase, and in vain back again: what follows was said in the third.
    ["/next mitigation", "/next tracing", "my dog likes tuna"],
  ];
  for (const [index, lines] of runs.entries()) {
    const session = opening.fork();
    for (const text of lines) {
      const [, to] = /^\/next ?(.*)$/.exec(text) ?? [];
      if (to !== undefined) await act(session, "next_phase", to ? { to } : {}, session.nowUs);
      else await act(session, "send_message", { channel: "war-room", text }, session.nowUs);
    }
    writeFileSync(join(folder, `run-${index + 1}.jsonl`), encodeJournal(session.journal));
  }
  writeFileSync(join(folder, "broken.jsonl"), "{}\n");
  writeFileSync(join(folder, "notes.txt"), "not a journal");
});

test("counts them and lists them by phase, and passes over what is no journal", async () => {
  const { exit, out, error } = await smokejumper("lint", "--journals", folder);
  expect(exit).toBe(0);
  expect(out).toContain("bank-api-cascade: 5 of 9 messages in 3 journals were not understood");
  expect(out).toMatch(/The alert \(3\)\n[^\n]+\n\s*2 {2}my cat likes tuna +run-1\.jsonl #1\n/);
  expect(out).toMatch(/Tracing the failure \(1\)\n[^\n]+\n\s*1 {2}la \[31m la +run-1\.jsonl #6/);
  expect(out).toMatch(/Mitigation \(1\)\n[^\n]+\n\s*1 {2}my dog likes tuna +run-3\.jsonl #3/);
  expect(error).toContain("broken.jsonl");
  expect(out).not.toContain("\u001b");
});

test("prints one JSON document", async () => {
  const { exit, out } = await smokejumper("lint", "--journals", folder, "--json");
  expect(exit).toBe(0);
  const { schema, drills, skipped } = JSON.parse(out);
  expect(schema).toBe("smokejumper.unclear/1");
  expect(skipped).toHaveLength(1);
  expect(drills).toMatchObject([
    { drill: "bank-api-cascade", journals: 3, messages: 9, unclear: 5 },
  ]);
});

test("says what is missing", async () => {
  expect((await smokejumper("lint")).exit).toBe(2);
  expect((await smokejumper("lint", folder, "--journals", folder)).exit).toBe(2);
  const { exit, error } = await smokejumper("lint", "--journals", join(folder, "none"));
  expect(exit).toBe(2);
  expect(error).toContain("does not exist");
});
