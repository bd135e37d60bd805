import * as z from "zod";
import { type CallPolicy, plainCallPolicy, type RetrySpec } from "../../../world/system.js";
import { callName } from "../../vocabulary.js";
import { duration, oneOf, orNone, positiveDuration, share } from "../fields.js";
import { describePolicy } from "../policy-text.js";
import { defineTool, type Offer } from "../tool.js";

const everyCall = "*";

/** What a field that is not named keeps, when the mechanism was absent. */
const standard = {
  retries: {
    count: 0,
    backoff: { baseUs: 0, factor: 2, maximumUs: 20_000_000, jitter: "full" },
    budget: null,
    probability: 1,
  } satisfies RetrySpec,
  breaker: { failures: 0.5, window: 10_000_000, minimumCalls: 20, open: 30_000_000, trials: 5 },
  budgetCapacity: 100,
  fallbackDelayUs: 1_000,
};

/** Shorter waits only turn every call into retries, which can grow beyond what can be simulated. */
const shortestTimeoutUs = 10_000;

const breaker = z
  .strictObject({
    failures: share("opens at this share of failed calls, 50 % unless said", ["50 %"]).optional(),
    window: positiveDuration("over so long, 10 s unless said", ["10 s"]).optional(),
    minimumCalls: z
      .int()
      .min(1)
      .max(10_000)
      .describe("of at least so many, 20 unless said")
      .optional(),
    open: positiveDuration("stays open so long, 30 s unless said", ["30 s"]).optional(),
    trials: z.int().min(1).max(1_000).describe("then tries so many, 5 unless said").optional(),
  })
  .describe("stop calling a callee that fails");

function policyInput(offer: Offer) {
  const calls = offer.allowed("calls", offer.vocabulary.calls.keys());
  if (calls.length === 0) return null;
  const { fallbackCalls, marks } = fallbacksOf(offer);
  return z
    .strictObject({
      call: oneOf([...calls, everyCall], `which call, or ${everyCall} for all of them`)!,
      timeout: orNone(
        duration("how long the caller waits for an answer", ["500 ms", "1 s", "2 s"]).refine(
          (valueUs) => valueUs >= shortestTimeoutUs,
          "at least 10 ms",
        ),
      ).optional(),
      connectTimeout: positiveDuration("how long the caller waits to be accepted", [
        "1 s",
      ]).optional(),
      retries: z.int().min(0).max(10).describe("retries after the first attempt").optional(),
      backoff: orNone(
        duration("the first delay before a retry; it doubles, with full jitter", ["100 ms"]),
      ).optional(),
      retryBudget: orNone(
        share("retries may be at most this share of the calls", ["10 %"]),
      ).optional(),
      breaker: orNone(breaker).optional(),
      bulkhead: orNone(
        z.int().min(1).max(1_000_000).describe("calls in flight at once per replica of the caller"),
      ).optional(),
      fallback: z
        .enum([...marks, "none"])
        .describe("what to answer instead of a failure, where the caller's code has such an answer")
        .optional(),
    })
    .refine((input) => Object.keys(input).length > 1, "names nothing to set")
    .refine(
      ({ call, fallback }) =>
        fallback === undefined || fallback === "none" || fallbackCalls.includes(call),
      {
        path: ["fallback"],
        message: `is possible only on ${fallbackCalls.join(", ") || "no call"}`,
      },
    );
}

type PolicyInput = z.output<NonNullable<ReturnType<typeof policyInput>>>;

export const setCallPolicy = defineTool({
  name: "set_call_policy",
  title: "Set a call's policy",
  description:
    "Changes how a caller treats a callee, from now on: timeouts, retries, breaker, bulkhead, fallback. What is not named stays as it is; none removes a mechanism.",
  group: "operate",
  costUs: 30_000_000,
  input: policyInput,
  handle: (input, context) => {
    const { vocabulary, telemetry } = context;
    const names = input.call === everyCall ? [...vocabulary.calls.keys()] : [input.call];
    const changed = names.filter((name) => {
      const { from, to } = vocabulary.calls.get(name)!;
      const set = policySet(input, telemetry.policy(from, to)!);
      return context.apply({ change: "call-policy", from, to, set });
    });
    const only = vocabulary.calls.get(input.call);
    return {
      changed: changed.length > 0,
      /** The calls whose policy is different now. */
      calls: changed,
      /** As it is now; null for several calls. */
      policy: only ? describePolicy(telemetry.policy(only.from, only.to)!) : null,
    };
  },
});

/**
 * A fallback needs code that can answer in another way. A call has such code when the system file shows it, or when
 * the drill's limit `fallbacks` names it.
 */
function fallbacksOf({ drill, allowed }: Offer) {
  const withCode = drill.system.calls.filter(({ fallback, skip }) => fallback || skip);
  return {
    fallbackCalls: allowed("fallbacks", withCode.map(callName)),
    marks: new Set(withCode.flatMap(({ fallback, skip }) => fallback?.mark ?? skip?.mark ?? [])),
  };
}

function policySet(input: PolicyInput, before: CallPolicy): Partial<CallPolicy> {
  const set: Partial<CallPolicy> = {};
  if (input.timeout !== undefined) set.timeoutUs = input.timeout;
  if (input.connectTimeout !== undefined) set.connectTimeoutUs = input.connectTimeout;
  const retries = retriesOf(input, before.retries);
  if (retries !== undefined) set.retries = retries;
  if (input.breaker !== undefined) set.breaker = breakerOf(input.breaker);
  if (input.bulkhead !== undefined) set.bulkhead = input.bulkhead;
  if (input.fallback === "none") set.fallback = plainCallPolicy.fallback;
  else if (input.fallback !== undefined) {
    set.fallback = { delayUs: standard.fallbackDelayUs, mark: input.fallback };
  }
  return set;
}

function retriesOf(
  { retries: count, backoff, retryBudget }: PolicyInput,
  before: RetrySpec | null,
): RetrySpec | null | undefined {
  if (count === undefined && backoff === undefined && retryBudget === undefined) return undefined;
  const after: RetrySpec = { ...(before ?? standard.retries) };
  if (count !== undefined) after.count = count;
  if (backoff !== undefined) after.backoff = { ...standard.retries.backoff, baseUs: backoff ?? 0 };
  if (retryBudget !== undefined) {
    after.budget =
      retryBudget === null ? null : { share: retryBudget, capacity: standard.budgetCapacity };
  }
  return after.count === 0 ? null : after;
}

function breakerOf(input: z.output<typeof breaker> | null): CallPolicy["breaker"] {
  if (input === null) return null;
  const { failures, window, minimumCalls, open, trials } = { ...standard.breaker, ...input };
  return {
    failureShare: failures,
    windowUs: window,
    minimumCalls,
    openUs: open,
    trialCalls: trials,
  };
}
