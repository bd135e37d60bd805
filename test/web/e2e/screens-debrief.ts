/** The debrief: all its parts, one that is not there yet, and those that are shared. */
import { notFound, nowhere, type Screen } from "./screen.js";

export const debriefScreens: readonly Screen[] = [
  ...(["how", "what", "why", "next"] as const).map(
    (screen): Screen => ({
      name: `the debrief, ${screen}`,
      leastElements: screen === "how" || screen === "why" ? 20 : 60,
      open: async (page, { done }) => {
        await page.goto(`/debrief/${done}/${screen}`);
        await page.locator(`.debrief-${screen} h2`).first().waitFor();
        if (screen === "what") await page.locator(".react-flow__node").first().waitFor();
      },
    }),
  ),
  {
    name: "the debrief, why, after one's own view",
    leastElements: 60,
    open: async (page, { done }) => {
      await page.goto(`/debrief/${done}/how`);
      await page.getByRole("button", { name: "Skip" }).click();
      await page.locator(".debrief-what h2").first().waitFor();
      await page.goto(`/debrief/${done}/why`);
      await page.locator(".debrief-why h2").first().waitFor();
    },
  },
  {
    name: "the debrief of a run that goes on",
    leastElements: 6,
    open: async (page, { live }) => {
      await page.goto(`/debrief/${live}`);
      await page.getByText("This run goes on").waitFor();
    },
  },
  {
    name: "a shared debrief",
    leastElements: 60,
    open: async (page, { shared }) => {
      await page.goto(`${shared}/why`);
      await page.getByText("Shared, read only").waitFor();
      await page.locator(".debrief-why h2").first().waitFor();
    },
  },
  {
    name: "a shared debrief that is not there",
    leastElements: 6,
    expected: notFound,
    open: async (page) => {
      await page.goto(`/shared/${nowhere}`);
      await page.getByText("There is no such debrief").waitFor();
    },
  },
];
