import { all, claims, claimsUnless, type Item, wordsAtMost } from "../rules/rule.js";

/** One line for the coupling, and a paragraph that blames nobody. */
export const parts12: Item = {
  name: "parts-and-whole/12",
  exercise: [
    'Write a coupling statement: one line "X interacting with Y under condition Z produced B", and a short paragraph: no single component is at fault, each behaved per its spec. At most 120 words in all.',
    "No single component is at fault. Each behaved per its spec. X interacting with Y under condition Z produces behaviour B.",
  ],
  concepts: {
    "calling-party": `client*, caller*, retr*, resend*, repeat*, app, apps, @retry, users`,
    "api-party": `api*, timeout*, patience, gateway, 2 s, two second*, services, orders, frontend, payment*`,
    "database-party": `db*, database*, connection*, cap, pool, quer*, inventory, bank, cache, lock*`,
    meets: `{interact*|meet*|met|combin*|together|on top of|coupl*|collid*|plus|with|against|and|hitting|hit|through|facing|encounter*|clash*|while|multipl*}`,
    "under-condition": `{under|while|when|during|once|as soon as|whenever|amid*|given|in a minute|at the moment|as|after|because|slow*|slowdown|in the moment|with the}`,
    "produced-outcome": `{produc*|led|lead*|caus*|result*|made|make*|gave|give*|took|take*|brought|bring*|left|leave*|turn*|creat*|end* up|yield*|trigger*|knock*|exhaust*|drove|set off|meant|means|push*|tip*|generat*}`,
    outcome: `outage*, timeout*, down, fail*, storm*, exhaust*, standing outside, collapse*, unavailab*, all services, fleet*, everything, overload*, dark, cascade*, blackout`,
    "outage-told": `outage*, timeout*, down, fail*, broke, broken, incident, exhaust*, {clients|api|database|db|component*|part*|piece*|system*} ...`,
  },
  criteria: {
    "coupling-statement": claims(
      "calling-party + api-party + under-condition + produced-outcome + outcome",
      "calling-party + database-party + meets + under-condition + produced-outcome + outcome",
      "api-party + database-party + meets + under-condition + produced-outcome + outcome",
    ),
    "no-single-fault": all(
      claims("as-specified", "near: 'did, does, was' + as-specified"),
      claims("no-fault"),
    ),
    "no-blame": claimsUnless(
      ["blame"],
      "near: no-fault + outage-told",
      "outage-told + produced-outcome",
      "as-specified",
    ),
    length: wordsAtMost(120),
  },
};
