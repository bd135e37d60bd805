/** What the people of a drill answer, and that it is a function of the run alone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeJournal, replay, type Session, whatIf } from "../../../src/session/index.js";
import { act, openings } from "../support.js";
import { openTalk, say, talkative, whenDone } from "./support.js";

const drill = talkative();
const open = () => openTalk(drill);
const setFlag = (session: Session, on: boolean) =>
  act(session, "set_flag", { flag: "store-later", on }, session.nowUs);

describe("an answer", () => {
  test("comes after a while, with figures of the moment at which it comes", async () => {
    const session = await open();
    expect(await say(session, "lets restart it", 7)).toEqual([]);
    expect(await whenDone(session, 2, async () => {})).toEqual(["Ada: It takes 10 s."]);
    const { atUs } = session.view().deliveries.at(-1)!;
    expect(atUs - drill.opensUs).toBe(8_000_000);
  });

  test("follows what was done, and what was undone again", async () => {
    const session = await open();
    expect(await say(session, "turn the flag on")).toEqual(["Ben: It is off."]);
    await setFlag(session, true);
    expect(await say(session, "turn the flag on")).toEqual(["Ben: It is on."]);
    await setFlag(session, false);
    expect(await say(session, "turn the flag on")).toEqual(["Ben: It is off."]);
  });

  test("follows what is measured", async () => {
    const session = await open();
    await act(session, "roll_back", { service: "back" }, session.nowUs);
    await session.catchUp(session.nowUs + 90_000_000);
    expect(await say(session, "should we restart?")).toEqual(["Ada: Why? 100 % succeed."]);
  });

  test("follows what was agreed; who agrees to a role has it", async () => {
    const session = await open();
    expect(await say(session, "someone talk to customers please")).toEqual(["Ben: I take it."]);
    expect(session.room.roles).toEqual({ scribe: "ben" });
    expect(session.room.cast.agreed).toEqual({ "ben-comms": 1 });
    expect(await say(session, "someone talk to customers please")).toEqual([
      "Ben: I have it already.",
    ]);
  });

  test("follows what was asked and said before", async () => {
    const one = await open();
    expect(await say(one, "i think the bank is slow")).toEqual(["Ben: Perhaps."]);
    await say(one, "is the database ok?");
    expect(await say(one, "i think the bank is slow")).toEqual([
      "Ben: You thought of the database before.",
    ]);
  });

  test("may take longer than usual", async () => {
    const session = await open();
    await say(session, "Stop the bleeding first, the cause can wait.");
    expect(await say(session, "i think the bank is slow", 29)).toEqual([]);
    expect(await whenDone(session, 2, async () => {})).toEqual(["Ben: Customers first."]);
  });

  test("is given by each person once, to all that a message asks", async () => {
    const session = await open();
    expect(await say(session, "restart it, and set the pending flag. hi")).toEqual([
      "Ada: It takes 10 s.",
      "Ben: It is off.",
    ]);
  });

  test("comes in other words when it comes again", async () => {
    const session = await open();
    expect(await say(session, "hi")).toEqual(["Ada: Hello."]);
    expect(await say(session, "hi")).toEqual(["Ada: Hello again."]);
    expect(await say(session, "hi")).toEqual(["Ada: Hello."]);
  });

  test("comes from somebody who is paged", async () => {
    const session = await open();
    const page = () => act(session, "escalate", { person: "ben", text: "hm" }, session.nowUs);
    expect(await whenDone(session, 20, page)).toEqual(["Ben: I am here."]);
  });
});

describe("a message that nobody understands", () => {
  test("is answered honestly, and remembered", async () => {
    const session = await open();
    expect(await say(session, "purple elephants dance")).toEqual(["Ada: Say that again?"]);
    expect(await say(session, "42")).toEqual(["Ada: Once more, please?"]);
    await say(session, "hi");
    expect(session.room.cast.unclear).toEqual([1, 2]);
  });
});

describe("the commander", () => {
  test("says back what she understood and asks for what is missing, until nothing is", async () => {
    const session = await open();
    expect(await say(session, "Stop the bleeding first, the cause can wait.")).toEqual([
      "Ada: Heard: what comes first. Who commands?",
    ]);
    expect(await say(session, "I take command.")).toEqual([
      "Ada: Heard: who commands. What do people see?",
    ]);
    expect(await say(session, "they see a message that it is pending")).toEqual([
      "Ada: Good. Go on when you are ready.",
    ]);
  });

  test("asks after a silence, and when the time of a phase is over", async () => {
    const session = await open();
    const silence = (seconds: number) => whenDone(session, seconds, async () => {});
    expect(await silence(49)).toEqual([]);
    expect(await silence(2)).toEqual(["Ada: Who commands?"]);
    expect(await silence(68)).toEqual([]);
    expect(await silence(2)).toEqual(["Ada: Time is up."]);
  });

  test("opens the next phase; in a meeting answers come at once and no time passes", async () => {
    const session = await open();
    await say(session, "is the database ok?", 0);
    const { inbox } = await act(session, "next_phase", {}, session.nowUs);
    expect(inbox.map(({ text }) => text)).toEqual(["It is fine.", "We sit together now."]);
    const answered = await act(
      session,
      "send_message",
      { channel: "on-call", text: "hi" },
      session.nowUs,
    );
    expect(answered.inbox.map(({ text }) => text)).toEqual(["Hello."]);
    expect(await whenDone(session, 200, async () => {})).toEqual([]);
  });
});

describe("a hint in words", () => {
  test("is given once its cost was told and the player agreed", async () => {
    const session = await open();
    expect(await say(session, "yes")).toEqual(["Ada: Say that again?"]);
    expect(await say(session, "give me a hint")).toEqual([
      "Ada: A hint on What is different costs 5 points.",
    ]);
    expect(session.view().hints).toEqual([]);
    expect(await say(session, "yes please")).toEqual(["Ada: What changed?"]);
    expect(session.view().hints).toEqual([{ topic: "change", level: 1, costPoints: 5, entry: 3 }]);
    expect(await say(session, "another hint?")).toEqual(["Ada: No more hints."]);
  });

  test("is not given to those who decline, or who talk of something else first", async () => {
    const session = await open();
    await say(session, "give me a hint");
    expect(await say(session, "no thanks")).toEqual(["Ada: As you like."]);
    await say(session, "give me a hint");
    await say(session, "is the database ok?");
    await say(session, "yes");
    await say(session, "give me a hint");
    await say(session, "ok, but how is the database");
    expect(session.view().hints).toEqual([]);
  });
});

/** Things to say and do, understood or not. */
const anyLine = fc.constantFrom(
  "hi",
  "lets restart it",
  "someone talk to customers please",
  "I take command.",
  "Stop the bleeding first, the cause can wait.",
  "they see a message that it is pending",
  "give me a hint",
  "yes",
  "la la la",
  "/next",
  "/flag",
);

async function perform(session: Session, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    if (line === "/next") await act(session, "next_phase", {}, session.nowUs);
    else if (line === "/flag") await setFlag(session, true);
    else await say(session, line, 0);
    await session.catchUp(session.nowUs + 5_000_000);
  }
}

describe("what is said follows from the journal", () => {
  const lines = fc.array(anyLine, { maxLength: 6 });

  test("through checkpoints, forks and replays", async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, async (before, afterwards) => {
        const session = await open();
        await perform(session, before);
        const checkpoint = await session.checkpoint();
        const { session: restored } = await replay(session.journal, drill, {
          openings,
          checkpoint,
        });
        const fork = session.fork();
        const runs = [session, restored, fork];
        for (const run of runs) await perform(run, afterwards);
        const { session: replayed, problems } = await replay(session.journal, drill, { openings });
        expect(problems).toEqual([]);
        const ends = [...runs, replayed];
        for (const run of ends) await run.runToEnd();
        for (const run of ends) {
          expect(run.room).toEqual(session.room);
          expect(run.view().deliveries).toEqual(session.view().deliveries);
          expect(encodeJournal(run.journal)).toBe(encodeJournal(session.journal));
        }
      }),
      { numRuns: 25 },
    );
  });

  test("however the time is cut into slices", async () => {
    const run = async (seconds: number) => {
      const session = await open();
      await say(session, "lets restart it", 0);
      for (let atUs = session.nowUs; atUs < drill.endsUs; atUs += seconds * 1_000_000) {
        await session.catchUp(atUs);
      }
      await session.runToEnd();
      return session.view().deliveries;
    };
    expect(await run(0.7)).toEqual(await run(97));
  });

  test("also where one thing was done differently", async () => {
    const session = await open();
    await perform(session, ["turn the flag on", "/flag", "turn the flag on"]);
    await act(session, "finish", {}, session.nowUs);
    const { original, altered } = await whatIf(
      session.journal,
      drill,
      { kind: "drop", entry: 2 },
      { openings },
    );
    const said = (run: Session) =>
      run
        .view()
        .deliveries.filter(({ from }) => from === "Ben Grey")
        .map(({ text }) => text);
    expect(said(original)).toEqual(["It is off.", "It is on."]);
    expect(said(altered)).toEqual(["It is off.", "It is off."]);
  });
});
