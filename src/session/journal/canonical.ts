import { createHash } from "node:crypto";

/** A value that JSON can carry without loss. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Deeper nesting than any journal line or observation has; stops a hostile file before the stack does. */
const maximumDepth = 64;

/**
 * The one text of a JSON value: keys sorted by code unit, no white space, numbers in their shortest form that reads
 * back to the same value. Equal values have equal texts, so that a hash over the text is a hash over the value.
 *
 * Throws a TypeError for what JSON would silently change: NaN, infinities, undefined, functions, bigints, and objects
 * that are neither plain nor arrays.
 */
export function canonical(value: unknown, depth = 0): string {
  if (depth > maximumDepth) throw new TypeError(`JSON nested deeper than ${maximumDepth} levels`);
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? canonicalArray(value, depth) : canonicalObject(value, depth);
    default:
      throw new TypeError(`JSON has no ${typeof value}`);
  }
}

/** The SHA-256 of a value's canonical text, in hexadecimal. */
export function hashOf(value: unknown): string {
  return sha256(canonical(value));
}

/** The SHA-256 of a text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function canonicalArray(items: readonly unknown[], depth: number): string {
  const texts: string[] = [];
  // An index loop, since a hole in a sparse array must be refused and `map` would skip it.
  for (let i = 0; i < items.length; i++) texts.push(canonical(items[i], depth + 1));
  return `[${texts.join(",")}]`;
}

function canonicalObject(value: object, depth: number): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError("JSON has plain objects only");
  }
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = (value as Record<string, unknown>)[key];
    members.push(`${JSON.stringify(key)}:${canonical(member, depth + 1)}`);
  }
  return `{${members.join(",")}}`;
}
