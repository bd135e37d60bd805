import { expect, test } from "vitest";
import { serve, shop } from "./shop.js";

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
