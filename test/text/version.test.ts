/** A verdict that is recorded is comparable with those of the same version only, so no verdict may change without it. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { itemNames, judge, judgeVersion } from "../../src/text/index.js";
import { readCorpus } from "./corpus.js";

/** By version, what all texts of the corpus come to by all items; put the new one here with a new version. */
const verdicts: Readonly<Record<string, string>> = {
  "3": "e9b8f753cb3b3ec1c677301bb4924b0965a18ee862bb38431af2e9a669ca3dbb",
};

test("the same version judges the whole corpus the same", { timeout: 300_000 }, () => {
  const hash = createHash("sha256");
  for (const { id, item, text } of readCorpus("")) {
    const room = itemNames.filter((name) => name === item || name.endsWith("/room"));
    for (const name of room) {
      const met = Object.entries(judge(name, text) ?? {}).map(([criterion, verdict]) => [
        criterion,
        verdict.met,
        verdict.evidence,
      ]);
      hash.update(JSON.stringify([id, name, met]));
    }
  }
  expect(hash.digest("hex")).toBe(verdicts[judgeVersion]);
});
