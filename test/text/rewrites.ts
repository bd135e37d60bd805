/** Rewrites that change how a thing is said and not what is said. All are pure: the same text gives the same text. */

export interface Rewrite {
  /** What is done to a text before it is judged the first time, so that the rewrite finds something to change. */
  prepare?: (text: string) => string;
  rewrite: (text: string) => string;
  /** At least so many criteria are met in the texts of the corpus that the rewrite changes. */
  criteria: number;
}

const toAmerican = (text: string) => replaceWords(text, britishToAmerican);

export const rewrites: Readonly<Record<string, Rewrite>> = {
  "added adjectives": { rewrite: addAdjectives, criteria: 1000 },
  "reordered sentences": { rewrite: swapSentences, criteria: 350 },
  "British spelling": {
    prepare: toAmerican,
    rewrite: (text) => replaceWords(text, americanToBritish),
    criteria: 60,
  },
  "American spelling": { rewrite: toAmerican, criteria: 60 },
  "one typo per sentence": { rewrite: addTypos, criteria: 1200 },
  // Few texts have a sentence that can be turned round by rule; passives.ts has pairs that people turned.
  "active to passive": { rewrite: makePassive, criteria: 3 },
  "lexicon synonyms": { rewrite: (text) => replaceWords(text, synonyms), criteria: 400 },
};

const adjectives = ["whole", "actual", "good", "usual", "certain"];

/** "the database" becomes "the actual database". */
function addAdjectives(text: string): string {
  let count = 0;
  return text.replace(/\b(the|our|its|their|this|your) (?=[a-z]{5,}\b)/g, (found) => {
    count += 1;
    return count % 2 === 0 ? found : `${found}${adjectives[count % adjectives.length]} `;
  });
}

/** Neighbouring sentences of a paragraph change places. */
function swapSentences(text: string): string {
  const swapped = text.split("\n").map((line) => {
    if (/^\s*(?:[-*•|]|\d+[.)|\s]|#)|["']/.test(line)) return line;
    const sentences = line.match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]+\s*|[^.!?]+$/g) ?? [line];
    const found: string[] = [];
    for (let at = 0; at < sentences.length; at += 2) {
      const [first, second] = [sentences[at]!.trim(), sentences[at + 1]?.trim()];
      found.push(...(second === undefined ? [first] : [second, first]));
    }
    return found.join(" ");
  });
  return swapped.join("\n");
}

const britishToAmerican: Readonly<Record<string, string>> = {
  behaviour: "behavior",
  behaviours: "behaviors",
  randomise: "randomize",
  randomised: "randomized",
  centre: "center",
  organisation: "organization",
  prioritise: "prioritize",
  colour: "color",
  authorised: "authorized",
  optimise: "optimize",
  cancelled: "canceled",
  serialise: "serialize",
  stabilise: "stabilize",
  apologise: "apologize",
  anonymised: "anonymized",
  catalogue: "catalog",
  defence: "defense",
};

const americanToBritish = Object.fromEntries(
  Object.entries(britishToAmerican).map(([british, american]) => [american, british]),
);

const synonyms: Readonly<Record<string, string>> = {
  "circuit breaker": "breaker",
  "retry budget": "retry quota",
  "retry budgets": "retry quotas",
  database: "DB",
  "rolled back": "reverted",
  "roll back": "revert",
  shed: "drop",
  jitter: "randomness",
  "thundering herd": "stampede",
  bulkheads: "compartments",
  "stack traces": "tracebacks",
  outage: "blackout",
  users: "customers",
  "load shedding": "admission control",
  restart: "bounce",
  blocked: "stuck",
  overload: "saturation",
};

function replaceWords(text: string, words: Readonly<Record<string, string>>): string {
  const pattern = new RegExp(`\\b(?:${Object.keys(words).join("|")})\\b`, "g");
  return text.replace(pattern, (found) => words[found] ?? found);
}

/** Two neighbouring letters in the middle of one long word change places. */
function addTypos(text: string): string {
  let count = 0;
  return text.replace(/[^.!?\n]+/g, (sentence) => {
    const words = [...sentence.matchAll(/(?<![\w'-])[a-z]{6,}(?![\w'-])/g)];
    if (words.length === 0) return sentence;
    count += 1;
    const { 0: word, index } = words[count % words.length]!;
    const at = 2 + (count % (word.length - 4));
    const slipped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
    return `${sentence.slice(0, index)}${slipped}${sentence.slice(index + word.length)}`;
  });
}

const participles: Readonly<Record<string, string>> = {
  multiply: "multiplied",
  overload: "overloaded",
  overloaded: "overloaded",
  exhaust: "exhausted",
  block: "blocked",
  restored: "restored",
  restores: "restored",
  triggered: "triggered",
  caused: "caused",
  catches: "caught",
  stops: "stopped",
  detected: "detected",
  paged: "paged",
  broke: "broken",
};

/** "the rollback restored the service" becomes "the service was restored by the rollback". */
function makePassive(text: string): string {
  const noun = "(?:the|a|an|all|our) (?:[a-z]+ )?[a-z]+";
  const pattern = new RegExp(
    `\\b(${noun}) (${Object.keys(participles).join("|")}) (${noun})\\b`,
    "gi",
  );
  return text.replace(pattern, (_, subject: string, verb: string, object: string) => {
    const be = /s$/.test(object) ? "were" : "was";
    return `${object} ${be} ${participles[verb.toLowerCase()]} by ${subject}`;
  });
}
