import { expect, test } from "vitest";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import { faultsOf } from "../../../src/server/host/fault-text.js";

const drill = loadDrill(`${shippedDrills}/first-page`);

test("a deploy that works no worse than the release before is no fault", () => {
  expect(faultsOf(drill, drill.endsUs).map(({ text }) => text)).toEqual([
    "Release r119 of checkout goes out.",
  ]);
});

test("a release that nobody was told of stays a fault", () => {
  const texts = faultsOf({ ...drill, deploys: [] }, drill.endsUs).map(({ text }) => text);
  expect(texts).toContain("Release r64 of search goes out.");
});
