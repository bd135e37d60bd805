/** Nothing that gives the answer away is in any byte that a player is sent before the debrief. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadDrill, shippedDrills } from "../../../src/drill/load.js";
import { findPlayer, runPlayer } from "../../../src/players/index.js";
import { type Entry, MemoryOpenings } from "../../../src/session/index.js";
import { verifyBytes } from "./journal.js";
import { ask, type LiveClient, Player, startServer } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "smokejumper-canary-"));
afterAll(() => rmSync(folder, { recursive: true }));

const canaries = {
  strength: "canary-strength-5f0a",
  improvement: "canary-improvement-9b3e",
  hint: "canary-hint-27c1",
  gold: "canary-gold-d84f",
  script: "canary-script-61aa",
  /** What was understood of words names what the rubric asks for. */
  understood: '"judge":"',
};

/** In a phase with an item, messages are read. */
const phases =
  "phases: [{ id: all, title: All of it, minutes: 5, item: bank-api-cascade/phase-1 }]";

/** The first drill, with words of its own in everything that players must not see. */
function plantedDrill() {
  const drill = join(folder, "first-page");
  cpSync(join(shippedDrills, "first-page"), drill, { recursive: true });
  const change = (file: string, ...changes: [RegExp, string][]) => {
    let text = readFileSync(join(drill, file), "utf8");
    for (const [pattern, planted] of changes) {
      expect(text).toMatch(pattern);
      text = text.replace(pattern, planted);
    }
    writeFileSync(join(drill, file), text);
  };
  change(
    "rubric.yaml",
    [/(strength: )/g, `$1${canaries.strength} `],
    [/(improvement: >-\n\s+)/g, `$1${canaries.improvement} `],
  );
  change(
    "drill.yaml",
    [/(hints:\n(?:.*\n)*?\s+text: >-\n\s+)/, `$1${canaries.hint} `],
    [/(gold:\n)/, `$1  - ${canaries.gold}\n`],
    [/(\nchannels:)/, `\n${phases}\n$1`],
  );
  change("players/reference.yaml", [/^/, `# ${canaries.script}\n`]);
  return loadDrill(drill);
}

/** How a text looks inside of base64, wherever in it it stands. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((offset) => {
    const encoded = Buffer.from("\0".repeat(offset) + text).toString("base64");
    return encoded.slice([0, 2, 3][offset], Math.floor((offset + text.length) / 3) * 4);
  });
}

test("a text is found in base64, wherever in it it stands", () => {
  for (let before = 0; before < 6; before++) {
    const encoded = Buffer.from(`${"é!".repeat(before)}${canaries.gold} and more`).toString(
      "base64",
    );
    expect(base64Forms(canaries.gold).some((form) => encoded.includes(form))).toBe(true);
  }
});

test("the reference run over a live socket shows no gold until the debrief", async () => {
  const drill = plantedDrill();
  const player = findPlayer("reference", drill, 1);
  const { journal } = await runPlayer({ drill, seed: 1, player, openings: new MemoryOpenings() });

  const server = await startServer({ drillsFolder: folder });
  const own = new Player(server.port);
  const sent: string[] = [];
  const read = async (path: string) => {
    const answer = await ask(server.port, "GET", path, { headers: own.authorization });
    sent.push(JSON.stringify(answer.headers), answer.bytes.toString("latin1"), answer.text);
    return answer;
  };
  const begun = await own.ask("POST", "/sessions", { body: { drill: drill.id, seed: 1 } });
  sent.push(begun.text);
  const { id } = begun.json.session;
  const everything = async () => {
    for (const path of ["drills", "openapi.json", "sessions", "health", "me/export"])
      await read(`/api/v1/${path}`);
    for (const part of [
      "",
      "/journal",
      "/debrief",
      "/reference",
      "/entries/1",
      "/entries/99",
      "/live",
    ]) {
      await read(`/api/v1/sessions/${id}${part}`);
    }
  };

  const live = await own.watch(id);
  await live.until("hello");
  await everything();
  // The drill's end is the last moment before the debrief: what comes with the answer to it is looked at as well.
  for (const entry of journal.entries.slice(0, -1)) await playAt(live, entry, drill.opensUs);
  await everything();
  const last = journal.entries.at(-1)!;
  expect(last.tool).toBe("finish");
  await live.act(last.tool, last.input);
  await live.until("done");
  sent.push(...live.texts);

  expect(live.received.filter(({ type }) => type === "acted").length).toBeGreaterThanOrEqual(
    journal.entries.length,
  );
  const plain = sent.join("\n");
  const lowerCase = plain.toLowerCase();
  for (const canary of [...Object.values(canaries), ...drill.gold]) {
    expect(lowerCase.includes(canary), canary).toBe(false);
    for (const form of base64Forms(canary)) expect(plain.includes(form), canary).toBe(false);
  }

  // The same search finds them where they belong, and the run was one that earns points.
  const debrief = await own.get(`/sessions/${id}/debrief`);
  expect(debrief.text).toContain(canaries.strength);
  expect(debrief.json.score.verdict).toBe("passed");
  expect(server.faults).toEqual([]);
  const bytes = (await own.get(`/sessions/${id}/journal`)).bytes;
  expect(bytes.toString()).toContain(canaries.understood);
  expect(bytes.toString().trimEnd().split("\n").length).toBeGreaterThan(journal.entries.length);
  await server.close();
});

test("the journal of the same run without canaries passes verify", async () => {
  const drill = loadDrill(join(shippedDrills, "first-page"));
  const player = findPlayer("reference", drill, 2);
  const { journal } = await runPlayer({ drill, seed: 2, player, openings: new MemoryOpenings() });
  const server = await startServer();
  const own = new Player(server.port);
  const { id } = await own.begin({ seed: 2 });
  const live = await own.watch(id);
  await live.until("hello");
  for (const entry of journal.entries) await playAt(live, entry, drill.opensUs);
  await live.until("done");
  const bytes = (await own.get(`/sessions/${id}/journal`)).bytes;
  expect(await verifyBytes(bytes)).toMatchObject({ verdict: "match", problems: [] });
  expect((await own.get(`/sessions/${id}`)).json.session.verdict).toBe("passed");
  await server.close();
});

/** Takes an act no earlier than it was taken in the model run; what is left until then is waited for. */
async function playAt(
  live: LiveClient,
  { tool, input, atUs }: Entry,
  opensUs: number,
): Promise<void> {
  const nowUs = live.received.reduce((latest, message) => {
    if (message.type === "hello" || message.type === "frame")
      return Math.max(latest, message.clock.nowUs);
    return message.type === "acted" ? Math.max(latest, message.entry.atUs) : latest;
  }, opensUs);
  const seconds = Math.floor((atUs - nowUs) / 1_000_000);
  if (seconds > 0) expect(await live.act("wait", { seconds })).toMatchObject({ type: "acted" });
  expect(await live.act(tool, input), tool).toMatchObject({ type: "acted" });
}
