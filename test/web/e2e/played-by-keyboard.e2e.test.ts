/** Both drills played to their scorecards through the page by keyboard alone. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { chromiumProgram, titled } from "../../support/needed-program.js";
import { smokejumper } from "../../support/smokejumper.js";
import { type TemporaryFolder, temporaryFolder } from "../../support/temporary-folder.js";
import { KeyboardPlayer, referencePlan } from "./played.js";
import { openStage, type Stage } from "./stage.js";

describe.skipIf(!chromiumProgram.path)(titled("playing by keyboard alone", chromiumProgram), () => {
  let stage: Stage;
  let folder: TemporaryFolder;

  beforeAll(async () => {
    folder = temporaryFolder();
    stage = await openStage();
  });
  afterAll(async () => {
    await stage?.close();
    folder?.remove();
  });
  afterEach(() => expect(stage.takeComplaints()).toEqual([]));

  it.each([
    { drill: "first-page", title: "Your first page" },
    { drill: "bank-api-cascade", title: "Checkout is down" },
  ])(
    "$drill comes to the score that its journal gives in the terminal",
    { timeout: 600_000 },
    async ({ drill, title }) => {
      const { page, context } = await stage.visitor();
      const player = new KeyboardPlayer(page);
      await player.start(title, "10x");
      await player.play(referencePlan(drill));
      expect(player.focusLostAfter).toEqual([]);
      await page.waitForURL("**/debrief/**");
      const summary = await page.request.get(`/api/v1/sessions/${player.session}`);
      const { session } = await summary.json();
      const path = join(folder.path, `${drill}.jsonl`);
      writeFileSync(path, await player.journal());
      await context.close();

      const [replayed, verified] = await Promise.all([
        smokejumper("replay", path, "--json"),
        smokejumper("verify", path),
      ]);
      expect(replayed).toMatchObject({ exit: 0, error: "" });
      const { score, verdict, journal, seed } = JSON.parse(replayed.out);
      const { points, max } = score;
      expect(session).toMatchObject({ status: "done", seed, verdict, points, max });
      expect(journal.entries).toBe(session.entries);
      expect(session.verdict).toBe("passed");
      expect(verified).toMatchObject({ exit: 0 });
    },
  );
});
