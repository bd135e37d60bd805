/** What somebody who cannot see the page is told of it: enough to say whether two screens are the same. */
import type { Page } from "playwright-core";

export interface ScreenText {
  header: string;
  timeline: string;
  panel: string;
  people: string;
}

/** The accessible text of the parts of the war room. */
export async function screenText(page: Page): Promise<ScreenText> {
  const parts = {
    header: page.locator(".room-header"),
    timeline: page.getByRole("region", { name: "Timeline" }),
    panel: page.locator(".room-main .tabs-panel"),
    people: page.locator("#people"),
  };
  const texts = await Promise.all(
    Object.entries(parts).map(async ([name, part]) => [name, await part.ariaSnapshot()] as const),
  );
  return Object.fromEntries(texts) as unknown as ScreenText;
}
