import { beforeEach, describe, expect, test } from "vitest";
import { changedBy, encodeJournal, type Session } from "../../src/session/index.js";
import { act, drill, open } from "./support.js";

let session: Session;
beforeEach(async () => {
  session = await open();
});

describe("an action", () => {
  test("moves a stepped clock by its cost and then has its effect", async () => {
    expect(session.nowUs).toBe(drill.opensUs);
    const observation = await act(session, "set_flag", { flag: "store-later", on: true });
    expect(observation).toEqual({
      clock: "12:03:15",
      inbox: [],
      result: { changed: true, flag: "store-later", on: true },
      ended: false,
    });
    expect(session.journal.entries).toMatchObject([
      {
        entry: 1,
        atUs: drill.opensUs + 15_000_000,
        seat: "player",
        tool: "set_flag",
        input: { flag: "store-later", on: true },
        effect: { changed: true, changes: [{ change: "flag", flag: "store-later", on: true }] },
      },
    ]);
  });

  test("says at which moment it was taken when the clock is on the wall", async () => {
    const onWall = await open("wall");
    const atUs = drill.opensUs + 1_234_567;
    await act(onWall, "set_flag", { flag: "store-later", on: true }, atUs);
    expect(onWall.nowUs).toBe(atUs);
    expect(onWall.journal.entries[0]).toMatchObject({ atUs });
  });

  test("that changes nothing says so", async () => {
    const { result } = await act(session, "set_flag", { flag: "store-later", on: false });
    expect(result).toMatchObject({ changed: false });
    expect(session.journal.entries[0]!.effect).toMatchObject({ changed: false });
  });

  test("changes what users get", async () => {
    const users = () =>
      session.view().telemetry.users("users", "buy", session.nowUs - 60_000_000, session.nowUs);
    const before = users();
    expect(before.failed / before.offered).toBeGreaterThan(0.05);
    await act(session, "set_flag", { flag: "store-later", on: true });
    await act(session, "wait", { seconds: 75 });
    const after = users();
    expect(after.failed).toBe(0);
    expect(after.marks.later).toBe(after.succeeded);
  });

  test("is taken after the one before it, even when both are asked for at once", async () => {
    const flag = (on: boolean) =>
      session.act({ seat: "player", tool: "set_flag", input: { flag: "store-later", on } });
    await Promise.all([flag(true), flag(false), flag(true)]);
    expect(session.journal.entries.map(changedBy)).toEqual([true, true, true]);
    expect(session.nowUs).toBe(drill.opensUs + 45_000_000);
  });

  test("does not follow its input object when that changes later", async () => {
    const input = { flag: "store-later", on: true };
    await act(session, "set_flag", input);
    input.on = false;
    expect(session.journal.entries[0]!.input).toEqual({ flag: "store-later", on: true });
  });
});

describe("an action that cannot be taken leaves the session as it was", () => {
  const cases: [string, string, unknown, object][] = [
    ["an unknown tool", "reboot", {}, { code: "action-unknown", where: null }],
    ["a key too many", "finish", { now: true }, { code: "key-unknown", where: "tool finish" }],
    ["a key too few", "roll_back", {}, { code: "key-missing", where: "tool roll_back service" }],
    [
      "an unknown name, with the one that was meant",
      "roll_back",
      { service: "bakc" },
      { code: "name-unknown", remedy: 'did you mean "back"?' },
    ],
    ["a bare number", "shed_load", { route: "users", share: 50 }, { code: "value-invalid" }],
    [
      "a share above all",
      "shed_load",
      { route: "users", share: "120 %" },
      { code: "value-invalid" },
    ],
    [
      "a duration without a unit",
      "set_call_policy",
      { call: "front->back", timeout: "1" },
      { code: "value-invalid", where: "tool set_call_policy timeout" },
    ],
    [
      "a timeout of nothing",
      "set_call_policy",
      { call: "*", timeout: "0 s" },
      { code: "value-invalid" },
    ],
    [
      "a timeout that only makes retries",
      "set_call_policy",
      { call: "*", timeout: "9 ms" },
      {
        code: "value-invalid",
        message: '"9 ms" is not at least 10 ms',
      },
    ],
    ["a policy that sets nothing", "set_call_policy", { call: "*" }, { code: "value-invalid" }],
    [
      "a fallback for all calls",
      "set_call_policy",
      { call: "*", fallback: "later" },
      { code: "value-invalid" },
    ],
    [
      "more replicas than there can be",
      "scale_service",
      { service: "back", replicas: 5 },
      { code: "value-invalid" },
    ],
    ["a wait for nothing", "wait", {}, { code: "value-invalid" }],
    ["no object", "finish", null, { code: "value-invalid" }],
    ["what is not JSON", "finish", { at: Number.NaN }, { code: "value-invalid" }],
    ["reserved keys", "finish", JSON.parse('{"__proto__":{}}'), { code: "key-unknown" }],
    [
      "a flood",
      "send_message",
      { channel: "on-call", text: "x".repeat(70_000) },
      { code: "file-too-large" },
    ],
  ];

  test.each(cases)("%s", async (_, tool, input, expected) => {
    const before = encodeJournal(session.journal);
    const hash = session.view().worldHash();
    const acted = await session.act({ seat: "player", tool, input });
    expect(acted.ok).toBe(false);
    if (acted.ok) return;
    expect(acted.problem).toMatchObject({ exitCode: 2, ...expected });
    expect(acted.problem.line).toMatch(/^error: [^\n]+$/);
    expect(acted.observation).toMatchObject({
      clock: "12:03:00",
      error: { code: acted.problem.code, message: acted.problem.message },
      ended: false,
    });
    expect(encodeJournal(session.journal)).toBe(before);
    expect(session.view().worldHash()).toBe(hash);
    await act(session, "list_alerts");
  });

  test("an unknown seat", async () => {
    const acted = await session.act({ seat: "nobody", tool: "finish", input: {} });
    expect(acted).toMatchObject({ ok: false, problem: { code: "seat-unknown" } });
  });

  test.each([5, undefined, null, {}, Object.create(null)])(
    "a seat or a tool that is no text: %o",
    async (name) => {
      const legal = { seat: "player", tool: "list_alerts", input: {} };
      for (const key of ["seat", "tool"]) {
        expect(await session.act({ ...legal, [key]: name })).toMatchObject({
          ok: false,
          problem: { code: "value-invalid", message: `the ${key} is not a text` },
        });
      }
      expect(session.journal.entries).toEqual([]);
    },
  );

  test("a moment that has passed, is broken, or is missing on a wall clock", async () => {
    const onWall = await open("wall");
    for (const atUs of [drill.opensUs - 1, drill.opensUs + 0.5, Number.NaN, undefined]) {
      const action = {
        seat: "player",
        tool: "list_alerts",
        input: {},
        ...(atUs !== undefined && { atUs }),
      };
      expect(await onWall.act(action)).toMatchObject({
        ok: false,
        problem: { code: "moment-past" },
      });
    }
    expect(onWall.journal.entries).toEqual([]);
  });
});

describe("the end", () => {
  test("comes with finish, at the drill's end, and nothing can be done after it", async () => {
    expect(await act(session, "finish")).toMatchObject({ clock: "12:10:00", ended: true });
    expect(session.nowUs).toBe(drill.endsUs);
    const acted = await session.act({ seat: "player", tool: "list_alerts", input: {} });
    expect(acted).toMatchObject({
      ok: false,
      problem: { code: "session-finished" },
      observation: { ended: true },
    });
    expect(session.journal.entries).toHaveLength(1);
  });

  test("comes by itself when time runs out", async () => {
    await act(session, "wait", { seconds: 86_400 });
    expect(session).toMatchObject({ ended: true, nowUs: drill.endsUs });
  });

  test("comes before an action that would take effect after it", async () => {
    await act(session, "wait", { seconds: 415 });
    const acted = await session.act({ seat: "player", tool: "list_deploys", input: {} });
    expect(acted).toMatchObject({ ok: false, problem: { code: "session-finished" } });
    expect(session.ended).toBe(true);
    expect(session.journal.entries).toHaveLength(1);
  });

  test("is needed for the seal, which closes the session for good", async () => {
    expect(() => session.seal(null)).toThrow(RangeError);
    await session.runToEnd();
    expect(session.seal(null).footer).toMatchObject({ entries: 0, scoreHash: null });
  });
});
