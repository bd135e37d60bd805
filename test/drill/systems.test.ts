import { describe, expect, test } from "vitest";
import { parseSystem } from "../../src/drill/system/parse.js";
import { systemJsonSchema } from "../../src/drill/system/schema.js";
import { plainCallPolicy } from "../../src/world/system.js";
import { serve, shop } from "./shop.js";

test("what is left out gets the documented defaults", () => {
  expect(shop(serve)).toMatchInlineSnapshot(`
    {
      "abandonedWorkGoesOn": true,
      "alerts": [],
      "calls": [],
      "flags": [],
      "intervalUs": 10000000,
      "measureFromUs": 0,
      "services": [
        {
          "balance": "round-robin",
          "kind": "service",
          "maximumReplicas": 10,
          "name": "shop",
          "operations": [
            {
              "name": "serve",
              "steps": [
                {
                  "duration": {
                    "law": "constant",
                    "valueUs": 5000,
                  },
                  "step": "work",
                },
              ],
            },
          ],
          "queue": {
            "dropExpired": false,
            "length": Infinity,
            "maximumWaitUs": null,
            "order": "fifo",
            "whenFull": "reject",
          },
          "refusal": {
            "costUs": 0,
            "roundTripUs": 1000,
          },
          "releases": [
            {
              "errorShare": 0,
              "latencyFactor": 1,
              "name": "v1",
            },
          ],
          "replicas": 1,
          "restartUs": 30000000,
          "threads": 4,
        },
      ],
      "site": null,
      "sources": [],
      "timeline": [],
      "traceEvery": 0,
    }
  `);
});

test("an external service has no limits unless they are written", () => {
  const [bank] = parseSystem(
    "services: { bank: { kind: external, operations: { pay: [ { work: constant 5 ms } ] } } }",
    "system.yaml",
  ).services;
  expect(bank).toMatchObject({
    threads: Number.POSITIVE_INFINITY,
    replicas: 1,
    maximumReplicas: 1,
  });
});

test("every field of a call policy", () => {
  const calls = (policy: string) =>
    shop(
      "threads: 4\noperations: { serve: [ { call: bank.pay } ] }",
      `  bank: { kind: external, operations: { pay: [ { work: constant 5 ms } ] } }
flags: { later: off }
calls:
  shop->bank: ${policy}`,
    ).calls;
  expect(calls("{}")).toEqual([{ ...plainCallPolicy, from: "shop", to: "bank" }]);
  expect(calls("{ retries: 3 }")[0]?.retries).toEqual({
    count: 3,
    backoff: { baseUs: 0, factor: 1, maximumUs: 0, jitter: "none" },
    budget: null,
    probability: 1,
  });
  expect(
    calls(`
    connectTimeout: 1 s
    timeout: 300 ms
    retries:
      count: 2
      backoff: { base: 100 ms, factor: 2, maximum: 20 s, jitter: equal }
      budget: { share: 10 %, capacity: 50 }
      probability: 50 %
    breaker: { failures: 40 %, window: 20 s, minimumCalls: 10, open: 15 s, trials: 2 }
    bulkhead: 50
    pool: { connections: 100, maximumWait: 1 s }
    fallback: { after: 1 ms, mark: pending }
    skip: { flag: later, mark: pending }`),
  ).toMatchInlineSnapshot(`
    [
      {
        "breaker": {
          "failureShare": 0.4,
          "minimumCalls": 10,
          "openUs": 15000000,
          "trialCalls": 2,
          "windowUs": 20000000,
        },
        "bulkhead": 50,
        "connectTimeoutUs": 1000000,
        "fallback": {
          "delayUs": 1000,
          "mark": "pending",
        },
        "from": "shop",
        "pool": {
          "connections": 100,
          "maximumWaitUs": 1000000,
        },
        "retries": {
          "backoff": {
            "baseUs": 100000,
            "factor": 2,
            "jitter": "equal",
            "maximumUs": 20000000,
          },
          "budget": {
            "capacity": 50,
            "share": 0.1,
          },
          "count": 2,
          "probability": 0.5,
        },
        "skip": {
          "flag": "later",
          "mark": "pending",
        },
        "timeoutUs": 300000,
        "to": "bank",
      },
    ]
  `);
});

describe("operations that call each other", () => {
  const circle = (share: string) =>
    shop(`
threads: 1
operations:
  serve:
    - work: exponential 5 ms
    - branch: { share: ${share}, then: [ { call: shop.serve } ] }`);

  test("may do so when a branch leads out, as feedback does", () => {
    expect(circle("40 %").calls).toHaveLength(1);
  });

  test("must not when the branch is always taken", () => {
    expect(() => circle("100 %")).toThrow("without an end (shop.serve -> shop.serve)");
  });

  test("must not multiply without bounds", () => {
    expect(() =>
      shop(`
threads: 1
operations:
  serve:
    - work: exponential 5 ms
    - branch: { share: 60 %, then: [ { parallel: [ shop.serve, shop.serve ] } ] }`),
    ).toThrow("more than 10000 calls");
  });
});

test("the JSON Schema describes what is written, units as texts", () => {
  const schema = JSON.parse(JSON.stringify(systemJsonSchema()));
  expect(schema.required).toEqual(["services"]);
  expect(schema.properties.interval).toMatchObject({ type: "string", examples: ["500 ms"] });
  expect(schema.additionalProperties).toBe(false);
});
