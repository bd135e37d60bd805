/**
 * Small checks of what came over the network. The server's own schemas would be a large part of the page; these look
 * at what the page relies on, and let fields through that a newer server adds.
 */
export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === "string";
export const isNumber: Check = (value) => typeof value === "number" && Number.isFinite(value);
export const isFlag: Check = (value) => typeof value === "boolean";
export const isAnything: Check = (value) => value !== undefined;

export function orNull(check: Check): Check {
  return (value) => value === null || check(value);
}

export function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

export function oneOf(...values: unknown[]): Check {
  return (value) => values.includes(value);
}

export function list(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

export function table(check: Check): Check {
  return (value) => isRecord(value) && Object.values(value).every(check);
}

export function form(fields: Record<string, Check>): Check {
  const checks = Object.entries(fields);
  return (value) => isRecord(value) && checks.every(([name, check]) => check(value[name]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
