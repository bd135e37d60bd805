/** What a picture shows can be read as well, and what happens is marked on it where it happens. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { findDrill } from "../../../src/drill/load.js";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { Asker, finishedRun, pausedRun } from "./runs.js";
import { openStage, type Stage, type Visitor } from "./stage.js";
import { enterRoom, looked } from "./war-room.js";

const { gold } = findDrill("first-page");

describe.skipIf(!chromiumProgram.path)(titled("what the pictures say", chromiumProgram), () => {
  let stage: Stage;
  let visitor: Visitor;
  let live: string;
  let done: string;

  beforeAll(async () => {
    stage = await openStage();
    visitor = await stage.visitor();
    const asker = new Asker(visitor.context, stage.origin);
    done = await finishedRun(asker);
    live = await pausedRun(asker);
  }, 300_000);
  afterAll(() => stage?.close());
  afterEach(() => expect(stage.takeComplaints()).toEqual([]));

  it("names every line of every chart with its unit and value", { timeout: 180_000 }, async () => {
    const { page } = visitor;
    await enterRoom(page, live, "charts");
    await page.locator(".chart .u-wrap").first().waitFor();
    const charts = await page.locator(".charts-scroll figure.chart").evaluateAll((figures) =>
      figures.map((figure) => ({
        name: figure.querySelector("button.chart-title")?.getAttribute("aria-label") ?? "",
        lines: [...figure.querySelectorAll(".chart-legend li")].map((line) =>
          (line.firstChild?.nextSibling?.textContent ?? "").trim(),
        ),
      })),
    );
    expect(charts.length).toBeGreaterThan(15);
    for (const { name, lines } of charts) {
      expect(name).toMatch(/, in (per cent|seconds|per second|count)\. /);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines)
        expect(name).toMatch(new RegExp(`${line}: (no data|not known|[-\\d.,]+.*)`));
    }
  });

  it("marks the player's acts and alerts on the map, in the charts and on the timeline", {
    timeout: 180_000,
  }, async () => {
    const { page } = visitor;
    await enterRoom(page, live);
    await page.locator(".react-flow__node").first().waitFor();
    const timeline = page.getByRole("region", { name: "Timeline" });
    expect(await timeline.locator(".is-kind-act").count()).toBeGreaterThan(0);
    expect(await timeline.locator(".is-kind-alert").count()).toBeGreaterThan(0);
    // The act scaled the storefront; the alert is on its call to the checkout.
    const settled = { timeout: 60_000 };
    const onStorefront = () => marksIn(page, '.react-flow__node[data-id="storefront"]');
    await expect.poll(onStorefront, settled).toContain("act");
    await expect.poll(() => marksIn(page, ".arrow-label"), settled).toContain("alert");
    await enterRoom(page, live, "charts");
    await page.locator(".chart .u-wrap").first().waitFor();
    await expect.poll(() => drawnMarks(page), { timeout: 60_000 }).toBeGreaterThan(0);
  });

  it("stands still for those who asked for less motion, and on demand", {
    timeout: 180_000,
  }, async () => {
    const { page } = visitor;
    const endless = () =>
      page.evaluate(
        () =>
          document
            .getAnimations()
            .filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity).length,
      );
    await enterRoom(page, live);
    await page.locator(".react-flow__node").first().waitFor();
    await expect.poll(endless, { timeout: 60_000 }).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect.poll(endless, { timeout: 60_000 }).toBe(0);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.getByRole("button", { name: "Motion along arrows" }).click();
    await expect.poll(endless, { timeout: 60_000 }).toBe(0);
  });

  it("says why a control has no effect now", { timeout: 180_000 }, async () => {
    const { page } = visitor;
    await enterRoom(page, live);
    await page.keyboard.press("Control+k");
    await page.locator(".palette-input").fill("acknowledge_page");
    // It was acknowledged before, so that doing it again would change nothing.
    const idle = page.locator('[id="palette-acknowledge_page"]');
    expect(await idle.getAttribute("aria-disabled")).toBe("true");
    expect(await idle.textContent()).toContain("acknowledged already");
    await page.keyboard.press("Enter");
    expect(await page.locator("form.act-form").count()).toBe(0);

    await page.locator(".palette-input").fill("scale storefront");
    await page.locator('[id="palette-scale_service_storefront"]').click();
    await page.locator('form.act-form [name="replicas"]').fill("3");
    const button = page.locator("form.act-form button[type=submit]");
    await expect.poll(() => button.getAttribute("aria-disabled")).toBe("true");
    expect(await page.locator(".act-idle").textContent()).toContain("3 replicas already");
    const before = await page.locator(".timeline-item").count();
    await button.click({ force: true });
    await page.keyboard.press("Enter");
    expect(await page.locator(".timeline-item").count()).toBe(before);
  });

  it("shows nothing of the cause before the debrief", { timeout: 180_000 }, async () => {
    const { page } = visitor;
    expect(gold.length).toBeGreaterThan(3);
    const seen: string[] = [];
    // What can be rolled back is offered for every service alike, and says nothing about any of them.
    const content = () =>
      page.evaluate(() => {
        const copy = document.documentElement.cloneNode(true) as Element;
        for (const offer of copy.querySelectorAll(".running-act")) offer.remove();
        return copy.outerHTML;
      });
    await page.goto("/");
    await page.locator(".run-list").waitFor();
    seen.push(await content());
    for (const panel of ["", "charts", "logs", "traces", "deploys", "runbook"]) {
      await enterRoom(page, live, panel);
      await looked(page);
      seen.push(await content());
    }
    const text = seen.join("\n").toLowerCase();
    expect(gold.filter((word) => text.includes(word.toLowerCase()))).toEqual([]);
  });

  it("shows in the debrief where faults began, on the map, in charts and on the timeline", {
    timeout: 180_000,
  }, async () => {
    const { page } = visitor;
    await page.goto(`/debrief/${done}/what`);
    await page.locator(".debrief-what h2").first().waitFor();
    const debrief = await page.request.get(`/api/v1/sessions/${done}/debrief`);
    const { faults } = await debrief.json();
    expect(faults.length).toBeGreaterThan(0);
    // Each beginning and each end of a fault is a change of the drill's timeline, and stands on the page's.
    await expect.poll(() => page.locator(".happening.is-fault").count()).toBe(faults.length);
    const fault = page.locator(".happening.is-fault button").first();
    await fault.waitFor();
    await fault.click();
    await page.locator(".react-flow__node").first().waitFor();
    await expect
      .poll(() => marksIn(page, ".react-flow__node, .arrow-label"), { timeout: 60_000 })
      .toContain("fault");
    expect(await page.locator(".harm-mark-fault").count()).toBeGreaterThan(0);
  });
});

/** The kinds of marks that stand in certain parts of the map. */
async function marksIn(page: Page, selector: string): Promise<string[]> {
  const shapes = page.locator(selector).locator(".mark-shape");
  const names = await shapes.evaluateAll((all) => all.flatMap((shape) => [...shape.classList]));
  return names.filter((name) => name !== "mark-shape").map((name) => name.replace("mark-", ""));
}

/** Charts draw marks on a canvas; what is drawn is told by the pixels of the marks' own colour. */
function drawnMarks(page: Page): Promise<number> {
  return page
    .locator(".chart .u-wrap canvas")
    .first()
    .evaluate((canvas) => {
      const drawing = canvas as HTMLCanvasElement;
      const { width, height } = drawing;
      const probe = document.createElement("span");
      probe.style.color = "var(--accent)";
      document.body.append(probe);
      const [red = 0, green = 0, blue = 0] = (
        getComputedStyle(probe).color.match(/\d+/g) ?? []
      ).map(Number);
      probe.remove();
      const { data } = drawing.getContext("2d")!.getImageData(0, 0, width, Math.round(height / 4));
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        const isClose =
          Math.abs(data[at]! - red) +
            Math.abs(data[at + 1]! - green) +
            Math.abs(data[at + 2]! - blue) <
          24;
        if (isClose && data[at + 3]! > 200) found += 1;
      }
      return found;
    });
}
