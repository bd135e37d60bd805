import { describe, expect, it } from "vitest";
import { planOf } from "../../src/web/act/plan.js";
import { context, quietRoom } from "./support.js";

describe("what an act would do", () => {
  it("tells a call's policy and what changes in it", () => {
    const plan = planOf(
      "set_call_policy",
      { call: "order->payment", timeout: "1 s", breaker: "set" },
      context(),
    );
    expect(plan.now).toBe("No timeout, 3 retries, no retry budget, no breaker");
    expect(plan.effect).toContain("timeout none becomes 1 s; breaker none becomes on");
    expect(plan.effect).toContain("Takes effect at once; requests already waiting keep waiting.");
    expect(plan.idle).toBeNull();
  });

  it("sees through the way a value is written", () => {
    const policies = {
      "order->payment": { ...quietRoom.policies["order->payment"], timeout: "500 ms" },
    };
    const draft = { call: "order->payment", timeout: "500ms" };
    expect(planOf("set_call_policy", draft, context({ policies })).idle).toContain("already");
    expect(
      planOf("set_call_policy", { ...draft, retries: "0" }, context({ policies })).idle,
    ).toBeNull();
  });

  it.each([
    ["set_flag", { flag: "payment-pending", on: "false" }, "off already"],
    ["scale_service", { service: "order", replicas: "2" }, "2 replicas already"],
    ["roll_back", { service: "order" }, "no older release"],
    ["block_calls", { call: "order->payment", mode: "none" }, "no rule to take away"],
    ["shed_load", { route: "*", share: "0 %" }, "so already"],
    ["acknowledge_page", { alert: "payment-p99" }, "not firing"],
  ] as [string, Record<string, string>, string][])(
    "says why %s %j would change nothing",
    (tool, draft, reason) => {
      expect(planOf(tool, draft, context()).idle).toContain(reason);
    },
  );

  it.each([
    ["set_flag", { flag: "payment-pending", on: "true" }],
    ["scale_service", { service: "order", replicas: "3" }],
    ["roll_back", { service: "checkout" }],
    ["block_calls", { call: "order->payment", mode: "reject" }],
    ["shed_load", { route: "shoppers", share: "20 %" }],
  ] as [string, Record<string, string>][])("lets %s %j be done", (tool, draft) => {
    expect(planOf(tool, draft, context()).idle).toBeNull();
  });

  it("tells how long a restart is away, and asks twice", () => {
    const { effect, caution } = planOf("restart_service", { service: "order" }, context());
    expect(effect).toContain("away for 2 min");
    expect(caution).toContain("lost");
  });

  it("asks twice before everybody is refused, and not before some are", () => {
    expect(planOf("shed_load", { route: "*", share: "100 %" }, context()).caution).toContain(
      "all users",
    );
    expect(planOf("shed_load", { route: "*", share: "100" }, context()).caution).not.toBeNull();
    expect(planOf("shed_load", { route: "*", share: "20 %" }, context()).caution).toBeNull();
    expect(
      planOf("block_calls", { call: "order->payment", mode: "drop" }, context()).caution,
    ).not.toBeNull();
    expect(
      planOf("scale_service", { service: "order", replicas: "1" }, context()).caution,
    ).not.toBeNull();
  });

  it("tells the share of a source, and admits when its routes differ", () => {
    const sheds = { "shoppers.checkout": 0.5 };
    const now = (route: string) => planOf("shed_load", { route }, context({ sheds })).now;
    expect(now("shoppers.checkout")).toBe("50 % of Shoppers: checkout are refused");
    expect(now("shoppers")).toBe("Differs between the routes");
    expect(now("wallet")).toBe("Everybody is let in");
  });

  it("names who has a role", () => {
    const roles = { operations: "mateo", scribe: "player" };
    const now = (role: string) => planOf("assign_role", { role }, context({ roles })).now;
    expect(now("operations")).toBe("Operations: Mateo Silva");
    expect(now("scribe")).toBe("Scribe: you");
    expect(now("communications")).toBe("Nobody is communications");
  });
});
