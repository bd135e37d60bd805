import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical, hashOf } from "../../src/session/index.js";

describe("canonical JSON", () => {
  test("has one text for a value, whatever the order of keys", () => {
    expect(canonical({ b: [1, 2.5, null], a: { d: true, c: "x" } })).toBe(
      '{"a":{"c":"x","d":true},"b":[1,2.5,null]}',
    );
    expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }));
  });

  test("reads back to the same value and text", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text))).toBe(text);
        // JSON.stringify writes -0 as 0, and so do we.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    ["NaN", Number.NaN],
    ["an infinity", { a: Number.POSITIVE_INFINITY }],
    ["undefined", { a: undefined }],
    ["a hole", new Array(1)],
    ["a function", () => 1],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a map", new Map()],
  ])("refuses %s", (_, value) => {
    expect(() => canonical(value)).toThrow(TypeError);
  });

  test("refuses what is nested too deeply, cycles included", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => canonical(cycle)).toThrow(/nested deeper/);
  });
});
