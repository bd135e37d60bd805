import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemCatalogue } from "../../../src/drill/problem-catalogue.js";
import { Hosts } from "../../../src/server/http/hosts.js";
import { isTooDeep } from "../../../src/server/http/json-body.js";
import { addressName, Rates } from "../../../src/server/http/rates.js";
import { problemStatus } from "../../../src/server/http/status.js";

describe("the names that the server answers to", () => {
  const hosts = new Hosts(["War-Room.example.org", "localhost:5173"]);

  test.each([
    "127.0.0.1",
    "127.0.0.1:4600",
    "localhost:4600",
    "LOCALHOST",
    "[::1]:4600",
    "192.168.7.20:80",
    "war-room.example.org",
    "war-room.example.org:8443",
  ])("%s is ours", (host) => expect(hosts.isOurs(host)).toBe(true));

  test.each([
    undefined,
    "",
    "evil.example.org",
    "evil.example.org:4600",
    "localhost.evil.example.org",
    "127.0.0.1.evil.example.org",
    "127.0.0.1@evil.example.org",
    "evil.example.org/127.0.0.1",
    "evil.example.org#localhost",
    "evil.example.org\\localhost",
    "a b",
  ])("%s is not", (host) => expect(hosts.isOurs(host)).toBe(false));

  test("a page is ours when it was served under the name that it asks by", () => {
    expect(hosts.isOurOrigin("http://127.0.0.1:4600", "127.0.0.1:4600")).toBe(true);
    expect(hosts.isOurOrigin("http://localhost:4600", "localhost:4600")).toBe(true);
    expect(hosts.isOurOrigin("https://war-room.example.org", "127.0.0.1:4600")).toBe(true);
    expect(hosts.isOurOrigin("http://localhost:5173", "localhost:4600")).toBe(true);
  });

  test.each([
    ["http://localhost:3000", "localhost:4600"],
    ["http://127.0.0.1:4600", "localhost:4600"],
    ["http://evil.example.org", "127.0.0.1:4600"],
    ["https://war-room.example.org:8443", "127.0.0.1:4600"],
    ["null", "127.0.0.1:4600"],
    ["file://", "127.0.0.1:4600"],
    ["", "127.0.0.1:4600"],
  ])("a page of %s may not ask %s", (origin, host) =>
    expect(hosts.isOurOrigin(origin, host)).toBe(false),
  );
});

describe("rates", () => {
  test("a bucket gives its burst, then what time brings", () => {
    let now = 0;
    const rates = new Rates({ burst: 3, perSecond: 0.5 }, 10, () => now);
    expect([1, 2, 3].map(() => rates.take("a"))).toEqual([0, 0, 0]);
    expect(rates.take("a")).toBe(2);
    expect(rates.take("b")).toBe(0);
    now = 2000;
    expect(rates.take("a")).toBe(0);
    expect(rates.take("a")).toBe(2);
    now = 1_000_000;
    expect([1, 2, 3, 4].map(() => rates.take("a"))).toEqual([0, 0, 0, 2]);
  });

  test("no more is ever given than the burst and what time brings", () => {
    fc.assert(
      fc.property(
        fc.record({
          burst: fc.integer({ min: 1, max: 20 }),
          perSecond: fc.integer({ min: 1, max: 50 }),
        }),
        fc.array(fc.nat(200), { maxLength: 200 }),
        (rate, gaps) => {
          let now = 0;
          const rates = new Rates(rate, 1, () => now);
          let given = 0;
          for (const gap of gaps) {
            now += gap;
            if (rates.take("a") === 0) given += 1;
          }
          expect(given).toBeLessThanOrEqual(rate.burst + (now / 1000) * rate.perSecond + 1e-6);
        },
      ),
    );
  });

  test("only so many names are remembered, the freshest", () => {
    const rates = new Rates({ burst: 1, perSecond: 0.001 }, 2, () => 0);
    for (const name of ["a", "b", "a", "c"]) rates.take(name);
    expect(rates.take("a")).toBeGreaterThan(0);
    expect(rates.take("b")).toBe(0);
  });

  test.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::9", "2001:db8:1:2"],
    ["2001:db8::9", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
  ])("%s counts as %s", (address, name) => expect(addressName(address)).toBe(name));
});

test("every code of the catalogue has a status, and no other has", () => {
  expect(Object.keys(problemStatus).sort()).toEqual(Object.keys(problemCatalogue).sort());
  for (const status of Object.values(problemStatus)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  }
});

test("depth is counted outside of strings", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(isTooDeep(nested(64))).toBe(false);
  expect(isTooDeep(nested(65))).toBe(true);
  expect(isTooDeep(`{"a":${nested(64)}}`)).toBe(true);
  expect(isTooDeep(JSON.stringify(`${"[".repeat(100)}\\"{`))).toBe(false);
  expect(isTooDeep(`[${nested(63)},${nested(63)}]`)).toBe(false);
});
