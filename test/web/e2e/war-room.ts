/** The ways through the war room that a hand takes, each until what it leads to is drawn. */
import type { Page } from "playwright-core";

/** The war room, once the first frame is there and what is loaded later is drawn. */
export async function enterRoom(page: Page, session: string, panel = ""): Promise<void> {
  await page.goto(`/play/${session}${panel === "" ? "" : `/${panel}`}`);
  await page.locator(".room-header").waitFor();
  await page.locator(".people").waitFor();
  await page.locator(".act-area").waitFor();
}

/** Waits until every look of a panel has been answered. */
export async function looked(page: Page): Promise<void> {
  const waiting = page.locator(".panel .is-old, .tabs-panel .state[role=status]");
  while ((await waiting.count()) > 0) await page.waitForTimeout(50);
}

export async function chooseBox(page: Page, service: string): Promise<void> {
  await page.locator(`.react-flow__node[data-id="${service}"]`).focus();
  await page.keyboard.press("Enter");
  await page.locator(".act-offers-list").waitFor();
}

export async function openForm(page: Page, tool: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").waitFor();
  await page.keyboard.insertText(tool);
  await page.locator(`[id="palette-${tool}"]`).first().waitFor();
  await page.locator(`[id="palette-${tool}"]`).first().click();
}
