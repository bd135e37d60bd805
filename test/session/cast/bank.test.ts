/** What people who see the war room for the first time write, and what they are answered. */
import { beforeAll, describe, expect, test, vi } from "vitest";
import { findDrill } from "../../../src/drill/load.js";
import type { Session } from "../../../src/session/index.js";
import { act } from "../support.js";
import { openTalk, say, whenDone } from "./support.js";

// Reaching the opening takes a million events a second of a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const drill = findDrill("bank-api-cascade");
let opening: Session;
const heard: string[] = [];

beforeAll(async () => {
  opening = await openTalk(drill);
});

async function answersTo(text: string): Promise<string[]> {
  const answers = await say(opening.fork(), text, 17);
  heard.push(...answers);
  return answers;
}

describe("a first message gets an answer to the point", () => {
  test.each([
    ["hi", /^Ruth: .*who does what/i],
    ["hello what do i do", /^Ruth: One thing after the other/],
    ["whats going on here", /^Ruth: In short: nobody can use the shop/],
    ["i dont understand anything", /^Ruth: One thing after the other/],
    ["who is everybody", /^Ruth: I am the incident commander/],
    ["ok i take command", /^Ruth: You have command/],
    ["keiko pls do the communication", /^Keiko: I take communications/],
    ["mateo can you look at payments", /^Mateo: I am on it/],
    ["priya can u watch the metrics and take notes", /^Priya: I watch the numbers/],
    ["can someone update the status page", /^Keiko: Gladly\. I need your words/],
    ["how many users are affected", /^Keiko: Everybody.*requests failed in the last minute/],
    ["is it only checkout or everything?", /^Keiko|^Ruth|^Priya/],
    [
      "just restart payment",
      /^Ruth: Just restart Payment\? It is away for 2 min.*recover by itself/,
    ],
    ["lets reboot everything", /^Ruth: Just restart Payment\?/],
    ["dont restart", /^Ruth: Agreed, nothing is restarted/],
    ["did somebody deploy?", /^Priya: No deploy/],
    ["rollback!!", /^Priya: There is nothing to go back to/],
    ["is the db down", /^Priya: The databases and caches are quiet/],
    ["ddos?", /^Priya: I see no attack: [\d,]+\/s/],
    ["more traffic than usual?", /^Priya: Shoppers send [\d,]+\/s/],
    ["could be dns", /^Priya: Network, names and certificates/],
    ["is aws ok", /^Priya: The machines are fine/],
    ["add more payment servers", /^Mateo: More of Payment/],
    ["whats up with paymnet", /^Mateo: Payment: \d+ busy threads/],
    ["how is the order service", /^Priya: Order: [\d,]+ busy threads/],
    ["cart?", /^Priya: Cart: [\d,]+ busy threads/],
    ["is search working", /^Priya: Search itself/],
    ["is it the bank", /^Mateo: Payment asks the bank/],
    ["i think the bank is slow", /^Ruth: Hold that thought/],
    ["did anybody call the bank", /^Mateo: Nobody has called them yet/],
    ["lets wait for the bank to fix it", /^Ruth: Waiting costs us [\d,]+ failed requests/],
    ["turn on that payment pending flag", /^Mateo: Order can take an order/],
    ["use a circuit breaker", /^Mateo: I can live with that/],
    ["turn off the retries", /^Priya: Order makes [\d,]+\/s attempts/],
    ["shed half of the load", /^Ruth: Possible, with shed_load/],
    ["we need timeouts on payment", /^Mateo: On which call, and how long/],
    ["can we failover to the other site", /^Priya: The standby site/],
    ["put up a maintenance page", /^Keiko: If you close a part/],
    ["give me a hint", /^Ruth: I can give you a hint.*costs 1 point/],
    ["this is too hard for me", /^Ruth: /],
    ["make it harder", /^Ruth: /],
    ["just tell me the solution", /^Ruth: That is what you are here for/],
    ["where do i see the logs", /^Priya: show_topology shows/],
    ["what does 503 mean", /^Priya: In short: p99/],
    ["is there a runbook", /^Priya: There are four/],
    ["why is everything down", /^Ruth: We do not know, and customers cannot wait/],
    ["what was your question", /^Ruth: Who does what in this room/],
    ["any improvement?", /^Priya: Not yet/],
    ["who leads this", /^Ruth: I do, until we say otherwise/],
    ["what severity", /^Ruth: Nobody has declared it yet/],
    ["give me a minute", /^Ruth: Go ahead/],
    ["wtf", /^Ruth: Breathe/],
    ["are you bots?", /^Ruth: We are written for this drill/],
    ["ok", /^Ruth: Good/],
    ["thx", /^Ruth: Thank us/],
  ])("%s", async (text, answer) => {
    const answers = await answersTo(text);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.length).toBeLessThanOrEqual(2);
    expect(answers[0]).toMatch(answer);
  });
});

test.each(["asdf", "my cat likes tuna", "?", "who won the match yesterday", "buy bitcoin now"])(
  "%s is not understood, and said so",
  async (text) => {
    expect(await answersTo(text)).toEqual([expect.stringMatching(/^Ruth: Say that again/)]);
  },
);

test("nobody has said what only the player may say first", () => {
  expect(heard.length).toBeGreaterThan(50);
  for (const line of heard) {
    for (const term of drill.gold) expect(line.toLowerCase()).not.toContain(term);
  }
});

describe("in the course of a run", () => {
  test("a figure that is told is the one that the tools show", async () => {
    const session = opening.fork();
    const [line] = await say(session, "how is payment", 12);
    const { result } = await act(
      session,
      "query_metrics",
      { metric: "busy_threads", of: "payment", window: "1 min" },
      session.nowUs,
    );
    const { value } = result as { value: number };
    expect(line).toContain(`${Math.round(value)} busy threads`);
  });

  test("the desk of the bank confirms only what the player has seen", async () => {
    const page = (session: Session, text: string) =>
      whenDone(session, 45, () =>
        act(session, "escalate", { person: "bank-desk", text }, session.nowUs),
      );
    const vague = opening.fork();
    expect(await page(vague, "Something is wrong, please help.")).toContainEqual(
      expect.stringMatching(/^Operations: .*tell us what you see/),
    );
    expect(await page(vague, "Your bank is slow, each call takes 30 s.")).toContainEqual(
      expect.stringMatching(/^Operations: .*Confirmed/),
    );
  });

  test("what is proposed is answered otherwise once it is done and works", async () => {
    const session = opening.fork();
    await act(session, "set_flag", { flag: "payment-pending", on: true }, session.nowUs);
    await session.catchUp(session.nowUs + 60_000_000);
    const answers = await say(session, "the payment pending flag is on now", 17);
    expect(answers.join("\n")).toMatch(/Ruth: It is on, and \d+ % of requests succeed/);
  });

  test("an explanation is followed to its end", async () => {
    const session = opening.fork();
    await act(session, "next_phase", {}, session.nowUs);
    const told = async (text: string) => (await say(session, text, 12)).join("\n");
    expect(await told("It starts at the bank, which is slow.")).toMatch(/where it begins/);
    const further = await told(
      "All 200 threads of Payment are blocked waiting for the bank, and the threads of Order wait for Payment.",
    );
    expect(further).toMatch(/Cart needs no payment to show a cart: why is it down\?/);
  });

  test("what the postmortem lacks is asked for at once, since it is a meeting", async () => {
    const session = opening.fork();
    for (let phase = 0; phase < 3; phase += 1) await act(session, "next_phase", {}, session.nowUs);
    const { inbox } = await act(
      session,
      "write_postmortem",
      {
        summary: "Nobody could use the shop.",
        impact: "All shoppers were hurt for twenty minutes.",
        timeline: [
          { at: "14:00", text: "Payment paged." },
          { at: "14:05", text: "Order paged." },
        ],
        causes: [],
        actions: [],
      },
      session.nowUs,
    );
    const { text } = inbox.at(-1)!;
    expect(text).toMatch(/^Written down: the timeline/);
    expect(text).toMatch(/Payment went on asking somebody who did not answer/);
  });
});
