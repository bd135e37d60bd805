import { describe, expect, it } from "vitest";
import { paletteItems } from "../../src/web/act/palette-items.js";
import { planOf } from "../../src/web/act/plan.js";
import { search } from "../../src/web/act/search.js";
import { cascade, cascadeTools, context } from "./support.js";

const panels = [
  { id: "map", title: "Map" },
  { id: "logs", title: "Logs" },
];
const items = paletteItems(panels, cascadeTools, { people: cascade.people });
const first = (query: string) => search(items, query, [])[0];

describe("the palette", () => {
  it("has every tool and every panel, each once", () => {
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name } of cascadeTools) expect(ids).toContain(name);
    expect(ids).toContain("panel:map");
  });

  it.each([
    ["restart payment", "restart_service:payment"],
    ["reboot payment", "restart_service:payment"],
    ["rollback", "roll_back"],
    ["revert search", "roll_back:search"],
    ["breaker", "set_call_policy:breaker"],
    ["timeout", "set_call_policy:timeout"],
    ["breaker payment bank", "set_call_policy:breaker:payment->bank"],
    ["statuspage", "post_status"],
    ["ack", "acknowledge_page"],
    ["logs", "panel:logs"],
    ["failover", "shift_traffic"],
    ["flag on", "set_flag:payment-pending:on"],
    ["rstart ordr", "restart_service:order"],
  ])("finds %s", (query, id) => {
    expect(first(query)?.id).toBe(id);
  });

  it("fills the form in and puts the cursor where the word was meant", () => {
    expect(first("breaker payment bank")?.aim).toEqual({
      aim: "act",
      tool: "set_call_policy",
      draft: { call: "payment->bank" },
      focus: "breaker",
    });
  });

  it("finds nothing for words that are nowhere", () => {
    expect(search(items, "restart zebra", [])).toEqual([]);
  });

  it("shows what was used lately first, and prefers it among equals", () => {
    const recent = ["panel:logs", "post_status"];
    expect(
      search(items, "", recent)
        .slice(0, 2)
        .map(({ id }) => id),
    ).toEqual(recent);
    expect(search(items, "restart", ["restart_service:order"])[0]?.id).toBe("restart_service");
    expect(search(items, "restart", ["restart_service:order"])[1]?.id).toBe(
      "restart_service:order",
    );
  });

  it("offers acts before places and looks", () => {
    const sections = search(items, "", []).map(({ section }) => section);
    expect([...new Set(sections)]).toEqual(["Change", "Tell", "Run", "Go to", "Look"]);
  });

  it("puts what cannot be done now last, with the reason", () => {
    const room = context({ earlierReleases: { payment: null, order: null, cart: null } });
    const judged = paletteItems(
      panels,
      cascadeTools,
      { people: cascade.people },
      (tool, draft) => planOf(tool, draft, room).idle,
    );
    const found = search(judged, "roll back", ["roll_back:payment"]);
    const idle = found.map((item) => item.idle !== null);
    expect(idle).toEqual([...idle].sort());
    expect(found.at(-1)).toMatchObject({ idle: "There is no older release to go back to." });
    const switched = search(judged, "payment pending flag", []).map(({ id }) => id);
    expect(switched.indexOf("set_flag:payment-pending:on")).toBeLessThan(
      switched.indexOf("set_flag:payment-pending:off"),
    );
  });

  it("takes a tool for idle once nothing is left to use it on", () => {
    const idle = (_: string, { service }: Record<string, string>) =>
      service === undefined ? null : "not here";
    const judged = paletteItems(panels, cascadeTools, { people: cascade.people }, idle);
    const whole = (id: string) => judged.find((item) => item.id === id)!;
    expect(whole("roll_back").idle).toBe("not here");
    expect(whole("set_flag").idle).toBeNull();
  });
});
