/** What whoever sits in the war room relies on without thinking of it: nothing jumps, and keys do what they say. */
import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { Keyboard } from "./keyboard.js";
import { Asker, pausedRun } from "./runs.js";
import { openStage, type Stage, type Visitor } from "./stage.js";
import { enterRoom } from "./war-room.js";

/** Everything that stays in sight while something is acted on. */
const fixed = [".room-header", ".room-status", ".tabs-row", ".system-map", ".tiles", ".act-area"];
const columns = [".room-timeline", ".room-people"];

describe.skipIf(!chromiumProgram.path)(titled("the war room", chromiumProgram), () => {
  let stage: Stage;
  let visitor: Visitor;
  let asker: Asker;
  let run: string;

  beforeAll(async () => {
    stage = await openStage();
    visitor = await stage.visitor({ viewport: { width: 1280, height: 800 } });
    asker = new Asker(visitor.context, stage.origin);
    run = await pausedRun(asker);
  }, 300_000);
  afterAll(() => stage?.close());
  afterEach(() => expect(stage.takeComplaints()).toEqual([]));

  const open = async (panel = ""): Promise<Page> => {
    const page = await visitor.context.newPage();
    await enterRoom(page, run, panel);
    return page;
  };

  it("moves nothing when a form opens", { timeout: 180_000 }, async () => {
    const page = await open();
    await page.locator(".react-flow__node").first().waitFor();
    const before = await placesOf(page);
    const keyboard = new Keyboard(page);
    for (const tool of ["declare_incident", "scale_service", "post_status"]) {
      await keyboard.palette(tool, tool);
      await page.locator("form.act-form").waitFor();
      expect(await placesOf(page), tool).toEqual(before);
      await keyboard.press("Escape");
      await page.locator("form.act-form").waitFor({ state: "detached" });
      expect(await placesOf(page), `after ${tool}`).toEqual(before);
    }
    await page.close();
  });

  it("answers what is written to the room", { timeout: 180_000 }, async () => {
    const session = await asker.begin("bank-api-cascade", "1x");
    const page = await visitor.context.newPage();
    await enterRoom(page, session);
    await page.getByRole("tab", { name: /^War room/i }).click();
    await page.getByLabel(/^Write to War room/i).fill("How is this scored?");
    await page.keyboard.press("Enter");
    const own = page.locator(".said.is-own:not(.is-sending)").last();
    await own.waitFor();
    const answer = own.locator("~ .said:not(.is-own)").first();
    await answer.waitFor();
    const [asked, answered] = await Promise.all([own, answer].map(secondsOf));
    expect(answered! - asked!).toBeGreaterThan(0);
    expect(answered! - asked!).toBeLessThanOrEqual(9);
    expect(await answer.innerText()).toContain("Points come at the end");
    await page.close();

    async function secondsOf(said: Locator): Promise<number> {
      const text = (await said.locator("time").textContent()) ?? "";
      const [hours = 0, minutes = 0, seconds = 0] = text.split(":").map(Number);
      return (hours * 60 + minutes) * 60 + seconds;
    }
  });

  it("keeps what was typed into the postmortem", { timeout: 180_000 }, async () => {
    const session = await asker.begin("bank-api-cascade", "1x");
    const page = await visitor.context.newPage();
    await enterRoom(page, session, "postmortem");
    const summary = page.getByLabel("Summary");
    await summary.fill("The bank was slow.");
    const rows = page.locator(".rows-row:has([name^='timeline.'])");
    const before = await rows.count();
    const place = await page.locator(".postmortem").boundingBox();
    await asker.act(session, "declare_incident", { severity: "SEV-1", title: "No orders" });
    await page.locator(".timeline-item", { hasText: "Declare" }).first().waitFor();
    expect(await page.locator(".postmortem").boundingBox()).toEqual(place);
    expect([await summary.inputValue(), await rows.count()]).toEqual([
      "The bank was slow.",
      before,
    ]);

    await page.getByRole("tab", { name: "Deploys" }).click();
    await page.locator(".running-service").first().waitFor();
    const keyboard = new Keyboard(page);
    await keyboard.press("g", "w");
    expect(await summary.inputValue()).toBe("The bank was slow.");
    await page.reload();
    expect(await summary.inputValue()).toBe("The bank was slow.");
    await page.getByRole("button", { name: "Add what the journal has" }).click();
    await page.getByLabel("What happened of row").last().waitFor();
    expect(await rows.count()).toBeGreaterThan(before);
    await page.close();
  });

  it("asks what users notice before how bad it is", { timeout: 180_000 }, async () => {
    const page = await open();
    const keyboard = new Keyboard(page);
    await keyboard.palette("declare_incident", "declare_incident");
    await keyboard.until("the form has the focus", async () => {
      return (await keyboard.focused()).field === "title";
    });
    for (const level of ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5"]) {
      const label = page.locator(".act-form label", { hasText: level });
      expect((await label.innerText()).length, level).toBeGreaterThan(level.length + 8);
    }
    await page.close();
  });

  it("gives the focus back after keys and palette", { timeout: 180_000 }, async () => {
    const page = await open();
    const keyboard = new Keyboard(page);
    const ways = [
      { key: "?", shown: "[role=dialog].dialog" },
      { key: "Control+k", shown: ".palette" },
    ];
    const isInPanel = () => page.evaluate(() => document.activeElement?.closest("#panel") != null);
    for (const { key, shown } of ways) {
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await keyboard.press(key);
      await page.locator(shown).waitFor();
      await keyboard.press("Escape");
      await page.locator(shown).waitFor({ state: "detached" });
      // Where nothing had the focus, the panel takes it, and not the first link of the page.
      await keyboard.until("the panel has the focus", isInPanel);

      await keyboard.tabTo("a service", ({ label }) => label.startsWith("Checkout, "));
      const { label } = await keyboard.focused();
      await keyboard.press(key);
      await page.locator(shown).waitFor();
      await keyboard.press("Escape");
      await page.locator(shown).waitFor({ state: "detached" });
      await keyboard.until("the service has the focus again", async () => {
        return (await keyboard.focused()).label === label;
      });
    }
    await page.close();
  });

  it("keeps the focus in the panel when another one comes", { timeout: 180_000 }, async () => {
    const page = await open("charts");
    const keyboard = new Keyboard(page);
    await page.locator("button.chart-title").first().waitFor();
    for (const panel of ["map", "charts", "map", "charts", "logs"]) {
      await keyboard.palette(panel, `panel:${panel}`);
      await page.waitForURL(`**/${panel}`);
      await page.locator(".room-panels > [role=tabpanel][aria-busy=false]").waitFor();
      await keyboard.until(`${panel} has the focus`, async () => {
        return (await keyboard.focused()).role === "tabpanel";
      });
    }
    await page.close();
  });

  it("leads from the skip link into the panel", { timeout: 180_000 }, async () => {
    const page = await open("charts");
    const keyboard = new Keyboard(page);
    await page.locator(".skip-link").focus();
    await keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("panel");
    expect(new URL(page.url()).pathname).toBe(`/play/${run}/charts`);
    await page.close();
  });

  it("pauses with the space bar, also where the speed was chosen", {
    timeout: 180_000,
  }, async () => {
    const page = await open();
    const keyboard = new Keyboard(page);
    await keyboard.pressButton(/^Speed /);
    await keyboard.arrowTo("ArrowDown", /^0.5x/);
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    await keyboard.until("the button has the focus", async () => {
      return (await keyboard.focused()).label === "Speed 0.5x";
    });
    await keyboard.press("Space");
    await page.getByRole("button", { name: "Go on" }).waitFor();
    expect(await page.getByRole("menu").count()).toBe(0);
    await page.close();
  });

  it("shows the drill and the incident, and what is done once it is over", {
    timeout: 300_000,
  }, async () => {
    const page = await open();
    const title = "Paying fails for one customer in eight";
    await asker.act(run, "declare_incident", { severity: "SEV-2", title });
    await page.locator("h1", { hasText: title }).waitFor();
    expect(await page.locator(".header-titles").innerText()).toContain("Your first page");
    const keyboard = new Keyboard(page);
    await keyboard.palette("finish", "finish");
    await keyboard.tabTo("Finish", ({ label, inDialog }) => inDialog && label === "Finish");
    await keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.locator("progress").waitFor();
    expect(await dialog.getByRole("button").count()).toBe(0);
    expect(await dialog.innerText()).toMatch(/Step [12] of 2/);
    await keyboard.press("Escape");
    await page.waitForURL("**/debrief/**");
    await page.close();
  });
});

/** Where everything stands, in whole pixels. */
async function placesOf(page: Page) {
  return await page.evaluate(
    (selectors) => {
      return selectors.map((selector) => {
        const box = document.querySelector(selector)!.getBoundingClientRect();
        return [selector, ...[box.x, box.y, box.width, box.height].map(Math.round)];
      });
    },
    [...fixed, ...columns],
  );
}
