import { expect, test } from "vitest";
import { judge } from "../../src/text/index.js";

const item = "bank-api-cascade/postmortem";
const facts = {
  numbers: {
    impact: [
      { value: 2_400_000, tolerance: 600_000, units: ["request"] },
      { value: 12, tolerance: 4, units: ["minute"] },
    ],
  },
};

test("a figure that the run bears out is met", () => {
  expect(judge(item, "Impact: 2.2 million requests failed.", facts)!.impact!.met).toBe(true);
});

test("a figure that the run contradicts is not, and is quoted", () => {
  const verdict = judge(item, "Impact: 9,000 requests failed.", facts)!.impact!;
  expect(verdict).toMatchObject({ met: false, evidence: [] });
  expect(verdict.refuted).toHaveLength(1);
});

test("figures of each kind are compared with numbers of that kind", () => {
  const met = (text: string) => judge(item, text, facts)!.impact!.met;
  expect(met("The outage lasted 14 minutes and 2.3 million requests failed.")).toBe(true);
  expect(met("The outage lasted 50 minutes and 2.3 million requests failed.")).toBe(false);
  expect(met("The outage lasted 14 minutes and 300 requests failed.")).toBe(false);
});

test("without a journal the claim stands on its own", () => {
  expect(judge(item, "Impact: 9,000 requests failed.")!.impact!.met).toBe(true);
});
