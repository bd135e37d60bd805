import { describe, expect, test } from "vitest";
import { Desk, openSession, paceOf, resumeSpeed, WallClock } from "../../src/session/index.js";
import { act, drill, open, openings } from "./support.js";

const secondUs = 1_000_000;

describe("set_speed", () => {
  test("is offered where the wall moves the clock, and nowhere else", () => {
    const names = (desk: Desk) => desk.describe().map(({ name }) => name);
    expect(names(new Desk(drill, "wall"))).toContain("set_speed");
    expect(names(new Desk(drill, "stepped"))).not.toContain("set_speed");
    const naming = { ...drill, tools: [{ name: "set_speed", limits: {}, costUs: null }] };
    expect(names(new Desk(naming, "stepped"))).toEqual(["wait", "finish"]);
  });

  test("is an entry like any other, and changes nothing but the pace", async () => {
    const session = await open("wall");
    const atUs = drill.opensUs + 5 * secondUs;
    const { result } = await act(session, "set_speed", { speed: "0.5x" }, atUs);
    expect(result).toEqual({ changed: true, speed: "0.5x" });
    expect(session.journal.entries).toMatchObject([{ atUs, tool: "set_speed", effect: null }]);
    const refused = await session.act({
      seat: "player",
      tool: "set_speed",
      input: { speed: "100x" },
      atUs,
    });
    expect(refused).toMatchObject({ ok: false, problem: { code: "name-unknown" } });
  });

  test("sets the pace, tells why the clock stands, and how it goes on", async () => {
    const session = await open("wall");
    const set = (input: Record<string, string>) => act(session, "set_speed", input, session.nowUs);
    const pace = () => paceOf(drill, session.room, 3);
    expect(pace()).toEqual({ speed: 3, paused: null });
    await set({ speed: "0.67x" });
    expect(pace()).toEqual({ speed: 2 / 3, paused: null });
    await set({ speed: "paused" });
    expect(pace()).toEqual({ speed: 0, paused: "player" });
    expect(resumeSpeed(session.room)).toBe("0.67x");
    await set({ speed: "paused", reason: "unattended" });
    expect(pace()).toEqual({ speed: 0, paused: "unattended" });
    await set({ speed: "2x", reason: "unattended" });
    expect(pace()).toEqual({ speed: 2, paused: null });
  });
});

describe("a frozen phase", () => {
  const phase = (id: string, frozen: boolean) => {
    return { id, title: id, durationUs: 60 * secondUs, frozen };
  };

  test("stops the clock whatever the speed, and tells since when it lasts", async () => {
    const phased = { ...drill, phases: [phase("work", false), phase("talk", true)] };
    const seats = [{ seat: "player", player: "test" }];
    const session = await openSession({ drill: phased, seed: 1, seats, clock: "wall", openings });
    expect(session.room.phaseSinceUs).toBe(drill.opensUs);
    const atUs = drill.opensUs + 7 * secondUs;
    await act(session, "set_speed", { speed: "10x" }, atUs);
    await act(session, "next_phase", {}, atUs);
    expect(session.room.phaseSinceUs).toBe(atUs);
    expect(paceOf(phased, session.room, 1)).toEqual({ speed: 0, paused: "frozen" });
    // There is no phase after it, and asking for one does not begin it anew.
    await act(session, "next_phase", {}, atUs + secondUs);
    expect(session.room.phaseSinceUs).toBe(atUs);
  });
});

describe("the wall clock", () => {
  test("keeps what has passed when its speed changes, and stands in a pause", () => {
    let milliseconds = 500;
    const clock = new WallClock(() => milliseconds, 7 * secondUs, 1);
    milliseconds += 2_000;
    expect(clock.nowUs).toBe(9 * secondUs);
    clock.setSpeed(10);
    expect(clock.nowUs).toBe(9 * secondUs);
    milliseconds += 100;
    expect(clock.nowUs).toBe(10 * secondUs);
    clock.setSpeed(0);
    milliseconds += 1_000_000;
    expect(clock.nowUs).toBe(10 * secondUs);
    clock.setSpeed(0.5);
    milliseconds += 2_000;
    expect(clock.nowUs).toBe(11 * secondUs);
    clock.skipTo(10 * secondUs);
    expect(clock.nowUs).toBe(11 * secondUs);
    clock.skipTo(20 * secondUs);
    milliseconds += 2_000;
    expect(clock.nowUs).toBe(21 * secondUs);
  });
});
