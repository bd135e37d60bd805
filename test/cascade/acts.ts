/** What players can do to the system in the drill's third phase, alone and one after another. */
import type { Change, RetrySpec } from "../../src/world/index.js";
import { us } from "../world/support/systems.js";
import { type Act, browsingRoutes, policy, shipped } from "./support.js";

/** Order records the order and leaves the payment for later, without calling Payment. */
export const flagOn: Change = { change: "flag", flag: "payment-pending", on: true };
export const flagOff: Change = { change: "flag", flag: "payment-pending", on: false };

/** When half of the calls of ten seconds failed, Payment answers "pending" for thirty seconds and asks no bank. */
export const breaker: Change = policy("payment->bank", {
  timeoutUs: us(0.5),
  breaker: {
    failureShare: 0.5,
    windowUs: us(10),
    minimumCalls: 20,
    openUs: us(30),
    trialCalls: 5,
  },
  fallback: { delayUs: 0, mark: "pending" },
});
export const breakerOff: Change = policy("payment->bank", {
  timeoutUs: null,
  breaker: null,
  fallback: null,
});

/** A firewall rule: calls to the bank are answered at once, with an error. */
export const block: Change = { change: "block", from: "payment", to: "bank", mode: "reject" };

/** At most 50 of Payment's 200 threads may wait for the bank. */
export const bulkhead: Change = policy("payment->bank", { bulkhead: 50 });

export function timeout(call: string, seconds: number): Change {
  return policy(call, { timeoutUs: us(seconds) });
}

/** Each hop waits less long than its caller. */
const timeouts = [
  timeout("payment->bank", 0.5),
  timeout("order->payment", 1),
  timeout("cart->order", 2),
];

function onRetries(set: (retries: RetrySpec) => RetrySpec | null): Change[] {
  return shipped.calls.flatMap(({ from, to, retries }) =>
    retries === null ? [] : [policy(`${from}->${to}`, { retries: set(retries) })],
  );
}

const retriesOff = onRetries(() => null);

/** At most one retry for ten first attempts. */
const retryBudget = onRetries((retries) => ({
  ...retries,
  budget: { share: 0.1, capacity: 100 },
}));

/** Refuses a share of the requests at the edge: of one route, or of all. */
function shed(share: number, route: string | null = null): Change {
  return { change: "shed", source: "shoppers", route, share };
}

const maintenancePage = shed(1, "checkout");
const maintenancePageLifted = shed(0, "checkout");

function restart(...services: string[]): Change[] {
  return services.map((service) => ({ change: "restart", service }));
}

function scalePayment(replicas: number): Change {
  return { change: "scale", service: "payment", replicas };
}

/** Sends all requests of some routes to the second data centre. */
function shift(...routes: (string | null)[]): Change[] {
  return routes.map((route) => ({
    change: "shift",
    source: "shoppers",
    route,
    site: "standby",
    share: 1,
  }));
}

/** Nothing that a player could do: from now on the bank is as fast as ever. */
const bankRecovers: Change = {
  change: "stall",
  service: "bank",
  law: { law: "constant", valueUs: 1 },
  fromShare: 0,
  toShare: 0,
  overUs: 0,
};

/** The acts of each row of the table in measures.ts. */
export const actsOf: Record<string, readonly Act[]> = {
  nothing: [],
  "restart Payment": [[0, ...restart("payment")]],
  "restart Order, Cart": [[0, ...restart("order", "cart")]],
  "restart all three": [[0, ...restart("payment", "order", "cart")]],
  "pending flag": [[0, flagOn]],
  "breaker with fallback": [[0, breaker]],
  block: [[0, block]],
  "bulkhead 50": [[0, bulkhead]],
  "block, retries off": [[0, block, ...retriesOff]],
  "bulkhead, retries off": [[0, bulkhead, ...retriesOff]],
  "block, budget 10 %": [[0, block, ...retryBudget]],
  "shed 20 %": [[0, shed(0.2)]],
  "shed 40 %": [[0, shed(0.4)]],
  "shed 60 %": [[0, shed(0.6)]],
  "shed 80 %": [[0, shed(0.8)]],
  "shed 80 % for 60 s": [
    [0, shed(0.8)],
    [60, shed(0)],
  ],
  "retries off": [[0, ...retriesOff]],
  "budget 10 %": [[0, ...retryBudget]],
  "retries off, shed 80 %": [[0, ...retriesOff, shed(0.8)]],
  "Order->Payment 0.5 s": [[0, timeout("order->payment", 0.5)]],
  "Order->Payment 1 s": [[0, timeout("order->payment", 1)]],
  "Order->Payment 2 s": [[0, timeout("order->payment", 2)]],
  "Payment->Bank 0.5 s": [[0, timeout("payment->bank", 0.5)]],
  "timeouts 0.5, 1, 2 s": [[0, ...timeouts]],
  "timeouts, retries off": [[0, ...timeouts, ...retriesOff]],
  "Payment twice": [[0, scalePayment(2)]],
  "Payment ten times": [[0, scalePayment(10)]],
  "maintenance page": [[240, maintenancePage]],
  "the same for 60 s": [
    [0, maintenancePage],
    [60, maintenancePageLifted],
  ],
  "flag, then restarts": [
    [0, flagOn],
    [10, ...restart("payment", "order", "cart")],
  ],
  "restarts, then flag": [
    [0, ...restart("payment", "order", "cart")],
    [150, flagOn],
  ],
  "block, then flag": [
    [0, block],
    [60, flagOn],
  ],
  "breaker, shed 40 %": [[0, breaker, shed(0.4)]],
  "shift browsing": [[0, ...shift(...browsingRoutes)]],
  "shift everything": [[0, ...shift(null)]],
  "the bank recovers": [[0, bankRecovers]],
};
