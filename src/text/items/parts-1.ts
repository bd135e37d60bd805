import { type Item, row, rowReasons } from "../rules/rule.js";

/** Six properties to sort into those of one part and those of the whole. */
export const parts1: Item = {
  name: "parts-and-whole/1",
  exercise: [
    'Classify each property as component-local or emergent. Use the test "can I fix it by editing one file?" and give a one-line reason for each row.',
    "A function returns a wrong value for negative input. Wrong value for negative input.",
    "Checkout p99 triples at 5,000 concurrent users.",
    "A process leaks 2 MB/hour. A process leaks 2 MB per hour.",
    "Two transactions deadlock under load.",
    'Availability is 99.5 % despite three "independent" replicas. Availability 99.5 % despite three independent replicas.',
    "A config typo. For each row say whether it is component-local or emergent.",
  ],
  concepts: {
    "negative-input": `negative*, {sign|minus} {bug|check|error|handling|fault|flip|number*}, abs, below zero, {value|values|number|numbers|input|inputs|x} {below|under|less than}? 0, wrong {value|result|answer|output}, incorrect {value|result|output}`,
    "checkout-tail": `checkout*, p99, tail, tail latency, 5000 {concurrent|users|people|folks|shoppers|customers|visitors|sessions}, 5 k, 5k, five thousand, concurrent users, slow at scale`,
    leak: `leak*, 2 mb, two {megs|megabytes|mb}, memory`,
    deadlock: `deadlock*, dead lock*, {two|2|both} {transactions|transaction|txns|txn|txs|tx}, transactions, txns, lock up, {waiting|wait} on each other, mutual lock*`,
    availability: `availab*, 99.5, {three|3|the} {replicas|copies|replica|nodes|instances}, replicas, nines, uptime, independent`,
    typo: `typo*, misspel*, misprint, spelling, {config*|setting*} {key|error|mistake|slip|line|file|value|fault|bug}, configuration, config, wrong character`,
    "says-local": `local, locally, component local, {single|one} {module|part|component|service|unit|box} {thing|problem|fault|issue|bug|property|level|defect}, {in|inside|within|to|of} {one|a|that|its|the} {single|one}? {component|part|module|unit|box|place}, {stays|lives|sits|belongs|confined} {inside|in|to|within} {one|a|that|the}? {part|module|component|single|box|piece|place}, component {fault|level|bound|specific|internal|issue|bug|problem|property|defect|side}, part {level|property|problem}, not emergent, box {problem|level}, individual part, in the part`,
    "says-emergent": `emergent, emergence, emerging, system* {property|level|wide|effect|behavio*|thing|problem|issue}, systemic, {property|behavio*|effect|problem|feature|thing|about|belongs|matter|issue} {of|to|about|for} {the|a} {whole|pair|system|interaction|crowd|combination|group|ensemble}, {about|of} the whole, belongs to the whole, between {components|parts|boxes|the parts|services|two}, {interaction|interactions|whole|collective|global} {effect|problem|property|level|fault|issue|thing}, not local, whole {system|thing} {property|problem|effect}, comes from the {crowd|interaction|combination|mix|whole}, {lives|sits|arises|arise|comes} ... between, in the {interaction|combination|interplay}`,
    "implies-local": `{one|single|1|that|a|in} {single|one}? {edit|helper|file|function|routine|line|character|commit|method|place|process|class|branch|module|setting|value|condition|patch|loop|if|reference}, {fix|patch|correct|edit|change|tweak|free} ... {file|function|routine|line|character|module|key|yaml|parser|buffer|code|there|it}, {missing|forgotten|unclosed|forgot} ..., bad boxes, a lemon, {own|plain|ordinary} {code|bug|defect}, unit test`,
    "implies-emergent": `between, interact*, interplay, compet*, conten*, queu*, pile up, piles up, {stand|stands|wait|waiting} in line, {share*|shared|sharing|common}, opposite, {each|neither|both|no single|nobody|none} ... {correct|fine|legal|wrong|buggy|alone|ok|harmless|slow|fault|right}, correlat*, {at|in} the same {time|moment|second|instant}, takes two, lock order*, {lock|locks} ... {order|sequence|crossed|opposite}, {hold|holds|holding|wait|waiting|waits} ... {each other|the other}, {go|fail|drop|die|fall|goes} ... together, no {file|single file} to {edit|fix}, only when ... {both|together|meet|overlap|many}, crowd*, combin*, not {as}? independent`,
  },
  rows: {
    topics: {
      negative: "negative-input",
      checkout: "checkout-tail",
      leak: "leak",
      deadlock: "deadlock",
      availability: "availability",
      typo: "typo",
    },
    labels: {
      local: { says: "says-local", implies: "implies-local" },
      emergent: { says: "says-emergent", implies: "implies-emergent" },
    },
  },
  criteria: {
    "c1-local": row("negative", "local"),
    "c2-emergent": row("checkout", "emergent"),
    "c3-local": row("leak", "local"),
    "c4-emergent": row("deadlock", "emergent"),
    "c5-emergent": row("availability", "emergent"),
    "c6-local": row("typo", "local"),
    reasons: rowReasons(4, "clause: implies-local", "clause: implies-emergent"),
  },
};
