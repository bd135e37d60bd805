/** The war room in the states that the connection and the clock bring it into. */
import { failing, type Screen } from "./screen.js";
import { enterRoom } from "./war-room.js";

export const stateScreens: readonly Screen[] = [
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
];
