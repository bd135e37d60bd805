/** A phone of 375 pixels, touched: the small drill can be played to its end on it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { badControls, sidewaysScroll } from "./layout.js";
import { referencePlan } from "./played.js";
import { Asker } from "./runs.js";
import { openStage, patienceMilliseconds, type Stage } from "./stage.js";
import { TouchPlayer } from "./touch.js";

describe.skipIf(!chromiumProgram.path)(titled("a phone", chromiumProgram), () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());
  afterEach(() => expect(stage.takeComplaints()).toEqual([]));

  it("is enough to write a postmortem", { timeout: 180_000 }, async () => {
    const { page, context } = await stage.visitor({
      viewport: { width: 375, height: 667 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    const session = await new Asker(context, stage.origin).begin("bank-api-cascade", "1x");
    await page.goto(`/play/${session}`);
    await page.locator(".room-header").waitFor();
    await page.getByRole("tab", { name: "Postmortem" }).tap();
    await page.getByLabel("Summary").fill("The bank was slow, and nothing limited the wait.");
    await page.getByLabel("Impact").fill("Nobody could order.");
    await page.getByRole("button", { name: "Add to Causes" }).tap();
    await page.getByLabel("Cause of row").last().fill("No timeout was set.");
    expect(await badControls(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.getByRole("button", { name: "Write postmortem" }).tap();
    await page.getByText(/^Written at/).waitFor();
    await context.close();
  });

  it("is enough to play the first drill to its scorecard", { timeout: 400_000 }, async () => {
    const { page, context } = await stage.visitor({
      viewport: { width: 375, height: 667 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    });
    const asker = new Asker(context, stage.origin);
    const player = new TouchPlayer(page);
    const faults: string[] = [];
    const look = async (where: string) => {
      const found = await badControls(page);
      if ((await sidewaysScroll(page)) > 0) found.push("the page scrolls sideways");
      faults.push(...found.map((fault) => `${where}: ${fault}`));
    };

    await page.goto("/");
    await look("the list of drills");
    await page.getByRole("button", { name: "Start Your first page" }).tap();
    await page.waitForURL("**/play/*");
    await page.locator(".room-header").waitFor();
    const session = new URL(page.url()).pathname.split("/")[2]!;
    await look("the map");
    await page.getByRole("button", { name: /^Speed / }).tap();
    await page.getByRole("menuitemradio", { name: /^10x/ }).tap();

    await player.column("Timeline");
    await page.locator(".timeline-item.is-kind-alert").first().waitFor();
    await look("the timeline");
    await player.column("People");
    await look("people");
    const plan = referencePlan("first-page");
    const panels: Record<string, string> = {
      query_metrics: "Charts",
      search_logs: "Logs",
      list_deploys: "Deploys",
    };
    for (const { tool, input, wait } of plan) {
      if (typeof wait === "object") await healthy();
      if (tool === undefined || tool === "finish") continue;
      if (panels[tool] === undefined) {
        await player.act(tool, input);
        await look(`after ${tool}`);
        continue;
      }
      await player.panel(panels[tool]);
      if (tool === "query_metrics") await page.locator("button.chart-title").first().tap();
      if (tool === "search_logs") {
        await page.getByLabel("Service", { exact: true }).selectOption("checkout");
      }
      await look(panels[tool]);
    }
    await page.locator(".room-columns").getByRole("button", { name: "Act", exact: true }).tap();
    await page.locator(".palette-input").fill("finish");
    await look("the palette");
    await page.locator('[id="palette-finish"]').tap();
    await look("the question before the end");
    await page.getByRole("dialog").getByRole("button", { name: "Finish", exact: true }).tap();
    await page.waitForURL("**/debrief/**", { timeout: 2 * patienceMilliseconds });
    await asker.untilDone(session);
    const { session: done } = await asker.ask("GET", `/sessions/${session}`);
    expect(done.verdict).toBe("passed");
    expect(faults).toEqual([]);

    async function healthy(): Promise<void> {
      const clock = page.locator("time.header-clock");
      await page.locator(".header-harm strong.is-ok").waitFor();
      const seconds = async () => {
        const [hours = 0, minutes = 0, rest = 0] = /\d\d:\d\d:\d\d/
          .exec((await clock.textContent()) ?? "")![0]
          .split(":")
          .map(Number);
        return (hours * 60 + minutes) * 60 + rest;
      };
      const since = await seconds();
      await expect.poll(seconds, { timeout: patienceMilliseconds }).toBeGreaterThan(since + 40);
    }
  });
});
