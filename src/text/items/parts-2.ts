import { claims, either, type Item } from "../rules/rule.js";

/** Two services, two clean profiles, and a fault in between. */
export const parts2: Item = {
  name: "parts-and-whole/2",
  exercise: [
    "The orders profiler says 99 % of the time is spent awaiting inventory. Orders profiler: 99 % awaiting inventory.",
    "Inventory is healthy under normal load. The incident persists. Find the interaction.",
    "Explain why single-service profilers fail. Name X interacting with Y under condition Z producing behaviour B.",
    "Give three interaction signals: retry rate, success rate, offered load against baseline across the boundary. Propose a fix.",
  ],
  concepts: {
    profiler: `profil*, flame graph*, flamegraph*, {each|either|both|neither|single} ... {tool|picture|graph|view|instrument|microscope}, trace, traces, {neither|both|each} of them`,
    "sees-itself": `{own|one|single|its} {process|service|front door|house|code|side|box|door|half|part|world|threads|time}, process {edge|boundary|border}, {stop|stops|end|ends|ending} {at|where|when}, only ... {see*|show*|look*|measur*|know*|cover*|sample*}, {see*|show*|measur*|cover*|look*} only, {neither|none|nobody|no one} ... {show*|contain*|cover*|see*|graph|picture|looks|sees|captur*|reveal*}, not ... {see|show|tell|cover|contain|capture|reveal|measure|visible|look}, {miss|misses|missed|blind|invisible|outside|cannot see}, {normal|ordinary|quiet|usual|everyday|calm|regular|light|average} {traffic|load|volume|day|time|conditions|times|hours|operation|rate}, {across|between} the {boundary|services|two|street|wire|network}, in between, {lives|sits|is|lies|happens} ... between, half of the {picture|story}`,
    emergent: `emergent, emergence, emerges, {not|neither|is not} ... {local|one box|single service|either service|one service|either house|any one|a bug in}, {systems|system|systemic|relationship|interaction} {thing|problem|issue|level|property|effect|fault|wide}, in the {pair|relationship|interaction|combination|interplay}, {the|of the} two {of them}? together, {between|belongs to} ... {the two|both|pair|neither}, no {one|single} {service|box|component|part|team} {owns|is|alone|has}, property of the {pair|whole|interaction|system}, {lives|sits|is|lies} ... between ..., neither ... {alone|wrong|buggy|broken}`,
    "callee-limit": `inventory*, {thread|worker|connection} {pool|limit|cap}, pool, queue, workers, slots, capacity`,
    "bad-outcome": `overload*, pile up, pile*, backlog, {never|not} ... {drain*|clear*|catch*|recover*|keep up|keeps up|empty|empties}, outage, {stay|stays|remain*|keeps|keep} ... {broken|down|failing|going|full|slow|overloaded}, {not|never} ... {go away|goes away|end|ends|stop|stops}, collapse*, {produc*|yield*|lead*|giv*|result*|caus*} ..., storm*, timeouts, failure, failures, stuck, starv*, drown*, ghosts, wasted, snowball*, saturat*, over and over, processed ... times, meltdown, spiral*, exhaust*`,
    "stop-scale": `scale, scaling, bigger, more pods`,
  },
  criteria: {
    "profilers-fail": claims("near: profiler + sees-itself"),
    emergent: claims("emergent"),
    interaction: claims(
      "near: retry / timeout + callee-limit + condition + bad-outcome",
      "wide: retry + 'inventory' + condition + bad-outcome",
    ),
    "signal-retry-rate": claims("retry-rate"),
    "signal-success-rate": claims("success-rate"),
    "signal-offered-load": claims("offered-load"),
    "fix-on-arrow": either(
      claims("retry-limit", "backoff", "breaker", "shed", "kill-retries"),
      claims(
        "'{timeout|deadline} {policy|propagation|budget}', 'propagate* ... deadline*', '{shorten|lengthen|align|set|adjust} ... timeout*'",
      ),
    ),
  },
};
