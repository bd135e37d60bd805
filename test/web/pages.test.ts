import { describe, expect, it } from "vitest";
import type { EntryView } from "../../src/server/api/documents.js";
import type { Message } from "../../src/server/api/live.js";
import { entryTitle } from "../../src/web/act/entry-title.js";
import { resultInWords } from "../../src/web/act/result-words.js";
import { curveOf } from "../../src/web/debrief/next/curve.js";
import { linkOf } from "../../src/web/debrief/next/resource-link.js";
import { areaOf, stepsOf } from "../../src/web/debrief/what/harm-path.js";
import { whenInWords } from "../../src/web/drills/when.js";
import {
  channelsOf,
  liveliestChannel,
  saidIn,
  unreadIn,
} from "../../src/web/panels/people/conversation.js";
import { cascade, firstPage } from "./support.js";

function entry(
  tool: string,
  input: EntryView["input"],
  changes: Partial<EntryView> = {},
): EntryView {
  return {
    entry: 1,
    atUs: 1_000_000,
    clock: "09:30:01",
    seat: "player",
    tool,
    title: "Do something",
    group: "operate",
    input,
    changed: true,
    on: [],
    ...changes,
  };
}

describe("what was done, in words", () => {
  it.each([
    ["restart_service", { service: "orders-database" }, "Restart Orders database"],
    ["scale_service", { service: "checkout", replicas: 3 }, "Scale Checkout to 3"],
    ["acknowledge_page", { alert: "checkout-errors" }, "Acknowledge checkout-errors"],
    ["set_flag", { flag: "payment-pending", on: true }, "Do something: payment-pending, on"],
    ["finish", {}, "Do something"],
  ] as [string, EntryView["input"], string][])("names %s %j", (tool, input, title) => {
    expect(entryTitle(entry(tool, input))).toBe(title);
  });

  it("tells what came of it, and admits when nothing did", () => {
    const seen = (result: object) => ({ clock: "09:30:01", inbox: [], result, ended: false });
    expect(resultInWords("roll_back", seen({ changed: true, from: "r119", to: "r118" }))).toContain(
      "r118",
    );
    expect(resultInWords("roll_back", seen({ changed: false, from: "v1", to: null }))).toContain(
      "no older release",
    );
    expect(resultInWords("set_flag", seen({ changed: false }))).toContain("Nothing changed");
    expect(resultInWords("take_hint", seen({ hint: "Look closer." }))).toBe("Look closer.");
  });
});

describe("the conversation", () => {
  const message = (number: number, channel: string, atUs: number): Message => ({
    number,
    atUs,
    clock: "",
    from: "mara",
    channel,
    text: `message ${number}`,
  });
  const messages = [message(0, "on-call", 10), message(1, "page", 20), message(2, "on-call", 30)];

  it("puts what one wrote between what came, in order", () => {
    const own = entry(
      "send_message",
      { channel: "on-call", text: "Mine" },
      { atUs: 20, group: "communicate" },
    );
    const elsewhere = entry("send_message", { channel: "support", text: "There" }, { entry: 2 });
    expect(
      saidIn("on-call", messages, [own, elsewhere]).map(({ from, text }) => [from, text]),
    ).toEqual([
      ["mara", "message 0"],
      [null, "Mine"],
      ["mara", "message 2"],
    ]);
  });

  it("has the pager and every channel of each drill, each once", () => {
    for (const { channels } of [firstPage, cascade]) {
      const shown = channelsOf({ channels });
      expect(shown[0]).toBe("page");
      expect(new Set(shown)).toEqual(new Set(["page", ...channels]));
      expect(shown).toHaveLength(new Set(shown).size);
    }
  });

  it("begins where something was said last, and counts what was not seen", () => {
    expect(liveliestChannel(["page", "on-call"], messages)).toBe("on-call");
    expect(liveliestChannel(["page", "on-call"], [])).toBe("on-call");
    expect(unreadIn(messages, { "on-call": 0 })).toEqual({ page: 1, "on-call": 1 });
    expect(unreadIn(messages, { page: 1, "on-call": 2 })).toEqual({});
  });
});

describe("curves", () => {
  it("keep the highest of what falls together, and stay within their frame", () => {
    const values = Array.from({ length: 2_000 }, (_, index) => (index === 777 ? 50 : 1));
    const atUs = values.map((_, index) => index);
    const points = stepsOf(atUs, values, { fromUs: 0, toUs: 2_000, most: 50, height: 100 });
    expect(points.length).toBeLessThanOrEqual(500);
    expect(Math.min(...points.map(({ y }) => y))).toBe(4);
    expect(points.every(({ x, y }) => x >= 0 && x <= 1000 && y >= 0 && y <= 100)).toBe(true);
    expect(areaOf(points, 100)).toMatch(/^M0 .*z$/);
    expect(areaOf([], 100)).toBe("");
  });

  it("are broken where nothing was measured", () => {
    const path = curveOf([1, null, 0.5, 0], { atUs: [0, 1, 2, 3], height: 100 });
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path).not.toContain("NaN");
  });
});

describe("small words", () => {
  it("say how long ago a run was", () => {
    const now = Date.parse("2026-11-25T12:00:00Z");
    const ago = (minutes: number) =>
      whenInWords(new Date(now - minutes * 60_000).toISOString(), now);
    expect([0, 5, 90, 30 * 60, 3 * 1440].map(ago)).toEqual([
      "just now",
      "5 min ago",
      "1 h ago",
      "yesterday",
      "3 days ago",
    ]);
    expect(ago(20 * 1440)).toBe("5 Nov 2026");
  });

  it("make a link of the address behind a book's title, for every shipped resource", () => {
    const resources = [firstPage, cascade].flatMap(({ rubric }) => Object.values(rubric.resources));
    expect(resources.length).toBeGreaterThan(5);
    for (const resource of resources) {
      const { title, href } = linkOf(resource);
      expect(title.length).toBeGreaterThan(3);
      if (href !== null) expect(new URL(href).protocol).toBe("https:");
    }
    expect(linkOf("Release It! (second edition)").href).toBeNull();
    expect(linkOf("A book (sre.google/sre-book/being-on-call)").href).toBe(
      "https://sre.google/sre-book/being-on-call",
    );
  });
});
