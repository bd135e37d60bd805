/** Somebody who has never been here: one clear act, and then a running incident with a next step in every pane. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { openStage, type Stage } from "./stage.js";

describe.skipIf(!chromiumProgram.path)(titled("a first visit", chromiumProgram), () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());
  afterEach(() => expect(stage.takeComplaints()).toEqual([]));

  it("begins with one clear act, in view, that leads into a running incident", {
    timeout: 240_000,
  }, async () => {
    const { page } = await stage.visitor();
    await page.goto("/");
    const start = page.getByRole("button", { name: "Start Your first page" });
    await start.waitFor();
    // One act stands out from all others, and nobody has to scroll to it.
    const primary = page.locator(".button-primary:visible");
    expect(await primary.count()).toBe(1);
    expect(await start.evaluate((button) => button.matches(".button-primary"))).toBe(true);
    const box = await start.boundingBox();
    const { height } = page.viewportSize()!;
    expect(box!.y + box!.height).toBeLessThanOrEqual(height);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);

    await start.click();
    await page.locator(".room-header").waitFor();
    const clock = page.locator("time.header-clock");
    const first = await clock.textContent();
    await expect.poll(() => clock.textContent(), { timeout: 60_000 }).not.toBe(first);
    // Who is hurting, what happened, how the system is, who is there, and what can be done next.
    await page.locator(".header-harm").waitFor();
    expect(await page.locator(".timeline-item").count()).toBeGreaterThan(0);
    await page.locator(".react-flow__node").first().waitFor();
    await page.locator(".people").waitFor();
    await page.getByText("Choose a service or a call on the map to act on it").waitFor();
  });

  it("finds a next step in every pane that is empty", { timeout: 240_000 }, async () => {
    const { page } = await stage.visitor();
    await page.goto("/");
    // What is still on its way is a state too, and is no empty pane.
    const empty = page.locator(".runs .state:not([role=status])");
    await empty.waitFor();
    expect((await empty.textContent())?.length).toBeGreaterThan(40);
  });
});
