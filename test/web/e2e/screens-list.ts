/** The list of drills in all its states, and what an address shows that leads nowhere. */
import type { Route } from "playwright-core";
import { failing, notFound, nowhere, type Screen } from "./screen.js";

const problem = (route: Route) =>
  route.fulfill({
    status: 500,
    contentType: "application/json",
    body: JSON.stringify({
      schema: "smokejumper.problem/1",
      code: "fault",
      message: "something is broken on our side",
      where: null,
      remedy: "try again",
    }),
  });

export const listScreens: readonly Screen[] = [
  {
    name: "the list of drills",
    leastElements: 40,
    open: async (page) => {
      await page.goto("/");
      await page.locator(".run-list").waitFor();
    },
  },
  {
    name: "the list of drills, asking before a run is deleted",
    leastElements: 40,
    open: async (page) => {
      await page.goto("/");
      await page
        .getByRole("button", { name: /^Delete / })
        .first()
        .click();
      await page.locator(".run-question").waitFor();
    },
  },
  {
    name: "the list of drills, loading",
    leastElements: 10,
    open: async (page) => {
      // Never answered, as when the server is far away.
      await page.route("**/api/v1/**", () => undefined);
      await page.goto("/");
      await page.getByText("Loading the drills").waitFor();
    },
  },
  {
    name: "the list of drills, failing",
    leastElements: 10,
    expected: failing,
    open: async (page) => {
      await page.route("**/api/v1/**", problem);
      await page.goto("/");
      await page.getByText("The drills could not be loaded").waitFor();
    },
  },
  {
    name: "a page that is not there",
    leastElements: 4,
    expected: notFound,
    open: async (page) => {
      await page.goto("/no/such/page/at/all");
      await page.getByText("There is no such page").waitFor();
    },
  },
  {
    name: "a run that is not there",
    leastElements: 4,
    expected: /status of 404|WebSocket/,
    open: async (page) => {
      await page.goto(`/play/${nowhere}`);
      await page.getByText("There is no such run").waitFor();
    },
  },
];
