import { describe, expect, it } from "vitest";
import type { Debrief } from "../../src/server/api/debrief.js";
import type { EntryView, WhatIfDocument } from "../../src/server/api/documents.js";
import { causeChainOf } from "../../src/web/debrief/cause-chain.js";
import { differenceInWords } from "../../src/web/debrief/difference.js";
import { happeningsOf, lastAt, momentOf } from "../../src/web/debrief/moments.js";
import { verdictOf } from "../../src/web/debrief/verdict.js";
import { worthOf } from "../../src/web/debrief/worth.js";
import { formatClock } from "../../src/web/ui/format.js";

const second = 1_000_000;

function entry(number: number, changes: Partial<EntryView> = {}): EntryView {
  return {
    entry: number,
    atUs: number * 60 * second,
    clock: `14:0${number}:00`,
    seat: "player",
    tool: "restart_service",
    title: "Restart order",
    group: "operate",
    input: { service: "order" },
    changed: true,
    on: ["order"],
    ...changes,
  };
}

function debrief(changes: Partial<Debrief> = {}): Debrief {
  return {
    drill: {
      source: "shoppers",
      beginsUs: 50_400 * second,
      endsUs: 600 * second,
      intervalUs: 5 * second,
    },
    series: [],
    rows: [],
    messages: [],
    alerts: [],
    deploys: [],
    entries: [],
    faults: [],
    harm: { atUs: [], failed: [], unattended: [] },
    outcome: {
      userRequests: 10_000,
      userFailures: 5_000,
      baselineFailures: 5_000,
      mitigatedAt: null,
      recoveredAt: null,
      marks: {},
    },
    score: { actions: [] },
    ...changes,
  } as unknown as Debrief;
}

const outcome = (changes: Partial<Debrief["outcome"]>) => ({ ...debrief().outcome, ...changes });

describe("the debrief's heading", () => {
  const looked = [entry(1, { group: "observe", changed: null })];
  const acted = [entry(1)];
  const heading = (entries: EntryView[], changes: Partial<Debrief["outcome"]> = {}) =>
    verdictOf(debrief({ entries, outcome: outcome(changes) }));

  it("never claims a success for a run in which nothing was done", () => {
    for (const entries of [[], looked, [entry(1, { changed: false })]]) {
      expect(heading(entries)).toMatchObject({
        tone: "bad",
        heading: "Users were left without help",
      });
      const recovered = heading(entries, { recoveredAt: "14:08:00", mitigatedAt: "14:07:00" });
      expect(recovered.tone).toBe("mixed");
      expect(recovered.heading).toBe("It went away by itself");
    }
  });

  it("follows from the final state", () => {
    expect(heading(acted).heading).toBe("It was still failing at the end");
    expect(heading(acted, { userFailures: 6_000 }).heading).toContain("worse");
    expect(heading(acted, { mitigatedAt: "14:07:00" }).tone).toBe("mixed");
    expect(heading(acted, { recoveredAt: "14:08:00" })).toMatchObject({
      tone: "good",
      heading: "Users were well again at 14:08:00",
    });
  });

  it("says of what only got better how many still failed at the end", () => {
    const { heading, text } = verdictOf(
      debrief({
        entries: acted,
        outcome: outcome({ mitigatedAt: "14:07:00" }),
        series: [{ metric: "success_share", of: "shoppers", kind: "users", unit: "share" }],
        rows: [
          { atUs: 5 * second, values: [0.9] },
          { atUs: 10 * second, values: [0.482] },
          { atUs: 15 * second, values: [null] },
        ],
      }),
    );
    expect(heading).toBe("It got better at 14:07:00 and was not well by the end");
    expect(text).toContain("51.8 % of requests still failed in the last interval.");
  });

  it("compares with what would have happened anyway", () => {
    expect(heading(acted, { userFailures: 4_000 }).text).toContain(
      "4,000 of 10,000 user requests failed; left alone, 5,000 would have.",
    );
  });
});

describe("moments", () => {
  const { drill } = debrief();

  it("are written as the drill's clock and read back", () => {
    expect(formatClock(drill, 430 * second)).toBe("14:07:10");
    expect(momentOf(drill, "14:07:10")).toBe(430 * second);
    expect(momentOf(drill, "soon")).toBeNull();
    expect(momentOf(drill, null)).toBeNull();
  });

  it("go over midnight", () => {
    const late = { ...drill, beginsUs: 86_390 * second };
    expect(formatClock(late, 20 * second)).toBe("00:00:10");
    expect(momentOf(late, "00:00:10")).toBe(20 * second);
  });

  it("find the last of what had happened", () => {
    const rows = [{ atUs: 5 }, { atUs: 10 }, { atUs: 15 }];
    expect([0, 5, 12, 15, 99].map((atUs) => lastAt(rows, atUs))).toEqual([-1, 0, 1, 2, 2]);
    expect(lastAt([], 5)).toBe(-1);
  });

  it("put faults, alerts, deploys, messages and acts on one line of time", () => {
    const happenings = happeningsOf(
      debrief({
        faults: [
          {
            atUs: 30 * second,
            clock: "14:00:30",
            text: "The bank slows down",
            on: ["payment->bank"],
          },
        ],
        alerts: [
          {
            atUs: 90 * second,
            clock: "14:01:30",
            alert: "payment-p99",
            severity: "page",
            state: "firing",
            on: [],
          },
        ],
        entries: [entry(1), entry(2, { group: "observe", changed: null, title: "Search logs" })],
      }),
    );
    expect(happenings.map(({ kind }) => kind)).toEqual(["fault", "act", "alert", "look"]);
    expect(happenings.map(({ clock }) => clock)).toEqual([
      "14:00:30",
      "14:01:00",
      "14:01:30",
      "14:02:00",
    ]);
  });
});

describe("what acts were worth", () => {
  it("is told in user requests, saved or lost, for every act on the system", () => {
    const score = {
      actions: [
        { entry: 1, saved: 254, share: 0.8819 },
        { entry: 2, saved: -1_200, share: -0.2 },
        { entry: 3, saved: 0, share: 0 },
      ],
    } as Debrief["score"];
    const looked = entry(5, { group: "observe", changed: null });
    const entries = [entry(1), entry(2), entry(3), entry(4, { changed: false }), looked];
    expect(worthOf({ entries, score, valueWindowSeconds: 120 }).map(({ text }) => text)).toEqual([
      "Saved 254 user requests within 2 min, 88 % of those about to fail.",
      "Cost 1,200 user requests within 2 min.",
      "Made no difference to users.",
      "Changed nothing: it was so already.",
    ]);
  });
});

describe("how it came about", () => {
  it("goes from the fault over alerts and harm to what helped and how it ended", () => {
    const links = causeChainOf(
      debrief({
        faults: [{ atUs: 30 * second, clock: "14:00:30", text: "The bank slows down", on: [] }],
        alerts: [
          {
            atUs: 90 * second,
            clock: "",
            alert: "p99",
            severity: "page",
            state: "firing",
            on: ["payment"],
          },
          {
            atUs: 95 * second,
            clock: "",
            alert: "p99",
            severity: "page",
            state: "resolved",
            on: [],
          },
          { atUs: 99 * second, clock: "", alert: "p99", severity: "page", state: "firing", on: [] },
        ],
        harm: { atUs: [60 * second, 65 * second], failed: [10, 500], unattended: [10, 600] },
        entries: [entry(2)],
        outcome: outcome({ recoveredAt: "14:03:00" }),
        score: { actions: [{ entry: 2, saved: 700, share: 0.5 }] } as Debrief["score"],
      }),
    );
    expect(links.map(({ kind }) => kind)).toEqual(["fault", "harm", "alert", "help", "end"]);
    expect(links[1]!.title).toContain("100 requests a second");
    expect(links.at(-1)).toMatchObject({ title: "Users are well again", atUs: 180 * second });
  });

  it("names no help where there was none, and no end where it had none", () => {
    const links = causeChainOf(debrief({ entries: [entry(1)] }));
    expect(links.map(({ title }) => title)).toEqual(["It had not ended"]);
  });
});

describe("what would have been", () => {
  const side = (changes: Partial<WhatIfDocument["original"]>) => ({
    userRequests: 10_000,
    userFailures: 400,
    mitigatedAt: "14:05:00",
    recoveredAt: "14:06:00",
    points: 80,
    max: 100,
    verdict: "passed",
    ...changes,
  });
  const words = (changes: Partial<WhatIfDocument["original"]>) =>
    differenceInWords({ original: side({}), altered: side(changes) } as WhatIfDocument);

  it("is the difference in requests, recovery and points", () => {
    expect(words({ userFailures: 1_531, recoveredAt: null, points: 35 })).toBe(
      "1,531 of 10,000 user requests would have failed; as it was, 400 of 10,000 did. Users would not have become well again. The score would be 35 instead of 80 points.",
    );
    expect(words({})).toBe(
      "400 of 10,000 user requests would have failed; as it was, 400 of 10,000 did.",
    );
  });
});
