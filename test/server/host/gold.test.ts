/** Nothing that gives the cause or the scoring away may be sent before the run is over. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Drill } from "../../../src/drill/drill.js";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import type { Problem } from "../../../src/drill/problem.js";
import { findPlayer } from "../../../src/players/index.js";
import type { Observation } from "../../../src/session/index.js";
import { freshId, freshPool, Viewer } from "./support.js";

const root = mkdtempSync(join(tmpdir(), "smokejumper-gold-"));
const folder = join(root, "first-page");
const canaries = ["canary-rubric-5b1e", "canary-hint-90cd", "canary-later-77aa"];

beforeAll(() => {
  cpSync(join(shippedDrills, "first-page"), folder, { recursive: true });
  const plant = (file: string, change: (text: string) => string) => {
    const path = join(folder, file);
    const before = readFileSync(path, "utf8");
    const after = change(before);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
  };
  // What is said of a criterion, what a hint says, and what comes only if nothing is done.
  plant("rubric.yaml", (text) =>
    text.replaceAll(/(strength|improvement): (?=\w)/g, `$1: ${canaries[0]} `),
  );
  plant("drill.yaml", (text) =>
    text
      .replace("When something that worked stops working", `${canaries[1]} When something`)
      .replace("I am taking this over", `${canaries[2]} I am taking this over`),
  );
});
afterAll(() => rmSync(root, { recursive: true }));

/** A text as it looks inside a base64 text, wherever it begins there, without the ends that depend on neighbours. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${"x".repeat(shift)}${text}`).toString("base64");
    return encoded.replace(/=+$/, "").slice(shift === 0 ? 0 : 4, -2);
  });
}

test("a reference run is told nothing of it: no message, no answer, in plain text or base64", async () => {
  const drill: Drill = loadDrill(folder);
  const { pool } = await freshPool({ drillsFolder: root });
  const id = freshId();
  await pool.open({ id, player: "tester", drill: "first-page", seed: 1, speed: "paused" });
  const viewer = new Viewer(pool, id);
  const hello = await viewer.first("hello");
  const answers: unknown[] = [];

  const player = findPlayer("reference", drill, 1);
  const observations: Observation[] = [];
  let refused: Problem | null = null;
  for (;;) {
    const { clock, news } = viewer.shown;
    const inbox = news.messages.map(({ clock: at, ...message }) => ({ at, ...message }));
    const opening = { ...hello.drill, clock: "", inbox, ends: "", ended: false };
    const view = { opening, observations, tools: hello.tools, nowUs: clock.nowUs, refused };
    const action = await player.next(view as never);
    if (action === null || action.tool === "finish") break;
    const acted = await pool.act(id, action);
    observations.push(acted.observation as Observation);
    refused = null;
    // What players say themselves is their own.
    answers.push({ ...acted, entry: { ...acted.entry, input: null } });
  }
  expect(observations.length).toBeGreaterThan(8);

  const sent = JSON.stringify([
    answers,
    viewer.messages.map((message) =>
      "news" in message
        ? {
            ...message,
            news: {
              ...message.news,
              entries: message.news.entries.map(({ input: _, ...entry }) => entry),
            },
          }
        : message,
    ),
  ]).toLowerCase();
  for (const secret of [...canaries, ...drill.gold]) {
    expect(sent).not.toContain(secret.toLowerCase());
    for (const form of base64Forms(secret)) expect(sent).not.toContain(form.toLowerCase());
  }

  // The same secrets are found where they may be, so the search is no blind one.
  await pool.act(id, { tool: "finish", input: {} });
  await viewer.first("done");
  expect(JSON.stringify(await pool.debrief(id))).toContain(canaries[0]);
  expect(base64Forms(canaries[1]!).some((form) => btoa(`"${canaries[1]}"`).includes(form))).toBe(
    true,
  );
});
