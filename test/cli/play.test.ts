import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { beforeEach, describe, expect, test } from "vitest";
import { WarRoom } from "../../src/cli/play/war-room.js";
import { runCommandLine } from "../../src/cli/program.js";
import { renderResult } from "../../src/cli/render/result.js";
import { decodeJournal, type Entry, WallClock } from "../../src/session/index.js";
import { openTalk, talkative } from "../session/cast/support.js";
import { drill, fixtureFolder, open } from "../session/support.js";
import { captureIo, smokejumper } from "./support.js";

let wallSeconds: number;
let entries: Entry[];
let room: WarRoom;

beforeEach(async () => {
  wallSeconds = 0;
  entries = [];
  const session = await open("wall");
  const clock = new WallClock(() => wallSeconds * 1000, session.nowUs, 1);
  room = new WarRoom({ session, clock, columns: 80, onEntry: (entry) => entries.push(entry) });
});

const enterAt = (seconds: number, line: string) => {
  wallSeconds = seconds;
  return room.enter(line);
};

describe("the war room", () => {
  test("welcomes with the briefing and shows clock and users in its prompt", () => {
    expect(room.welcome()).toMatch(
      /^Two services \(SEV-3\)\n\nIt is 12:03 [\s\S]+The pager is yours\.\n$/,
    );
    expect(room.prompt).toMatch(/^12:03:00 {2}[\d.]+ % of users fail > $/);
  });

  test("time passes on the wall, and messages come while nobody types", async () => {
    room.welcome();
    wallSeconds = 29;
    expect(await room.passTime()).toBe("");
    wallSeconds = 31;
    expect(await room.passTime()).toMatch(/^12:03:30 {2}PAGE {2}pager\n {2}Page for back-errors/);
    expect(room.prompt).toMatch(/^12:03:31/);
    expect(await room.passTime()).toBe("");
  });

  test("does what is typed at the moment at which it is typed", async () => {
    expect(await enterAt(12.5, "flag store-later on")).toContain("changed: true");
    expect(entries).toMatchObject([
      {
        atUs: drill.opensUs + 12_500_000,
        tool: "set_flag",
        input: { flag: "store-later", on: true },
      },
    ]);
  });

  test("keeps the speed that is set, stands in a pause, and says so", async () => {
    await enterAt(10, "speed 2x");
    wallSeconds = 15;
    await room.passTime();
    expect(room.prompt).toMatch(/^12:03:20 {2}[\d.]+ %/);
    await enterAt(20, "speed paused");
    wallSeconds = 1000;
    await room.passTime();
    expect(room.prompt).toMatch(/^12:03:30 {2}\(the clock stands\)/);
    await enterAt(1001, "speed 1x");
    wallSeconds = 1003;
    await room.passTime();
    expect(room.prompt).toMatch(/^12:03:32 {2}[\d.]+ %/);
    expect(entries.map(({ atUs }) => atUs - drill.opensUs)).toEqual([
      10_000_000, 30_000_000, 30_000_000,
    ]);
  });

  test("takes words, keys, JSON, full names and short ones", async () => {
    await enterAt(1, 'say on-call "On it: watch."');
    await enterAt(2, "scale back replicas=3");
    await enterAt(3, 'set_call_policy {"call":"*","retries":0}');
    await enterAt(4, "policy front->back breaker={} bulkhead=none");
    expect(entries.map(({ input }) => input)).toEqual([
      { channel: "on-call", text: "On it: watch." },
      { service: "back", replicas: 3 },
      { call: "*", retries: 0 },
      { call: "front->back", breaker: {}, bulkhead: "none" },
    ]);
  });

  test("takes what is said without quotes, to the first channel or to a named one", async () => {
    await enterAt(1, "say what's going on, anybody?");
    await enterAt(2, "say on-call is it the database?");
    await enterAt(3, 'say channel=on-call text="On it."');
    expect(entries.map(({ input }) => input)).toEqual([
      { channel: "on-call", text: "what's going on, anybody?" },
      { channel: "on-call", text: "is it the database?" },
      { channel: "on-call", text: "On it." },
    ]);
  });

  test("shows who says what", async () => {
    const session = await openTalk(talkative());
    const clock = new WallClock(() => wallSeconds * 1000, session.nowUs, 1);
    const talk = new WarRoom({ session, clock, columns: 80, onEntry: () => undefined });
    expect(talk.welcome()).toContain("say and a few words to talk to the room");
    wallSeconds = 1;
    expect(await talk.enter("say is the database ok?")).toBe(
      "12:03:01  #on-call  you\n  is the database ok?\n",
    );
    wallSeconds = 10;
    expect(await talk.passTime()).toBe("12:03:09  #on-call  Ben Grey\n  It is fine.\n");
  });

  test("renders what people look at", async () => {
    expect(await enterAt(60, "alerts")).toMatch(/back-errors +page +firing/);
    expect(await enterAt(70, "metric error_share back")).toMatch(
      /^error_share of back, [^\n]+%\n[▁-█·]+ {2}from/m,
    );
    expect(await enterAt(80, "logs back error")).toContain("unhandled error");
    expect(await enterAt(90, "status")).toMatch(/service +busy/);
    expect(await enterAt(91, "deploys")).toContain("store faster");
    // Who looks at the status has looked: it is an entry that can be cited.
    expect(entries.map(({ tool }) => tool)).toContain("show_topology");
  });

  test("tells a mistake in one line and goes on", async () => {
    expect(await enterAt(1, "rollbak back")).toMatch(
      /^error: there is no command "rollbak", did you mean "roll_back"\?[^\n]*\n$/m,
    );
    expect(await enterAt(2, "rollback bakc")).toMatch(
      /^error: [^\n]+did you mean "back"\?[^\n]*\n$/,
    );
    expect(entries).toEqual([]);
  });

  test("helps and completes", async () => {
    const page = await enterAt(1, "help");
    for (const words of ["Change the system", "roll_back", "rollback", "quit"])
      expect(page).toContain(words);
    expect(await enterAt(1, "help shed")).toMatch(/route +needed/);
    expect(room.complete("roll")).toEqual([["roll_back", "rollback"], "roll"]);
    expect(room.complete("rollback b")).toEqual([["back"], "b"]);
    expect(room.complete("set_flag flag=st")).toEqual([["store-later"], "st"]);
    expect(room.complete("help sh")[0]).toContain("shed");
  });

  test("skips time with wait, and the wall goes on from there", async () => {
    await enterAt(0, "wait 100");
    expect(room.prompt).toMatch(/^12:04:40/);
    wallSeconds = 5;
    await room.passTime();
    expect(room.prompt).toMatch(/^12:04:45/);
  });

  test("is over when the person leaves or the drill ends", async () => {
    await enterAt(1, "quit");
    expect(room.over).toBe(true);
  });

  test("ends by itself", async () => {
    wallSeconds = 10_000;
    await room.passTime();
    expect(room.over).toBe(true);
  });
});

describe("play on a terminal", () => {
  const folder = mkdtempSync(join(tmpdir(), "smokejumper-"));
  const play = async (parameters: string[], lines: string[]) => {
    const input = new PassThrough();
    const { io, out, error } = captureIo({ input, isTerminal: true });
    const exit = runCommandLine(["play", ...parameters], io);
    input.write(lines.map((line) => `${line}\r`).join(""));
    return { exit: await exit, out: out(), error: error() };
  };

  test("ends with the scorecard and a journal that verifies", async () => {
    const path = join(folder, "won.jsonl");
    const { exit, out } = await play(
      [fixtureFolder, "--journal", path],
      ["rollback back", "finish"],
    );
    expect(out).toContain("PASSED");
    expect(out).toContain(`Journal: ${path}`);
    expect(exit).toBe(0);
    expect((await smokejumper("verify", path, "--drill", fixtureFolder)).exit).toBe(0);
  });

  test("can be left and resumed", async () => {
    const path = join(folder, "left.jsonl");
    const left = await play(
      [fixtureFolder, "--journal", path],
      ["ack back-errors", "wait 40", "quit"],
    );
    expect(left.exit).toBe(1);
    expect(left.out).toContain(`--resume ${path}`);
    expect(decodeJournal(readFileSync(path))).toMatchObject({
      state: "sound",
      journal: { footer: null },
    });

    const resumed = await play([fixtureFolder, "--resume", path], ["rollback back", "finish"]);
    expect(resumed.exit).toBe(0);
    const tools = readFileSync(path, "utf8").match(/"tool":"\w+"/g);
    expect(tools).toEqual(
      ["acknowledge_page", "wait", "roll_back", "finish"].map((tool) => `"tool":"${tool}"`),
    );
    expect((await smokejumper("verify", path, "--drill", fixtureFolder)).exit).toBe(0);
  });

  test("does not resume a run that was not played here, nor write over it", async () => {
    const path = join(folder, "stepped.jsonl");
    await smokejumper("run", fixtureFolder, "--player", "reference", "--journal", path);
    const before = readFileSync(path);
    const { exit, out, error } = await play([fixtureFolder, "--resume", path], []);
    expect({ exit, out }).toEqual({ exit: 2, out: "" });
    expect(error).toContain("was not recorded by play, so it cannot be resumed");
    expect(readFileSync(path)).toEqual(before);
  });
});

test("a hint tells what it costs", () => {
  const result = { hint: "Who waits for whom?", level: 1, costPoints: 3, left: 2 };
  expect(renderResult("take_hint", result)).toBe("Who waits for whom?\n(costs 3 points, 2 left)\n");
});
