/** Values that a schema takes, and values that are nearly such. */
import fc from "fast-check";
import type * as z from "zod";

const name = fc.oneof(
  fc.constantFrom("first-page", "list_alerts", "checkout", "no-such", "__proto__", "constructor"),
  fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }),
);

/** Any value that the schema takes; knows the kinds of schemas that come in over the interface. */
export function valid(schema: z.ZodType): fc.Arbitrary<unknown> {
  const { def } = schema as unknown as { def: Definition };
  switch (def.type) {
    case "object": {
      const shape = Object.entries(def.shape!);
      const required = shape.filter(([, field]) => !isOptional(field)).map(([key]) => key);
      return fc.record(Object.fromEntries(shape.map(([key, field]) => [key, valid(field)])), {
        requiredKeys: required,
        noNullPrototype: true,
      });
    }
    case "optional":
      return valid(def.innerType!);
    case "literal":
      return fc.constantFrom(...def.values!);
    case "enum":
      return fc.constantFrom(...Object.values(def.entries!));
    case "union":
      return fc.oneof(...def.options!.map(valid));
    case "record":
      return fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
    case "string":
      return name.filter((text) => schema.safeParse(text).success);
    case "number":
      return fc
        .oneof({ arbitrary: fc.integer({ min: 0, max: 12 }), weight: 3 }, fc.maxSafeNat())
        .filter((number) => schema.safeParse(number).success);
    default:
      throw new Error(`no values for a schema of type ${def.type}`);
  }
}

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  values?: unknown[];
  entries?: Record<string, unknown>;
  options?: z.ZodType[];
}

function isOptional(schema: z.ZodType): boolean {
  return (schema as unknown as { def: Definition }).def.type === "optional";
}

/** A text that is meant to be JSON of the schema's form, and is something else. */
export function broken(schema: z.ZodType): fc.Arbitrary<string> {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const changed = fc
    .tuple(valid(schema), name, anything, fc.nat())
    .map(([value, key, other, pick]) => {
      if (typeof value !== "object" || value === null) return other;
      const keys = Object.keys(value);
      const copy: Record<string, unknown> = { ...value };
      if (pick % 3 === 0 && keys.length > 0) delete copy[keys[pick % keys.length]!];
      else copy[pick % 3 === 1 || keys.length === 0 ? key : keys[pick % keys.length]!] = other;
      return copy;
    });
  const cut = fc
    .tuple(valid(schema), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([value, share]) => {
      const text = JSON.stringify(value);
      return text.slice(0, Math.floor(text.length * share));
    });
  const deep = fc
    .tuple(fc.constantFrom("[", '{"a":', '{"input":['), fc.integer({ min: 1, max: 3000 }))
    .map(([open, times]) => open.repeat(times));
  return fc.oneof(
    { arbitrary: changed.map((value) => JSON.stringify(value)), weight: 5 },
    { arbitrary: anything.map((value) => JSON.stringify(value)), weight: 2 },
    { arbitrary: cut, weight: 2 },
    { arbitrary: fc.string({ unit: "binary", maxLength: 60 }), weight: 1 },
    { arbitrary: deep, weight: 1 },
  );
}
