/** Conditions of a rubric, on facts made by hand. */
import { describe, expect, test } from "vitest";
import type { Condition } from "../../src/drill/rubric-schema.js";
import { type Facts, judge } from "../../src/score/conditions.js";
import type { ActionValue } from "../../src/score/values.js";
import type { Entry } from "../../src/session/index.js";

const seconds = 1_000_000;

/** What an act did to 1,000 requests of which all fail when nobody does anything. */
interface Act {
  tool: string;
  input?: Record<string, string | number | boolean>;
  without?: number;
  with?: number;
  alone?: number;
}

/** One act every ten seconds; recovery at 100 s unless said otherwise. */
function factsOf(acts: Act[], recovered: number | null = 100 * seconds): Facts {
  const valued = (failuresWithout: number, failuresWith: number, index: number): ActionValue => ({
    entry: index + 1,
    atUs: index * 10 * seconds,
    requests: 1_000,
    failuresWithout,
    failuresWith,
    failuresUnattended: 1_000,
  });
  const changing = acts.flatMap((act, index) => (act.with === undefined ? [] : [{ act, index }]));
  return {
    entries: acts.map(
      ({ tool, input = {} }, index) =>
        ({ entry: index + 1, atUs: index * 10 * seconds, tool, input }) as unknown as Entry,
    ),
    moments: { opened: 0, paged: 0, mitigated: recovered, recovered },
    values: changing.map(({ act, index }) => valued(act.without ?? 1_000, act.with!, index)),
    alone: changing.map(({ act, index }) => valued(1_000, act.alone ?? act.with!, index)),
    understood: [],
    prevented: 0.5,
  };
}

const flag: Act = { tool: "set_flag", input: { flag: "later", on: true }, with: 50 };
const policy = (input: Act["input"], values: Partial<Act>): Act => ({
  tool: "set_call_policy",
  input: { call: "a->b", ...input },
  ...values,
});
const inVain: Condition = { did: { group: "operate", wastes: 0.15, before: "recovered" } };

describe("in vain", () => {
  const evidence = (...acts: Act[]) => judge(inVain, factsOf(acts)).evidence;

  test("is an act that changed the system and nothing for users", () => {
    expect(evidence({ tool: "restart_service", with: 900 }, flag)).toEqual([1]);
  });

  test("is an act that did harm, even when all was well", () => {
    expect(evidence(flag, { tool: "shed_load", without: 0, with: 200 })).toEqual([2]);
  });

  test("is not an act that helped, nor one that had nothing left to help with", () => {
    expect(evidence(flag, { tool: "scale_service", without: 50, with: 50 })).toEqual([]);
  });

  test("is not a first step that pays with the next on the same call, but one on another call is", () => {
    const timeout = policy({ timeout: "1 s" }, { with: 1_000 });
    expect(evidence(timeout, policy({ breaker: "x" }, { with: 100 }))).toEqual([]);
    expect(evidence(timeout, policy({ call: "c->d", breaker: "x" }, { with: 100 }))).toEqual([1]);
  });
});

describe("layers", () => {
  const layers: Condition = { layers: { atLeast: 2, saves: 0.3 } };
  const breaker = policy({ breaker: "x", timeout: "1 s" }, { without: 50, with: 50, alone: 60 });

  test("are measures of different kinds that would each have held", () => {
    expect(judge(layers, factsOf([flag, breaker]))).toEqual({ met: true, evidence: [1, 2] });
  });

  test("are not several settings of one change, nor the same kind twice", () => {
    expect(judge(layers, factsOf([{ ...breaker, without: 1_000 }])).met).toBe(false);
    expect(judge(layers, factsOf([flag, { ...flag, without: 50 }])).met).toBe(false);
  });

  test("are not measures that would have done nothing, or did harm", () => {
    const elsewhere = { ...breaker, alone: 1_000 };
    expect(judge(layers, factsOf([flag, elsewhere])).met).toBe(false);
    const harmful = { ...breaker, with: 400 };
    expect(judge(layers, factsOf([flag, harmful])).met).toBe(false);
  });

  test("count only once the system has recovered", () => {
    expect(judge(layers, factsOf([flag, breaker], null)).met).toBe(false);
  });
});

describe("an outcome", () => {
  test("rests on every act that helped or would have, and needs one before it", () => {
    const later = policy({ breaker: "x" }, { without: 50, with: 50, alone: 60 });
    const facts = factsOf([{ tool: "show_topology" }, flag, later], 15 * seconds);
    expect(judge({ recovered: {} }, facts)).toEqual({ met: true, evidence: [2, 3] });
    expect(judge({ recovered: {} }, factsOf([later], 0)).met).toBe(false);
    expect(judge({ recovered: { within: 10 * seconds } }, facts).met).toBe(false);
  });

  test("that came by itself earns nothing", () => {
    const facts = factsOf([{ tool: "restart_service", with: 1_000 }]);
    expect(judge({ recovered: {} }, facts).met).toBe(false);
  });
});

describe("deeds", () => {
  const facts = factsOf([
    { tool: "show_topology" },
    { tool: "post_status", input: { state: "investigating" } },
    { tool: "post_status", input: { state: "resolved" } },
    { tool: "show_topology" },
  ]);

  test("cite all that would do", () => {
    expect(judge({ did: { tool: "show_topology" } }, facts).evidence).toEqual([1, 4]);
    const states = { tool: "post_status", input: { state: ["resolved", "monitoring"] } };
    expect(judge({ did: states }, facts).evidence).toEqual([3]);
    expect(judge({ did: { tool: "show_topology", atLeast: 2 } }, facts).met).toBe(false);
    expect(judge({ did: { tool: "post_status", atLeast: 2 } }, facts).evidence).toEqual([2, 3]);
  });

  test("come in order by their first", () => {
    const look: Condition = { did: { tool: "show_topology" } };
    const tell: Condition = { did: { tool: "post_status" } };
    expect(judge({ order: [look, tell] }, facts).met).toBe(true);
    expect(judge({ order: [tell, look] }, facts).met).toBe(false);
  });

  test("that were not done are no evidence", () => {
    expect(judge({ not: { did: { tool: "finish" } } }, facts)).toEqual({ met: true, evidence: [] });
    expect(judge({ any: [{ did: { tool: "finish" } }] }, facts).met).toBe(false);
  });
});
