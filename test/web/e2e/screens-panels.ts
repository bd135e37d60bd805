/** The panels of the war room, each with something to show. */
import type { Screen } from "./screen.js";
import { enterRoom } from "./war-room.js";

export const panelScreens: readonly Screen[] = [
  {
    name: "the map",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.locator(".react-flow__node").first().waitFor();
    },
  },
  {
    name: "the map of the large drill",
    leastElements: 150,
    open: async (page, { large }) => {
      await enterRoom(page, large);
      await page.locator(".react-flow__node").first().waitFor();
    },
  },
  {
    name: "the map as tables",
    leastElements: 120,
    open: async (page, { large }) => {
      await enterRoom(page, large);
      await page.getByRole("button", { name: "Table" }).click();
      await page.locator(".map-table").waitFor();
    },
  },
  {
    name: "the map as a tree",
    leastElements: 60,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.getByRole("button", { name: "Tree" }).click();
      await page.locator(".map-tree").waitFor();
    },
  },
  {
    name: "the charts",
    leastElements: 200,
    open: async (page, { live }) => {
      await enterRoom(page, live, "charts");
      await page.locator(".chart .u-wrap").first().waitFor();
    },
  },
  {
    name: "the charts as tables",
    leastElements: 400,
    open: async (page, { live }) => {
      await enterRoom(page, live, "charts");
      await page.getByRole("button", { name: "Data as tables" }).click();
      await page.locator(".chart table").first().waitFor();
    },
  },
  {
    name: "a large chart",
    leastElements: 20,
    open: async (page, { live }) => {
      await enterRoom(page, live, "charts");
      await page
        .getByRole("button", { name: /^Large: / })
        .first()
        .click();
      await page.getByRole("dialog").locator(".u-wrap").waitFor();
    },
  },
  {
    name: "the logs",
    leastElements: 120,
    open: async (page, { live }) => {
      await enterRoom(page, live, "logs");
      await page.locator(".log-table").waitFor();
    },
  },
  {
    name: "the logs, when nothing matches",
    leastElements: 60,
    open: async (page, { live }) => {
      await enterRoom(page, live, "logs?text=nothing-says-this");
      await page.getByText("No lines match").waitFor();
    },
  },
  {
    name: "the traces",
    leastElements: 100,
    open: async (page, { live }) => {
      await enterRoom(page, live, "traces");
      await page.locator(".trace-list").waitFor();
    },
  },
  {
    name: "one trace",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live, "traces");
      await page.locator(".trace-list a, .trace-list button").first().click();
      await page.locator(".trace-view, .waterfall").first().waitFor();
    },
  },
  {
    name: "the deploys",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live, "deploys");
      await page.locator(".running-service").first().waitFor();
    },
  },
  {
    name: "the runbook",
    leastElements: 60,
    open: async (page, { live }) => {
      await enterRoom(page, live, "runbook");
      await page.locator(".runbook-link").first().waitFor();
    },
  },
  {
    name: "the postmortem",
    leastElements: 60,
    open: async (page, { large }) => {
      await enterRoom(page, large, "postmortem");
      await page.locator(".postmortem").waitFor();
      await page.getByRole("button", { name: "Add to Timeline" }).click();
    },
  },
  {
    name: "the postmortem, with mistakes",
    leastElements: 60,
    open: async (page, { large }) => {
      await enterRoom(page, large, "postmortem");
      await page.locator(".postmortem").waitFor();
      await page.getByLabel("Owner of row 1").fill("Mateo");
      await page.getByRole("button", { name: "Write postmortem" }).click();
      await page.locator(".field-error").first().waitFor();
    },
  },
  {
    name: "the postmortem, written",
    leastElements: 60,
    open: async (page, { large }) => {
      await enterRoom(page, large, "postmortem");
      await page.getByLabel("Summary").fill("The bank was slow, and nothing limited the wait.");
      await page.getByLabel("Impact").fill("The shop was down for 3 hours.");
      await page.getByRole("button", { name: "Add to Timeline" }).click();
      await page.getByLabel("Time of row").last().fill("23:59");
      await page.getByLabel("What happened of row").last().fill("It was over");
      await page.getByRole("button", { name: "Write postmortem" }).click();
      await page.locator(".postmortem-contradicted").waitFor();
    },
  },
];
