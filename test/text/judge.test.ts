import { describe, expect, test } from "vitest";
import { measure } from "../../scripts/judge-table.mjs";
import { itemNames, judge } from "../../src/text/index.js";
import { readCorpus } from "./corpus.js";
import { pairs } from "./pairs.js";
import { passives } from "./passives.js";
import { rewrites } from "./rewrites.js";

const everything = ["dev", "own", "fresh", "attacks", "claims"].flatMap(readCorpus);

describe("labelled texts", () => {
  const { pooled, macro, weakest, attacked } = measure(readCorpus("dev"));

  test("are judged as people judged them", () => {
    expect(pooled.precision).toBeGreaterThanOrEqual(0.9);
    expect(pooled.recall).toBeGreaterThanOrEqual(0.8);
    expect(macro).toBeGreaterThanOrEqual(0.85);
    expect(weakest).toEqual([]);
  });

  test("that are attacks earn next to nothing", () => {
    expect(attacked.share).toBeLessThanOrEqual(0.02);
    expect(measure(readCorpus("attacks")).attacked.share).toBeLessThanOrEqual(0.02);
  });

  test("cover every item and every criterion", () => {
    const labelled = new Set(everything.map(({ item }) => item));
    expect([...labelled].sort()).toEqual([...itemNames].sort());
    for (const { item, labels } of everything) {
      expect(Object.keys(judge(item, "")!)).toEqual(Object.keys(labels));
    }
  });
});

test("what is claimed of a run is told from what is planned, doubted or denied", () => {
  const wrong = readCorpus("claims").flatMap(({ item, text, labels }) =>
    Object.entries(judge(item, text)!)
      .filter(([criterion, { met }]) => met !== labels[criterion])
      .map(([criterion]) => `${criterion}: ${text}`),
  );
  expect(wrong).toEqual([]);
});

test("a negation takes back what its claim earns", () => {
  expect(pairs.length).toBeGreaterThanOrEqual(60);
  const unflipped = pairs.filter(([item, criterion, claim, negation]) => {
    const met = (text: string) => judge(item, text)![criterion]!.met;
    return !met(claim) || met(negation);
  });
  expect(unflipped).toEqual([]);
});

test.each(passives)("%s %s: active and passive", (item, criterion, active, passive) => {
  expect(judge(item, active)![criterion]!.met).toBe(true);
  expect(judge(item, passive)![criterion]!.met).toBe(true);
});

test.each(Object.entries(rewrites))("%s leave what is met", (_, { prepare, rewrite, criteria }) => {
  let met = 0;
  const lost: string[] = [];
  for (const { id, item, text, labels } of everything) {
    const prepared = prepare?.(text) ?? text;
    const rewritten = rewrite(prepared);
    // What a rewrite leaves as it is proves nothing.
    if (rewritten === prepared) continue;
    const [before, after] = [judge(item, prepared)!, judge(item, rewritten)!];
    for (const [criterion, expected] of Object.entries(labels)) {
      // The order of events is what "order" asks for, and the number of words is a number of words.
      if (!expected || !before[criterion]!.met || /^(?:order|length)$/.test(criterion)) continue;
      met += 1;
      if (!after[criterion]!.met) lost.push(`${id} ${criterion}`);
    }
  }
  expect(met).toBeGreaterThanOrEqual(criteria);
  expect(lost.length / met, lost.join("\n")).toBeLessThanOrEqual(0.02);
});

test("the same text gives the same bytes, whatever was judged before", () => {
  const sample = everything.filter((_, index) => index % 7 === 0);
  const once = sample.map(({ item, text }) => JSON.stringify(judge(item, text)));
  const again = [...sample].reverse().map(({ item, text }) => JSON.stringify(judge(item, text)));
  expect(again.reverse()).toEqual(once);
});

test("evidence stands in the text", () => {
  for (const { item, text } of readCorpus("dev-a")) {
    const plain = text.replace(/\s+/g, " ");
    for (const { evidence } of Object.values(judge(item, text)!)) {
      for (const words of evidence) expect(plain).toContain(words.replace(/\.\.\.$/, ""));
    }
  }
});

test("texts of any size and kind are read", () => {
  for (const text of [
    "",
    " ",
    "\n\n",
    "?!",
    "a".repeat(50_000),
    "not ".repeat(9000),
    "ⅷ 🙂 é\u0000",
  ]) {
    for (const item of itemNames) expect(judge(item, text)).not.toBeNull();
  }
});
