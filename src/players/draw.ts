import type { Json, JsonObject } from "../session/index.js";
import type { Dice } from "./dice.js";

/** The part of JSON Schema that tool inputs are written in. */
interface Schema {
  type?: string;
  const?: Json;
  enum?: Json[];
  anyOf?: Schema[];
  examples?: Json[];
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

/** Integers are drawn up to so much above the least, since a million replicas is legal and tells nothing. */
const widestInteger = 100;

const longestList = 3;

/** A value that the schema allows, drawn by luck; texts come from the schema's examples. */
export function draw(schema: JsonObject, dice: Dice): Json {
  const {
    type,
    const: only,
    enum: choices,
    anyOf,
    examples,
    minimum = 0,
    ...rest
  } = schema as Schema;
  if (only !== undefined) return only;
  if (choices) return dice.pick(choices);
  if (anyOf) return draw(dice.pick(anyOf) as JsonObject, dice);
  if (examples) return dice.pick(examples);
  switch (type) {
    case "boolean":
      return dice.below(2) === 1;
    case "integer":
      return (
        minimum + dice.below(Math.min(widestInteger, (rest.maximum ?? widestInteger) - minimum + 1))
      );
    case "array":
      return Array.from({ length: dice.below(longestList + 1) }, () =>
        draw((rest.items ?? {}) as JsonObject, dice),
      );
    case "object":
      return drawObject(rest, dice);
    default:
      throw new RangeError(`no value can be drawn for a schema of type ${type}`);
  }
}

function drawObject({ properties = {}, required = [] }: Schema, dice: Dice): JsonObject {
  const drawn: Record<string, Json> = {};
  for (const [key, schema] of Object.entries(properties)) {
    if (required.includes(key) || dice.below(2) === 1)
      drawn[key] = draw(schema as JsonObject, dice);
  }
  return drawn;
}
