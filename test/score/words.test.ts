/** What counts in the end of what was understood, entry by entry. */
import { describe, expect, test } from "vitest";
import type { Condition } from "../../src/drill/rubric-schema.js";
import { type Facts, judge } from "../../src/score/conditions.js";
import { understoodBy, untrueIn } from "../../src/score/words.js";
import type { Entry } from "../../src/session/index.js";

const item = "a-drill/phase-1";
const written = "a-drill/postmortem";

interface Words {
  tool?: string;
  of?: string;
  met?: string[];
  refuted?: string[];
}

const phrasesOf = (criteria: string[], entry: number) =>
  Object.fromEntries(criteria.map((criterion) => [criterion, [`${criterion} in ${entry}`]]));

function entriesOf(...words: Words[]): Entry[] {
  return words.map(({ tool = "send_message", of = item, met = [], refuted }, index) => {
    const entry = index + 1;
    const understanding = {
      judge: "1",
      item: of,
      met: phrasesOf(met, entry),
      ...(refuted && { refuted: phrasesOf(refuted, entry) }),
    };
    return { entry, tool, input: {}, effect: { understood: [understanding] } } as unknown as Entry;
  });
}

const both = new Set([item, written]);

describe("what was understood", () => {
  test("is owed to the entry from which on it holds to the end", () => {
    const entries = entriesOf(
      { met: ["a"] },
      { met: ["b"] },
      { met: ["a", "b"] },
      { met: ["a", "b"] },
    );
    expect(understoodBy(entries, both)).toEqual([
      { item, criterion: "a", entry: 3, phrases: ["a in 3"] },
      { item, criterion: "b", entry: 2, phrases: ["b in 2"] },
    ]);
  });

  test("is gone when it was taken back", () => {
    expect(understoodBy(entriesOf({ met: ["a"] }, { met: [] }), both)).toEqual([]);
  });

  test("of a postmortem is what the last one says", () => {
    const entries = entriesOf(
      { tool: "write_postmortem", of: written, met: ["a", "b"], refuted: ["c"] },
      { met: ["d"] },
      { tool: "write_postmortem", of: written, met: ["b"] },
    );
    expect(understoodBy(entries, both).map(({ criterion, entry }) => [criterion, entry])).toEqual([
      ["b", 3],
      ["d", 2],
    ]);
    expect(untrueIn(entries)).toEqual([]);
  });

  test("by items that nobody asked for is left out", () => {
    expect(understoodBy(entriesOf({ of: "a-drill/claims", met: ["a"] }), both)).toEqual([]);
  });
});

describe("a condition over words", () => {
  const findingOf = (condition: Condition, entries: Entry[]) =>
    judge(condition, {
      entries,
      understood: understoodBy(entries, both),
      values: [],
      alone: [],
      prevented: 0,
      moments: { opened: 0, paged: 0, mitigated: null, recovered: null },
    } satisfies Facts);
  const said = (criterion: string): Condition => ({ said: { item, criterion } });

  test("is met with the words that met it, and not without", () => {
    const entries = entriesOf({}, { met: ["a"] }, { met: ["a"] });
    expect(findingOf(said("a"), entries)).toEqual({
      met: true,
      evidence: [2],
      quotes: [{ entry: 2, phrase: "a in 2" }],
    });
    expect(findingOf(said("b"), entries)).toEqual({ met: false, evidence: [] });
    expect(findingOf({ all: [said("a"), { not: said("b") }] }, entries)).toMatchObject({
      met: true,
      quotes: [{ entry: 2, phrase: "a in 2" }],
    });
  });

  test("finds what is untrue by the tool that it was said with", () => {
    const entries = entriesOf({ met: ["a"], refuted: ["c"] }, { tool: "post_status", met: ["a"] });
    const untrue = (...tools: string[]) => findingOf({ untrue: { tools } }, entries);
    expect(untrue("post_status", "send_message")).toMatchObject({ met: true, evidence: [1] });
    expect(untrue("post_status").met).toBe(false);
  });
});
