/** A call's policy in words, and what a change of it would make different. */
import type { Draft } from "./draft.js";

export type PolicyView = Readonly<Record<string, unknown>>;

const noun: Record<string, string> = {
  timeout: "timeout",
  connectTimeout: "connect timeout",
  retries: "retries",
  backoff: "backoff",
  retryBudget: "retry budget",
  breaker: "breaker",
  bulkhead: "bulkhead",
  fallback: "fallback",
};

/** "no timeout, 3 retries, no retry budget, no breaker": what people ask first, in the order of the form. */
export function policyInWords(policy: PolicyView): string {
  const parts = [
    mechanism(policy, "timeout"),
    retriesInWords(policy),
    ...(policy.retries ? [mechanism(policy, "retryBudget")] : []),
    mechanism(policy, "breaker"),
  ];
  for (const name of ["bulkhead", "fallback"]) {
    if (isSet(policy[name])) parts.push(mechanism(policy, name));
  }
  return parts.join(", ");
}

/** What one field of the policy is now, as the form shows it inside the empty field. */
export function policyFieldNow(policy: PolicyView, field: string): string {
  const value = policy[field];
  if (field.startsWith("breaker.")) {
    const breaker = policy.breaker;
    if (typeof breaker !== "object" || breaker === null) return "";
    return String((breaker as Record<string, unknown>)[field.slice("breaker.".length)] ?? "");
  }
  if (typeof value === "object" && value !== null) return "on";
  return value === undefined ? "" : String(value);
}

/** "timeout: none becomes 1 s", for every field that the draft sets to something else. */
export function policyChanges(policy: PolicyView | null, draft: Draft): string[] {
  const changes: string[] = [];
  for (const [path, written] of Object.entries(draft)) {
    const name = noun[path];
    if (name === undefined || written === "") continue;
    const after = path === "breaker" && written !== "none" ? "on" : written;
    const before = policy === null ? null : policyFieldNow(policy, path);
    if (before === null) changes.push(`${name} becomes ${after}`);
    else if (compact(before) !== compact(after) || path === "breaker") {
      changes.push(`${name} ${before === after ? `stays ${after}` : `${before} becomes ${after}`}`);
    }
  }
  return changes;
}

/** True when everything that the draft names is so already. */
export function policyIsSo(policy: PolicyView, draft: Draft): boolean {
  const named = Object.entries(draft).filter(([path, value]) => value !== "" && path !== "call");
  if (named.length === 0) return false;
  return named.every(([path, value]) => {
    // What a breaker's empty fields stand for is the server's to say, so switching one on again is let through.
    if (path.startsWith("breaker")) return value === "none" && policy.breaker === "none";
    return compact(policyFieldNow(policy, path)) === compact(value);
  });
}

function mechanism(policy: PolicyView, name: string): string {
  const value = policy[name];
  if (!isSet(value)) return `no ${noun[name]}`;
  if (name === "breaker") return "breaker on";
  return name === "fallback" ? `fallback "${value}"` : `${noun[name]} ${value}`;
}

function retriesInWords({ retries }: PolicyView): string {
  if (!retries) return "no retries";
  return retries === 1 ? "1 retry" : `${retries} retries`;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "none" && value !== 0;
}

/** So that "500ms" is "500 ms". */
function compact(value: string): string {
  return value.replaceAll(" ", "").toLowerCase();
}
