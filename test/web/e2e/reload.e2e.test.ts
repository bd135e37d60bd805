/** A reload leads to the same screen: nothing of a run lives in the page alone. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seededLuck } from "../../../bench/live/luck.mjs";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { Asker } from "./runs.js";
import { screenText } from "./screen-text.js";
import { openStage, type Stage } from "./stage.js";
import { enterRoom, looked } from "./war-room.js";

const panels = ["", "charts", "logs?service=checkout", "traces", "deploys", "runbook"];
const moments = 20;
const patience = { timeout: 60_000 };

describe.skipIf(!chromiumProgram.path)(titled("reloading the page", chromiumProgram), () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it(`shows the same at ${moments} random moments of a run`, { timeout: 600_000 }, async () => {
    const luck = seededLuck(2026);
    const { page, context } = await stage.visitor();
    const asker = new Asker(context, stage.origin);
    const session = await asker.begin("first-page", "2x");
    for (let moment = 0; moment < moments; moment++) {
      await asker.act(session, "set_speed", { speed: "2x" });
      const panel = panels[Math.floor(luck() * panels.length)]!;
      await enterRoom(page, session, panel);
      await page.waitForTimeout(luck() * 1500);
      if (moment % 4 === 1) {
        const replicas = 2 + (moment % 3);
        await asker.act(session, "scale_service", { service: "storefront", replicas });
      }
      await asker.act(session, "set_speed", { speed: "paused" });
      await page.getByRole("button", { name: "Go on" }).waitFor();
      // A panel's own look is the run's; it has come once the panel is no longer at it.
      await looked(page);
      // What a panel found a second ago is older than what it finds after the reload.
      const again = page.locator(".look-end button");
      if ((await again.count()) > 0) await again.click();
      await looked(page);
      const clock = ((await page.locator("time.header-clock").textContent()) ?? "").slice(-8);
      for (const age of await page.locator(".look-age").all()) {
        await expect.poll(() => age.textContent(), patience).toContain(clock);
      }
      const before = await screenText(page);
      await page.reload();
      await page.getByRole("button", { name: "Go on" }).waitFor();
      await page.locator(".people").waitFor();
      await expect.poll(() => screenText(page), patience).toEqual(before);
    }
    expect(stage.takeComplaints()).toEqual([]);
  });
});
