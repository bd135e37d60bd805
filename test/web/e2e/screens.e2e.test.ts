/** What is asked of every screen, whatever it shows: for all people, in both themes, at every size. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { checkWithAxe, settle, themes } from "./accessibility.js";
import { badControls, sidewaysScroll, tabStops } from "./layout.js";
import { Asker, prepareRuns, type Runs } from "./runs.js";
import { screens } from "./screens.js";
import { openStage, type Stage, type Visitor } from "./stage.js";

const desktop = { width: 1280, height: 800 };
/** What is left of a desktop when everything is shown at twice its size. */
const zoomed = { width: 640, height: 400 };
const phone = { width: 375, height: 667 };

describe.skipIf(!chromiumProgram.path)(titled("every screen", chromiumProgram), () => {
  let stage: Stage;
  let visitor: Visitor;
  let runs: Runs;

  beforeAll(async () => {
    stage = await openStage();
    visitor = await stage.visitor({ viewport: desktop, reducedMotion: "reduce" });
    runs = await prepareRuns(new Asker(visitor.context, stage.origin));
  }, 300_000);
  afterAll(() => stage?.close());

  it.each(screens)("$name", { timeout: 180_000 }, async ({ open, leastElements, expected }) => {
    const page = await visitor.context.newPage();
    await open(page, runs);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await settle(page);
      const { violations, elements } = await checkWithAxe(page);
      expect.soft(violations, `axe, ${colorScheme}`).toEqual([]);
      expect
        .soft(elements, `elements that axe checked, ${colorScheme}`)
        .toBeGreaterThanOrEqual(leastElements);
    }
    const stops = await tabStops(page);
    expect
      .soft(
        stops.filter(({ hasRing }) => !hasRing),
        "stops without a ring",
      )
      .toEqual([]);
    // Where something is on its way, there is nothing to stop at.
    if (leastElements > 3) expect.soft(stops.length, "stops of the Tab key").toBeGreaterThan(0);

    await page.setViewportSize(zoomed);
    expect.soft(await sidewaysScroll(page), "scrolls sideways at 200 %").toBe(0);
    await page.setViewportSize(phone);
    await settle(page);
    expect.soft(await sidewaysScroll(page), "scrolls sideways at 375 px").toBe(0);
    expect.soft(await badControls(page), "controls at 375 px").toEqual([]);
    // The next screen begins with nothing chosen.
    await page.evaluate(() => localStorage.clear());
    await page.close();
    const complaints = stage.takeComplaints();
    expect(complaints.filter((complaint) => !expected?.test(complaint))).toEqual([]);
  });
});
