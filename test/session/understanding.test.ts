/** What is understood of what players say: read with what they said before, recorded, and never read otherwise later. */
import { describe, expect, test } from "vitest";
import { loadDrill } from "../../src/drill/load.js";
import {
  decodeJournal,
  type Entry,
  encodeJournal,
  openSession,
  replay,
  resume,
  type Session,
  understoodIn,
  whatIf,
} from "../../src/session/index.js";
import { judgeVersion } from "../../src/text/index.js";
import {
  act,
  drill,
  fixtureFolder,
  linesOf,
  open,
  openings,
  rechained,
  sealed,
  verifyText,
} from "./support.js";

const item = "bank-api-cascade/phase-1";
const say = (session: Session, text: string, atUs?: number) =>
  act(session, "send_message", { channel: "on-call", text }, atUs);
const metIn = (entry: Entry | undefined) =>
  Object.keys(understoodIn(entry ?? { effect: null })[0]?.met ?? {}).sort();
const last = (session: Session) => session.journal.entries.at(-1)!;

const command = "I take command of this incident.";
const first = "We stop the bleeding first, the cause can wait.";

/** A run in which something was said: the command, then what comes first, then the same in the next phase. */
async function talkedRun(clock: "stepped" | "wall" = "stepped"): Promise<Session> {
  const session = await open(clock);
  const at = (seconds: number) =>
    clock === "wall" ? drill.opensUs + seconds * 1_000_000 : undefined;
  await say(session, command, at(10));
  await say(session, first, at(30));
  await act(session, "next_phase", {}, at(60));
  await say(session, command, at(70));
  await act(session, "finish", {}, at(90));
  return session;
}

/** The journal's lines with one entry's understanding changed, and the chain made anew. */
async function withUnderstanding(
  session: Session,
  change: (understanding: Record<string, unknown>) => object,
): Promise<string> {
  const lines = linesOf(await sealed(session)).map((line) => JSON.parse(line));
  const entry = lines[1];
  entry.effect = { understood: entry.effect.understood.map(change) };
  return rechained(lines);
}

describe("what is understood", () => {
  test("is recorded with the judge, the item and the player's own phrases", async () => {
    const session = await open();
    await say(session, command);
    expect(last(session).effect).toEqual({
      understood: [
        { judge: judgeVersion, item, met: { "take-command": [expect.any(String)] } },
        { judge: judgeVersion, item: "bank-api-cascade/claims", met: {} },
      ],
    });
    const [phrase] = understoodIn(last(session))[0]!.met["take-command"]!;
    expect(command).toContain(phrase);
  });

  test("is of all that was said in the phase, so that one may go on and take back", async () => {
    const session = await open();
    await say(session, "The shop is down for all customers.");
    expect(metIn(last(session))).toEqual(["blast-radius"]);
    await act(session, "post_status", { state: "investigating", text: first });
    expect(metIn(last(session))).toEqual(["blast-radius", "mitigate-first"]);
    await say(session, "Correction: only a few customers are affected.");
    expect(metIn(last(session))).toEqual(["mitigate-first"]);
  });

  test("ends with the phase, and where a phase has no item only claims are read", async () => {
    const session = await talkedRun();
    const [one, two, , other] = session.journal.entries;
    const itemsIn = (entry: Entry | undefined) =>
      understoodIn(entry!).map(({ item: name }) => name);
    const claims = "bank-api-cascade/claims";
    expect([one, two, other].map(itemsIn)).toEqual([[item, claims], [item, claims], [claims]]);
    expect(session.room.said).toEqual([]);
  });

  test("has bounded phrases, whatever is said", async () => {
    const session = await open();
    const endless = `I ${"really \u0007\u202e".repeat(500)} take command of this incident.`;
    for (const text of [endless.slice(-4000), ...Array(5).fill(command.padEnd(4000, " x y z"))]) {
      await say(session, text);
    }
    for (const entry of session.journal.entries) {
      for (const phrases of Object.values(understoodIn(entry)[0]!.met)) {
        expect(phrases.length).toBeLessThanOrEqual(8);
        for (const phrase of phrases) expect(phrase).toMatch(/^[^\p{Cc}\p{Cf}]{1,200}$/u);
      }
    }
    const heard = session.room.said.reduce((sum, { length }) => sum + length, 0);
    expect(heard).toBeLessThanOrEqual(16_000);
  });

  test("a drill that names an item that does not exist is refused", async () => {
    const phases = drill.phases.map((phase) => ({ ...phase, item: "bank-api-cascade/phase-9" }));
    const seats = [{ seat: "player", player: "test" }];
    const options = { seed: 1, seats, clock: "stepped", openings } as const;
    await expect(
      openSession({ ...options, drill: { ...loadDrill(fixtureFolder), phases } }),
    ).rejects.toMatchObject({ code: "name-unknown", remedy: expect.stringContaining("phase-") });
  });
});

describe("what was understood holds again", () => {
  const other = (understanding: Record<string, unknown>) => ({
    ...understanding,
    judge: "0",
    met: { "assign-roles": ["as it was read then"] },
  });

  test("in a replay, in a resumed run and from a checkpoint", async () => {
    const session = await talkedRun();
    const { header, entries } = session.journal;
    const recorded = entries.map((entry) =>
      understoodIn(entry).length > 0
        ? { ...entry, effect: { understood: understoodIn(entry).map(other) } }
        : entry,
    ) as Entry[];
    const [, ...lines] = rechained([header, ...recorded]).split("\n");
    const old = {
      header,
      entries: lines.slice(0, -1).map((line) => JSON.parse(line)),
      footer: null,
    };
    const replayed = await replay(old, drill, { openings });
    expect(replayed.problems).toEqual([]);
    expect(encodeJournal(replayed.session.journal)).toBe(encodeJournal(old));

    const half = { ...old, entries: old.entries.slice(0, 1) };
    const resumed = await resume(half, drill, { openings });
    expect(metIn(last(resumed))).toEqual(["assign-roles"]);
    await say(resumed, first);
    expect(metIn(last(resumed))).toEqual(["mitigate-first", "take-command"]);
    expect(metIn(last(resumed.fork()))).toEqual(["mitigate-first", "take-command"]);

    const checkpoint = await resumed.checkpoint();
    const { session: copy } = await replay(resumed.journal, drill, { openings, checkpoint });
    await say(copy, "Updates every ten minutes.");
    await say(resumed, "Updates every ten minutes.");
    expect(encodeJournal(copy.journal)).toBe(encodeJournal(resumed.journal));
  });

  test("in what-if, except for words that followed on the ones left out", async () => {
    const journal = await sealed(await talkedRun("wall"));
    const looked = { tool: "show_topology", input: {} };
    const early = { kind: "add", atUs: drill.opensUs + 5_000_000, action: looked } as const;
    const { altered: same } = await whatIf(journal, drill, early, { openings });
    expect(metIn(same.journal.entries[2])).toEqual(["mitigate-first", "take-command"]);
    const { original, altered } = await whatIf(
      journal,
      drill,
      { kind: "drop", entry: 1 },
      { openings },
    );
    expect(metIn(original.journal.entries[1])).toEqual(["mitigate-first", "take-command"]);
    expect(metIn(altered.journal.entries[0])).toEqual(["mitigate-first"]);
  });

  test("an edited understanding of this judge is found, though the chain was made anew", async () => {
    const forged = await withUnderstanding(await talkedRun(), (understanding) => ({
      ...understanding,
      met: { "take-command": [command], "assign-roles": [command] },
    }));
    expect(await verifyText(forged)).toMatchObject({
      verdict: "mismatch",
      problems: [
        { line: 2, what: "what was understood of send_message is not what its words say" },
      ],
    });
  });

  test("of another judge it cannot be checked, and verify says so and goes on", async () => {
    const session = await talkedRun();
    expect(await verifyText(encodeJournal(await sealed(session)))).toMatchObject({
      verdict: "match",
      otherJudges: [],
    });
    expect(await verifyText(await withUnderstanding(session, other))).toMatchObject({
      verdict: "match",
      otherJudges: ["0"],
    });
  });

  test("and can be read anew as a whole, to be compared with what is recorded", async () => {
    const session = await talkedRun();
    const forged = decodeJournal(
      new TextEncoder().encode(await withUnderstanding(session, other)),
    ) as Extract<ReturnType<typeof decodeJournal>, { state: "sound" }>;
    expect(metIn(forged.journal.entries[0])).toEqual(["assign-roles"]);
    const { session: reread } = await replay(forged.journal, drill, { openings, reread: "all" });
    expect(metIn(reread.journal.entries[0])).toEqual(["take-command"]);
    expect(encodeJournal(await sealed(reread))).toBe(encodeJournal(session.journal));
  });

  test("words cannot be put into an act that has none, nor taken out of one that has", async () => {
    const session = await talkedRun();
    const without = linesOf(await sealed(session)).map((line) => JSON.parse(line));
    without[1].effect = null;
    expect((await verifyText(rechained(without))).verdict).toBe("mismatch");
    const moved = linesOf(await sealed(session)).map((line) => JSON.parse(line));
    moved[3].effect = { understood: moved[1].effect.understood.map(other) };
    expect((await verifyText(rechained(moved))).verdict).toBe("mismatch");
  });
});
