import { describe, expect, test } from "vitest";
import {
  type Entry,
  encodeJournal,
  openSession,
  replay,
  resume,
  whatIf,
} from "../../src/session/index.js";
import { act, drill, open, openings, playedRun, sealed } from "./support.js";

describe("replay", () => {
  test("gives the same journal and the same world, bit for bit", async () => {
    const session = await playedRun();
    const journal = await sealed(session);
    const again = await replay(journal, drill, { openings });
    expect(again.problems).toEqual([]);
    expect(encodeJournal(await sealed(again.session))).toBe(encodeJournal(journal));
    expect(again.session.view().worldHash()).toBe(session.view().worldHash());
  });

  test("can stop at any moment, and looking at one changes nothing", async () => {
    const session = await playedRun();
    const { journal } = session;
    const untilUs = journal.entries[3]!.atUs + 1;
    const part = await replay(journal, drill, { openings, untilUs });
    expect(part.session.journal.entries).toEqual(journal.entries.slice(0, 4));
    const there = await part.session.lookAt(untilUs);
    expect(there.nowUs).toBe(Math.max(untilUs, part.session.nowUs));
    expect(part.session.journal.entries).toHaveLength(4);
  });

  test("refuses another edition of the drill and says which part differs", async () => {
    const { journal } = await playedRun();
    const other = { ...drill, hashes: { ...drill.hashes, prose: "0".repeat(64) } };
    await expect(replay(journal, other, { openings })).rejects.toMatchObject({
      code: "journal-drill",
      message: expect.stringContaining("prose"),
    });
  });

  test("different seeds give different journals", async () => {
    const [one, two] = [await open("stepped", 1), await open("stepped", 2)];
    await act(one, "show_topology");
    await act(two, "show_topology");
    const [first, second] = [one, two].map(({ journal }) => journal.entries[0] as Entry);
    expect(first!.observation).not.toBe(second!.observation);
  });
});

describe("a fork", () => {
  test("goes on by itself: equal acts give equal worlds, other acts leave the first alone", async () => {
    const session = await open();
    await act(session, "show_topology");
    const fork = session.fork();
    await act(fork, "roll_back", { service: "back" });
    const hash = session.view().worldHash();
    await fork.runToEnd();
    expect(session.view().worldHash()).toBe(hash);
    expect(session.journal.entries).toHaveLength(1);

    await act(session, "roll_back", { service: "back" });
    await session.runToEnd();
    expect(session.view().worldHash()).toBe(fork.view().worldHash());
    expect(encodeJournal(await sealed(session))).toBe(encodeJournal(await sealed(fork)));
  });
});

describe("resume", () => {
  test("goes on where the journal ends, to the same end", async () => {
    const whole = await playedRun();
    const journal = { ...whole.journal, entries: whole.journal.entries.slice(0, 4) };
    const session = await resume(journal, drill, { openings });
    for (const { tool, input } of whole.journal.entries.slice(4)) await act(session, tool, input);
    expect(encodeJournal(await sealed(session))).toBe(encodeJournal(await sealed(whole)));
  });

  test("refuses a finished run and one that does not match", async () => {
    const journal = await sealed(await playedRun());
    await expect(resume(journal, drill, { openings })).rejects.toMatchObject({
      code: "session-finished",
    });
    const [first, ...rest] = journal.entries;
    const entries = [{ ...first!, atUs: 0 }, ...rest];
    await expect(
      resume({ ...journal, entries, footer: null }, drill, { openings }),
    ).rejects.toMatchObject({ code: "journal-mismatch", exitCode: 1, where: "line 2" });
  });
});

describe("what if", () => {
  const failures = (session: Awaited<ReturnType<typeof open>>) => {
    const { failed, abandoned } = session
      .view()
      .telemetry.users(null, null, drill.opensUs, drill.endsUs);
    return failed + abandoned;
  };

  test("the run as it was ends in the very world that was recorded", async () => {
    const journal = await sealed(await playedRun());
    const { original } = await whatIf(journal, drill, { kind: "drop", entry: 1 }, { openings });
    expect(original.view().worldHash()).toBe(journal.footer!.worldHash);
  });

  test("dropping the cure costs users, dropping a look costs none", async () => {
    const journal = await sealed(await playedRun());
    const cure = journal.entries.find(({ tool }) => tool === "roll_back")!.entry;
    const without = await whatIf(journal, drill, { kind: "drop", entry: cure }, { openings });
    expect(failures(without.altered)).toBeGreaterThan(failures(without.original) + 100);
    const unseen = await whatIf(journal, drill, { kind: "drop", entry: 1 }, { openings });
    expect(failures(unseen.altered)).toBe(failures(unseen.original));
  });

  test("the cure given earlier saves users, by the same luck", async () => {
    const journal = await sealed(await playedRun());
    const action = { tool: "roll_back", input: { service: "back" } };
    const atUs = drill.opensUs + 1_000_000;
    const { original, altered } = await whatIf(
      journal,
      drill,
      { kind: "add", atUs, action },
      { openings },
    );
    expect(failures(altered)).toBeLessThan(failures(original) / 2);
    const offered = [original, altered].map(
      (session) => session.view().telemetry.users(null, null, drill.opensUs, drill.endsUs).offered,
    );
    expect(offered[0]).toBe(offered[1]);
  });

  test("refuses entries and moments that are not there, and actions that are not legal", async () => {
    const { journal } = await playedRun();
    const attempt = (alteration: Parameters<typeof whatIf>[2]) =>
      expect(whatIf(journal, drill, alteration, { openings })).rejects;
    await attempt({ kind: "drop", entry: 99 }).toMatchObject({ code: "journal-entry-unknown" });
    const action = { tool: "roll_back", input: { service: "nothing" } };
    await attempt({ kind: "add", atUs: 0, action }).toMatchObject({ code: "clock-outside" });
    await attempt({ kind: "add", atUs: drill.opensUs, action }).toMatchObject({
      code: "name-unknown",
    });
  });
});

describe("catching up", () => {
  test("breathes between slices, so that others can run", async () => {
    const clocks: number[] = [];
    const session = await openSession({
      drill,
      seed: 1,
      seats: [{ seat: "player", player: "test" }],
      clock: "wall",
      openings,
      breathe: async (nowUs) => void clocks.push(nowUs),
    });
    await session.catchUp(drill.opensUs + 10_000_000);
    expect(clocks).toHaveLength(10);
    expect(clocks).toEqual(clocks.toSorted((a, b) => a - b));
  });

  test("is for wall clocks only, since only actions move a stepped one", async () => {
    const session = await open();
    expect(() => session.catchUp(drill.endsUs)).toThrow(RangeError);
  });
});
