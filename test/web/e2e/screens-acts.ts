/** Where something is done: the forms of the tools, the palette, and what is asked before an act. */
import type { Screen } from "./screen.js";
import { chooseBox, enterRoom, openForm } from "./war-room.js";

export const actScreens: readonly Screen[] = [
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
];
