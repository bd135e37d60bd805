/** The tools that do something: to the system, with people, and to the run. */
import { beforeEach, describe, expect, test } from "vitest";
import { changedBy, type Session } from "../../src/session/index.js";
import { drill, open, resultOf } from "./support.js";

let session: Session;
beforeEach(async () => {
  session = await open();
});
const result = (tool: string, input: object = {}) => resultOf(session, tool, input);

describe("operating", () => {
  const effects: [string, object, object][] = [
    [
      "set_call_policy",
      {
        call: "front->back",
        timeout: "500 ms",
        retries: 3,
        backoff: "100 ms",
        retryBudget: "10 %",
      },
      {
        change: "call-policy",
        set: {
          timeoutUs: 500_000,
          retries: {
            count: 3,
            backoff: { baseUs: 100_000, jitter: "full" },
            budget: { share: 0.1 },
          },
        },
      },
    ],
    [
      "set_call_policy",
      { call: "*", retries: 0, timeout: "none" },
      {
        change: "call-policy",
        set: { retries: null, timeoutUs: null },
      },
    ],
    [
      "set_call_policy",
      { call: "front->back", breaker: {}, fallback: "later", bulkhead: 5 },
      {
        change: "call-policy",
        set: {
          breaker: {
            failureShare: 0.5,
            windowUs: 10_000_000,
            minimumCalls: 20,
            openUs: 30_000_000,
            trialCalls: 5,
          },
          fallback: { mark: "later" },
          bulkhead: 5,
        },
      },
    ],
    [
      "block_calls",
      { call: "front->back", mode: "drop" },
      { change: "block", from: "front", to: "back", mode: "drop" },
    ],
    [
      "set_flag",
      { flag: "store-later", on: true },
      { change: "flag", flag: "store-later", on: true },
    ],
    [
      "shed_load",
      { route: "users.buy", share: "100 %" },
      { change: "shed", source: "users", route: "buy", share: 1 },
    ],
    [
      "shed_load",
      { route: "*", share: "20 %" },
      { change: "shed", source: "users", route: null, share: 0.2 },
    ],
    ["restart_service", { service: "back" }, { change: "restart", service: "back" }],
    [
      "scale_service",
      { service: "back", replicas: 4 },
      { change: "scale", service: "back", replicas: 4 },
    ],
    [
      "shift_traffic",
      { route: "users", share: "25 %" },
      { change: "shift", site: "standby", share: 0.25 },
    ],
    ["roll_back", { service: "back" }, { change: "release", service: "back", release: "v1" }],
  ];

  test.each(effects)("%s %j has its effect and states it", async (tool, input, change) => {
    expect(await result(tool, input)).toMatchObject({ changed: true });
    expect(session.journal.entries[0]!.effect).toMatchObject({ changed: true, changes: [change] });
  });

  test("a policy keeps what it does not name", async () => {
    await result("set_call_policy", { call: "front->back", retries: 0 });
    const { policy } = await result("set_call_policy", { call: "front->back", bulkhead: 9 });
    expect(policy).toMatchObject({ timeout: "2 s", retries: 0, bulkhead: 9, breaker: "none" });
  });

  test("rolling back further than the first release changes nothing", async () => {
    await result("roll_back", { service: "back" });
    expect(await result("roll_back", { service: "back" })).toEqual({
      changed: false,
      service: "back",
      from: "v1",
      to: null,
    });
  });

  test("looking and talking have no effect on the system", async () => {
    await result("show_topology");
    await result("post_status", { state: "investigating", text: "We are on it." });
    expect(session.journal.entries.map(changedBy)).toEqual([null, null]);
  });
});

describe("telling people and steering", () => {
  test("incident, roles, status, messages and escalation are confirmed", async () => {
    expect(
      await result("declare_incident", { severity: "SEV-2", title: "Purchases fail" }),
    ).toEqual({
      severity: "SEV-2",
      title: "Purchases fail",
      declaredAt: "12:03:20",
    });
    expect(
      await result("declare_incident", { severity: "SEV-1", title: "All fail" }),
    ).toMatchObject({
      severity: "SEV-1",
      declaredAt: "12:03:20",
    });
    await result("assign_role", { role: "scribe", person: "ada" });
    expect(await result("assign_role", { role: "incident-commander", person: "me" })).toEqual({
      roles: { scribe: "ada", "incident-commander": "player" },
    });
    expect(await result("post_status", { state: "identified", text: "Soon." })).toMatchObject({
      posted: true,
    });
    expect(await result("send_message", { channel: "on-call", text: "Hi" })).toMatchObject({
      sent: true,
    });
    expect(await result("escalate", { person: "ada", text: "Help" })).toMatchObject({
      paged: "Ada Brown",
    });
  });

  test("an alert that is not firing cannot be acknowledged", async () => {
    await result("roll_back", { service: "back" });
    await result("wait", { seconds: 180 });
    expect(await result("acknowledge_page", { alert: "back-errors" })).toEqual({
      alert: "back-errors",
      firing: false,
      acknowledgedAt: null,
    });
  });

  test("hints come one after another until there are none, and phases end with the last", async () => {
    expect(await result("take_hint")).toEqual({
      hint: "What changed?",
      topic: "change",
      level: 1,
      costPoints: 5,
      left: 0,
    });
    expect(await result("take_hint")).toMatchObject({ hint: null, left: 0 });
    expect(await result("next_phase")).toEqual({
      changed: true,
      phase: "mend",
      title: "Mend",
      minutes: 5,
    });
    expect(await result("next_phase")).toMatchObject({ changed: false, phase: "mend" });
  });

  test("waiting ends with the time or with news, whichever comes first", async () => {
    await result("wait", { seconds: 10, until: "news" });
    expect(session.nowUs).toBe(drill.opensUs + 10_000_000);
    await result("wait", { seconds: 60, until: "news" });
    expect(session.nowUs).toBe(drill.opensUs + 30_000_000);
  });
});
