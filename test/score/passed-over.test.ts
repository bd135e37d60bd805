/** Who works on one part of a drill alone is not judged by the others. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadDrill } from "../../src/drill/load.js";
import { finishRun } from "../../src/score/index.js";
import type { Session } from "../../src/session/index.js";
import { folderWithCast, openTalk } from "../session/cast/support.js";
import { act, openings } from "../session/support.js";

const folder = folderWithCast();
const path = join(folder, "rubric.yaml");
writeFileSync(
  path,
  readFileSync(path, "utf8").replace("title: Fixed\n", "title: Fixed\n    phases: [see]\n"),
);
const drill = loadDrill(folder);

async function scoreOf(play: (session: Session) => Promise<unknown>) {
  const session = await openTalk(drill);
  await play(session);
  await act(session, "finish", {}, session.nowUs);
  return (await finishRun(session, openings, async () => undefined)).document;
}

const jump = (session: Session, input = {}) => act(session, "next_phase", input, session.nowUs);

describe("a phase that is passed over", () => {
  test("is told, and what it would show is not judged", async () => {
    const document = await scoreOf(async (session) => {
      const { result } = await jump(session, { to: "mend" });
      expect(result).toMatchObject({ changed: true, phase: "mend", notJudged: ["see"] });
    });
    expect(document.score.unjudged).toContain("fixed");
    expect(document.score.dimensions.find(({ id }) => id === "fixed")).toMatchObject({
      level: "not-judged",
      points: null,
    });
    expect(document.verdict).toBe("incomplete");
  });

  test("is none that was worked in, however short", async () => {
    const document = await scoreOf(async (session) => {
      await act(session, "list_alerts", {}, session.nowUs);
      await jump(session, { to: "mend" });
    });
    expect(document.score.unjudged).not.toContain("fixed");
    expect(document.verdict).toBe("failed");
  });

  test("is none that was ended in the ordinary way", async () => {
    const document = await scoreOf((session) => jump(session));
    expect(document.score.unjudged).not.toContain("fixed");
  });
});

test("nobody goes back", async () => {
  const session = await openTalk(drill);
  await jump(session);
  const { result } = await jump(session, { to: "mend" });
  expect(result).toMatchObject({ changed: false, phase: "mend" });
});
