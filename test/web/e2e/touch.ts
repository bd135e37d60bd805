/** Somebody with a phone: every method taps, and types into what was tapped. */
import type { Locator, Page } from "playwright-core";

type Input = Record<string, unknown>;

export class TouchPlayer {
  constructor(readonly page: Page) {}

  /** Finds an act by its name and fills in its form. */
  async act(tool: string, input: Input = {}): Promise<void> {
    const { page } = this;
    await page.locator(".room-columns").getByRole("button", { name: "Act", exact: true }).tap();
    await page.locator(".palette-input").tap();
    await page.locator(".palette-input").fill(tool);
    await page.locator(`[id="palette-${tool}"]`).tap();
    await page.locator("form.act-form").waitFor();
    for (const [field, value] of Object.entries(input))
      await this.fill(field, String(value).trim());
    await page.locator("form.act-form button[type=submit]").tap();
    const done = page.locator(".act-done p, .act-caution");
    await done.first().waitFor();
    if ((await page.locator(".act-caution").count()) > 0) {
      await page.locator("form.act-form button[type=submit]").tap();
      await page.locator(".act-done p").waitFor();
    }
  }

  /** Opens a panel: first the column in which panels are, then its tab. */
  async panel(name: string): Promise<void> {
    const columns = this.page.locator(".room-columns");
    await columns.getByRole("button", { name: "System" }).tap();
    await this.page.getByRole("tab", { name, exact: true }).tap();
  }

  async column(name: string): Promise<void> {
    await this.page.locator(".room-columns").getByRole("button", { name }).tap();
  }

  private async fill(field: string, value: string): Promise<void> {
    const control: Locator = this.page.locator(`form.act-form [name="${field}"]`);
    const type = await control.first().getAttribute("type");
    if (type === "radio") {
      await this.page.locator(`label:has([name="${field}"][value="${value}"])`).tap();
      return;
    }
    const tag = await control.first().evaluate((element) => element.tagName);
    if (tag === "SELECT") await control.selectOption(value);
    else {
      await control.tap();
      await control.fill(value);
    }
  }
}
