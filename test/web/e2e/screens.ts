/** Every screen, dialog and state of the page, and how to get there. */
import type { Page, Route } from "playwright-core";
import type { Runs } from "./runs.js";

export interface Screen {
  name: string;
  /** Fewer elements than this can only mean that something else was shown. */
  leastElements: number;
  open: (page: Page, runs: Runs) => Promise<void>;
  /** What the browser says about errors that the screen is there to show. */
  expected?: RegExp;
}

const nowhere = "A".repeat(22);

const notFound = /the server responded with a status of 404/;
const failing = /status of 500|WebSocket|ERR_/;

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

async function chooseBox(page: Page, service: string): Promise<void> {
  await page.locator(`.react-flow__node[data-id="${service}"]`).focus();
  await page.keyboard.press("Enter");
  await page.locator(".act-offers-list").waitFor();
}

async function openForm(page: Page, tool: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette-input").waitFor();
  await page.keyboard.insertText(tool);
  await page.locator(`[id="palette-${tool}"]`).first().waitFor();
  await page.locator(`[id="palette-${tool}"]`).first().click();
}

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

export const screens: readonly Screen[] = [
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
  {
    name: "the war room, being set up",
    leastElements: 3,
    open: async (page, { live }) => {
      await page.routeWebSocket(/\/live$/, () => undefined);
      await page.goto(`/play/${live}`);
      await page.getByText("Loading the war room").waitFor();
    },
  },
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
  {
    name: "what can be done with a service",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await chooseBox(page, "checkout");
    },
  },
  ...[
    "roll_back",
    "restart_service",
    "scale_service",
    "post_status",
    "declare_incident",
    "escalate",
    "assign_role",
    "send_message",
  ].map(
    (tool): Screen => ({
      name: `the form of ${tool}`,
      leastElements: 90,
      open: async (page, { live }) => {
        await enterRoom(page, live);
        await openForm(page, tool);
        await page.locator("form.act-form").waitFor();
      },
    }),
  ),
  ...["set_call_policy", "block_calls", "set_flag", "shed_load", "shift_traffic", "next_phase"].map(
    (tool): Screen => ({
      name: `the form of ${tool}`,
      leastElements: 120,
      open: async (page, { large }) => {
        await enterRoom(page, large);
        await openForm(page, tool);
        await page.locator("form.act-form").waitFor();
      },
    }),
  ),
  {
    name: "a form that asks twice",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await openForm(page, "restart_service");
      await page.locator("form.act-form select").first().selectOption({ index: 1 });
      await page.locator("form.act-form button[type=submit]").click();
      await page.locator(".act-caution").waitFor();
    },
  },
  {
    name: "a form with mistakes",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await openForm(page, "post_status");
      await page.locator("form.act-form button[type=submit]").click();
      await page.locator(".field-error").first().waitFor();
    },
  },
  {
    name: "the palette",
    leastElements: 30,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.keyboard.press("Control+k");
      await page.locator(".palette-item").first().waitFor();
    },
  },
  {
    name: "the palette, when nothing is called that",
    leastElements: 4,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.keyboard.press("Control+k");
      await page.locator(".palette-input").fill("zzzz");
      await page.getByText("Nothing is called that").waitFor();
    },
  },
  {
    name: "the keys",
    leastElements: 30,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.getByRole("button", { name: "Keys and help" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "the speeds",
    leastElements: 6,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.getByRole("button", { name: /^Speed / }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "the question before a hint",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.getByRole("button", { name: /^Hint/ }).click();
      await page.locator(".hint-question").waitFor();
    },
  },
  {
    name: "the question before the end",
    leastElements: 5,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await openForm(page, "finish");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "a run that is over, being scored",
    leastElements: 5,
    open: async (page, { live }) => {
      let isOver = false;
      let end = () => {};
      await page.routeWebSocket(/\/live$/, (socket) => {
        socket.connectToServer().onMessage((text) => {
          const message = JSON.parse(String(text));
          if (message.type === "hello") {
            const clock = { ...message.clock, ended: true };
            const news = { rows: [], messages: [], alerts: [], deploys: [], entries: [] };
            end = () => {
              isOver = true;
              socket.send(JSON.stringify({ type: "frame", clock, news }));
              socket.send(JSON.stringify({ type: "progress", stage: "Scoring", share: 0.4 }));
            };
          }
          if (!isOver) socket.send(text);
        });
      });
      await enterRoom(page, live);
      await page.locator(".arrow-above").first().waitFor();
      end();
      await page.getByRole("dialog").getByText("Step 2 of 2").waitFor();
    },
  },
  {
    name: "a frozen view",
    leastElements: 90,
    open: async (page, { live }) => {
      await enterRoom(page, live);
      await page.locator(".header-freeze").click();
      await page.locator(".header-freeze[aria-pressed=true]").waitFor();
    },
  },
  {
    name: "a lost connection",
    leastElements: 90,
    expected: failing,
    open: async (page, { live }) => {
      let lose = () => {};
      let isLost = false;
      await page.routeWebSocket(/\/live$/, (socket) => {
        if (isLost) void socket.close({ code: 1012 });
        else {
          socket.connectToServer();
          lose = () => void socket.close({ code: 1012 });
        }
      });
      await enterRoom(page, live);
      isLost = true;
      lose();
      await page.getByText("Connection lost").waitFor();
    },
  },
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
