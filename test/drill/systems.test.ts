import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseSystem } from "../../src/drill/system/parse.js";
import { systemJsonSchema } from "../../src/drill/system/schema.js";
import { plainCallPolicy } from "../../src/world/system.js";

const examples = join(import.meta.dirname, "../../examples");

function example(name: string) {
  const path = join(examples, name, "system.yaml");
  return parseSystem(readFileSync(path, "utf8"), path);
}

/** A system of one service, `shop`, and more text after it. */
function shop(serviceLines: string, rest = "") {
  return parseSystem(
    `services:\n  shop:\n    ${serviceLines.trim().split("\n").join("\n    ")}\n${rest}`,
    "system.yaml",
  );
}

const serve = "threads: 4\noperations: { serve: [ { work: constant 5 ms } ] }";

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

test("every change of the timeline, in the order of time", () => {
  const system = shop(
    `${serve}\nreleases: { r1: {}, r2: { latency: 3, errors: 12 % } }`,
    `  front:
    threads: unlimited
    operations: { page: [ { call: shop.serve } ] }
sources:
  users: { open: fixed 10/s, mix: { visit: { to: front.page } } }
site: { name: standby, capacity: 50 %, shared: [ shop ] }
flags: { later: on }
timeline:
  - { at: 14 s, change: load, source: users, factor: 2 }
  - { at: 1 s, change: call-policy, call: front->shop, set: { timeout: 1 s, breaker: none } }
  - { at: 2 s, change: block, call: front->shop, mode: drop }
  - { at: 3 s, change: flag, flag: later, on: false }
  - { at: 4 s, change: shed, source: users, route: visit, share: 40 % }
  - { at: 5 s, change: shift, source: users, site: standby, share: 25 % }
  - { at: 6 s, change: restart, service: shop }
  - { at: 7 s, change: crash, service: shop }
  - { at: 8 s, change: start, service: shop }
  - { at: 9 s, change: scale, service: shop, replicas: 3 }
  - { at: 10 s, change: release, service: shop, release: r2 }
  - { at: 11 s, change: slow, service: shop, factor: 1.5 }
  - { at: 12 s, change: fail, service: shop, errors: 5 % }
  - { at: 13 s, change: stall, service: shop, law: uniform 28.5 s..31.5 s, from: 0.01 %, to: 100 %, over: 12 min }`,
  );
  expect(system.timeline).toMatchInlineSnapshot(`
    [
      {
        "atUs": 1000000,
        "change": {
          "change": "call-policy",
          "from": "front",
          "set": {
            "breaker": null,
            "timeoutUs": 1000000,
          },
          "to": "shop",
        },
      },
      {
        "atUs": 2000000,
        "change": {
          "change": "block",
          "from": "front",
          "mode": "drop",
          "to": "shop",
        },
      },
      {
        "atUs": 3000000,
        "change": {
          "change": "flag",
          "flag": "later",
          "on": false,
        },
      },
      {
        "atUs": 4000000,
        "change": {
          "change": "shed",
          "route": "visit",
          "share": 0.4,
          "source": "users",
        },
      },
      {
        "atUs": 5000000,
        "change": {
          "change": "shift",
          "route": null,
          "share": 0.25,
          "site": "standby",
          "source": "users",
        },
      },
      {
        "atUs": 6000000,
        "change": {
          "change": "restart",
          "service": "shop",
        },
      },
      {
        "atUs": 7000000,
        "change": {
          "change": "crash",
          "service": "shop",
        },
      },
      {
        "atUs": 8000000,
        "change": {
          "change": "start",
          "service": "shop",
        },
      },
      {
        "atUs": 9000000,
        "change": {
          "change": "scale",
          "replicas": 3,
          "service": "shop",
        },
      },
      {
        "atUs": 10000000,
        "change": {
          "change": "release",
          "release": "r2",
          "service": "shop",
        },
      },
      {
        "atUs": 11000000,
        "change": {
          "change": "slow",
          "factor": 1.5,
          "service": "shop",
        },
      },
      {
        "atUs": 12000000,
        "change": {
          "change": "fail",
          "errorShare": 0.05,
          "service": "shop",
        },
      },
      {
        "atUs": 13000000,
        "change": {
          "change": "stall",
          "fromShare": 0.0001,
          "law": {
            "highUs": 31500000,
            "law": "uniform",
            "lowUs": 28500000,
          },
          "overUs": 720000000,
          "service": "shop",
          "toShare": 1,
        },
      },
      {
        "atUs": 14000000,
        "change": {
          "change": "load",
          "factor": 2,
          "source": "users",
        },
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

describe("examples", () => {
  test("mm1 is the textbook queue", () => {
    const system = example("mm1");
    expect(system.services).toMatchObject([{ threads: 1, replicas: 1 }]);
    expect(system.sources).toMatchObject([{ load: { law: "poisson", ratePerSecond: 80 } }]);
  });

  test("online-boutique has the services, calls and users of the manifests", () => {
    const system = example("online-boutique");
    expect(system.services.map(({ name }) => name).sort()).toEqual([
      "adservice",
      "cartservice",
      "checkoutservice",
      "currencyservice",
      "emailservice",
      "frontend",
      "paymentservice",
      "productcatalogservice",
      "recommendationservice",
      "redis-cart",
      "shippingservice",
    ]);
    expect(system.calls.map(({ from, to }) => `${from}->${to}`).sort()).toEqual([
      "cartservice->redis-cart",
      "checkoutservice->cartservice",
      "checkoutservice->currencyservice",
      "checkoutservice->emailservice",
      "checkoutservice->paymentservice",
      "checkoutservice->productcatalogservice",
      "checkoutservice->shippingservice",
      "frontend->adservice",
      "frontend->cartservice",
      "frontend->checkoutservice",
      "frontend->currencyservice",
      "frontend->productcatalogservice",
      "frontend->recommendationservice",
      "frontend->shippingservice",
      "recommendationservice->productcatalogservice",
    ]);
    const [users] = system.sources;
    expect(users?.load).toEqual({
      kind: "closed",
      users: 10,
      think: { law: "uniform", lowUs: 1_000_000, highUs: 10_000_000 },
    });
    expect(users?.routes.map(({ name, weight }) => [name, weight])).toEqual([
      ["browse", 10],
      ["cart-view", 3],
      ["currency", 2],
      ["add", 2],
      ["index", 1],
      ["checkout", 1],
    ]);
  });
});

test("the JSON Schema describes what is written, units as texts", () => {
  const schema = JSON.parse(JSON.stringify(systemJsonSchema()));
  expect(schema.required).toEqual(["services"]);
  expect(schema.properties.interval).toMatchObject({ type: "string", examples: ["500 ms"] });
  expect(schema.additionalProperties).toBe(false);
});
