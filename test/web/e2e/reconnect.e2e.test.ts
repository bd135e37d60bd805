/** The server dies while somebody plays: the page says so, comes back by itself, and nothing that was confirmed is lost. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { Keyboard } from "./keyboard.js";
import { Asker } from "./runs.js";
import { openStage, type Stage } from "./stage.js";
import { enterRoom } from "./war-room.js";

describe.skipIf(!chromiumProgram.path)(
  titled("a server that is killed and comes back", chromiumProgram),
  () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await openStage();
    });
    afterAll(() => stage?.close());

    it("is told to whoever plays, who goes on where they were", { timeout: 300_000 }, async () => {
      const { page, context } = await stage.visitor();
      const asker = new Asker(context, stage.origin);
      const session = await asker.begin("first-page", "1x");
      await enterRoom(page, session);
      const timeline = page.getByRole("region", { name: "Timeline" });
      for (const [index, severity] of ["SEV-3", "SEV-2"].entries()) {
        const keyboard = new Keyboard(page);
        await keyboard.palette("declare_incident", "declare_incident");
        await page.locator("form.act-form").waitFor();
        await keyboard.fill("severity", severity);
        await keyboard.fill("title", `Some checkouts fail ${index}`);
        await keyboard.submit();
        // Only what the server has confirmed stands on the timeline.
        await timeline.getByText(`Some checkouts fail ${index}`).first().waitFor();
      }

      await stage.killServer();
      await page.getByText(/Connection lost at \d\d:\d\d:\d\d, reconnecting/).waitFor();
      await stage.restartServer();
      await page.getByText("Reconnected; nothing was lost.").waitFor();
      expect(await timeline.getByText("Some checkouts fail 1").count()).toBeGreaterThan(0);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(
        "Some checkouts fail 1",
      );

      // It is the same run, and it takes acts again.
      await asker.act(session, "set_speed", { speed: "paused" });
      await page.getByRole("button", { name: "Go on" }).waitFor();
      const { session: now } = await asker.ask("GET", `/sessions/${session}`);
      expect(now.status).toBe("live");
      // What a browser says of a connection that is refused is what this test is about.
      const complaints = stage.takeComplaints();
      expect(complaints.filter((one) => !/WebSocket|ERR_CONNECTION|ERR_SOCKET/.test(one))).toEqual(
        [],
      );
    });
  },
);
