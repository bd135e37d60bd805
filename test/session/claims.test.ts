/** What players say of their run is held against it: figures, deeds, their times, and what failed first. */
import { beforeEach, describe, expect, test } from "vitest";
import {
  encodeJournal,
  type JsonObject,
  type Session,
  understoodIn,
} from "../../src/session/index.js";
import { act, drill, open, verifyText } from "./support.js";

let session: Session;
beforeEach(async () => {
  session = await open();
});

const claimsIn = ({ journal }: Session) => understoodIn(journal.entries.at(-1)!).at(-1)!;
const say = (text: string) => act(session, "send_message", { channel: "on-call", text });

describe("a message", () => {
  test("that claims a deed is refuted until the deed is done", async () => {
    await say("We rolled back the back end.");
    expect(claimsIn(session)).toMatchObject({
      met: {},
      refuted: { "rolled-back": [expect.any(String)] },
    });
    await act(session, "roll_back", { service: "back" });
    await say("We rolled back the back end.");
    expect(claimsIn(session)).toMatchObject({ met: { "rolled-back": [expect.any(String)] } });
    expect(claimsIn(session).refuted).toBeUndefined();
  });

  test("is not refuted by an act that changed nothing, nor for what it plans, asks or denies", async () => {
    await act(session, "set_flag", { flag: "store-later", on: false });
    await say("We turned the flag off.");
    expect(claimsIn(session).refuted).toHaveProperty("set-flag");
    await say("Shall we shed load? We did not roll back, and we could set a retry budget.");
    expect(claimsIn(session)).toMatchObject({ met: {} });
    expect(claimsIn(session).refuted).toBeUndefined();
  });

  test("asks for the kind of change that it tells of", async () => {
    await act(session, "set_call_policy", { call: "*", timeout: "1 s" });
    await say("We set a retry budget on every call.");
    expect(claimsIn(session).refuted).toHaveProperty("limited-retries");
    await act(session, "set_call_policy", { call: "*", retryBudget: "10 %" });
    await say("We set a retry budget on every call.");
    expect(claimsIn(session).refuted).toBeUndefined();
  });

  test("that says who failed first is held against the alerts", async () => {
    await act(session, "wait", { seconds: 120 });
    await say("Order failed first.");
    expect(claimsIn(session).refuted).toHaveProperty("order-first");
  });
});

describe("a postmortem", () => {
  const postmortem = {
    summary: "The release stored more slowly, and nothing limited how long a caller waits.",
    impact: "Users could not buy for some minutes.",
    timeline: [] as { at: string; text: string }[],
    causes: ["There was no breaker, so every thread was held."],
    actions: [{ text: "Add a retry budget to the shared client", owner: "Priya", due: "3 April" }],
  };
  const write = async (change: Partial<typeof postmortem>) =>
    (await act(session, "write_postmortem", { ...postmortem, ...change })).result as {
      written: boolean;
      contradicted: string[];
    };
  const understood = () => understoodIn(session.journal.entries.at(-1)!)[0]!;

  beforeEach(async () => {
    await act(session, "wait", { seconds: 60 });
    await act(session, "roll_back", { service: "back" });
    await act(session, "wait", { seconds: 60 });
  });

  test("with a timeline as the journal has it meets what it says", async () => {
    const { at } = session.draftTimeline().find(({ text }) => text.includes("back"))!;
    const [alert] = session.draftTimeline();
    expect(
      await write({ timeline: [alert!, { at, text: "We rolled back the back end" }] }),
    ).toEqual({
      written: true,
      at: expect.any(String),
      contradicted: [],
    });
    expect(Object.keys(understood().met)).toEqual(
      expect.arrayContaining(["timeline", "cause-breaker", "actions-owned", "prevention-budget"]),
    );
    expect((await verifyText(encodeJournal(session.journal))).verdict).toBe("unfinished");
  });

  test.each([
    ["a time that is yet to come", { at: "12:09", text: "Everything was well again" }],
    ["a deed at another time", { at: "12:00", text: "We rolled back the back end" }],
    ["an alert at another time", { at: "12:00:05", text: "Alert back-errors fired" }],
    ["a deed that was not done", { at: "12:05", text: "We shed load at the edge" }],
  ])("with %s is told so, and its timeline does not count", async (_, row) => {
    const rows = [{ at: "12:04", text: "We looked at the system" }, row];
    const { contradicted } = await write({ timeline: rows });
    expect(contradicted.join()).toContain(row.text);
    expect(understood().met).not.toHaveProperty("timeline");
    expect(understood().met).toHaveProperty("cause-breaker");
  });

  test("with figures that the run contradicts does not have its impact counted", async () => {
    const { failed, abandoned } = session
      .view()
      .telemetry.users("users", null, drill.opensUs, drill.endsUs);
    const impact = (requests: number) => write({ impact: `${requests} requests failed.` });
    expect((await impact(failed + abandoned)).contradicted).toEqual([]);
    expect(understood().met).toHaveProperty("impact");
    expect((await impact(40 * (failed + abandoned))).contradicted).toHaveLength(1);
    expect(understood().met).not.toHaveProperty("impact");
    expect(
      (await write({ impact: "The shop was down for 55 minutes." })).contradicted,
    ).toHaveLength(1);
  });

  test("of the drafted timeline alone has neither causes nor actions", async () => {
    await act(session, "set_call_policy", { call: "*", timeout: "1 s", retryBudget: "10 %" });
    const timeline = session.draftTimeline();
    expect(timeline.map(({ text }) => text).join()).toMatch(
      /back-errors fired.*Roll back.*retryBudget/s,
    );
    expect(timeline).toEqual(timeline.toSorted((one, other) => (one.at < other.at ? -1 : 1)));
    const { contradicted } = await write({
      summary: "See the timeline.",
      impact: "See the timeline.",
      timeline,
      causes: [],
      actions: [],
    });
    expect(contradicted).toEqual([]);
    expect(Object.keys(understood().met)).toEqual(["timeline"]);
  });

  test("refuses what is not a time of day or goes beyond its bounds", async () => {
    const refused = async (change: JsonObject) => {
      const input = { ...postmortem, ...change } as JsonObject;
      const acted = await session.act({ seat: "player", tool: "write_postmortem", input });
      expect(acted).toMatchObject({ ok: false });
    };
    await refused({ timeline: [{ at: "noon", text: "It broke" }] });
    await refused({ causes: Array(21).fill("a cause") });
    await refused({ summary: "x".repeat(2001) });
  });
});
