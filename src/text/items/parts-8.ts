import { claims, type Item } from "../rules/rule.js";

/** The purpose of a system is what it does. */
export const parts8: Item = {
  name: "parts-and-whole/8",
  exercise: [
    'A "highly available" cluster fails fully each quarter when its regional control plane blips.',
    "The purpose of a system is what it does. State the stated purpose, the revealed behaviour, where they diverge, and rewrite the problem. Propose a structural fix.",
  ],
  concepts: {
    "is-said": `{stated|said|say|says|supposed|meant|called|label*|brochure|promis*|purpose|advertis*|tin|sold|claim*|intended|official*|nominal*|marketed|name|designed|described|there to|on paper|in theory|slide*|on the box|aim|according|docs|documentation|exists|exist}`,
    "stays-up": `highly available, high availability, ha, availab*, {stay*|keep*|remain*} ... {up|reachable|running|alive|serving|on}, surviv*, reachable, never {goes|go|down}, nines, continu*, {not|never} ... {notice*|down|fail*|stop*}, uptime, outliv*, withstand*, keep* working, resilien*, redundan*, tolerat*, always {on|up}, fault toleran*`,
    "in-fact": `{actual*|fact|reality|really|real*|practice|does|do|turns|turn|convert*|amplif*|blow* up|every|each|once a quarter|quarter*|record|time and again|machine|whenever|reveal*|becomes|become|magnif*|escalat*|brings|takes|makes|as soon as|when|time}`,
    "part-ways": `{diverg*|gap|part|parts|parted|split*|differ*|deviat*|separat*|contradict*|mismatch|depart*|disagree*|break*|ends|leave*|where|fork*|crack*} ... {company|ways|at|when|where|moment|between|from|plan|promise|one|just|control|is|ends|it|as soon}, {agree|match|true|hold*|works|fine|ok|kept|keep*|handled} ... {but|until|as long|for|except|not|as}, {promise} ... {ends|break*|broken|stops|fails|kept}, part company, reality leaves, only ... {cover*|protect*|help*|consider*|design*} ..., {gap|difference|divergence|discrepancy}`,
    "the-moment": `@control-plane, moment, node*, part*, dies, dead, limbs, unreachable, away, single, machine*, lease*`,
    reframe: `{refram*|rewrit*|rewrot*|restat*|rephras*|reword*|redefin*}, problem {statement|rewritten|is|should|ought|as|becomes|now}, {question|problem|issue|ticket|task|goal} ... {should|ought|is|be|becomes|read|really|not|different|instead|therefore}, {ask|asking|pose} ... {question|instead|differently|different}, {new|real|right|better|different|true|actual} {problem|question|goal|statement|framing|issue|task}, {how|why} {do|does|can|could|should|must} ..., {stop|instead of|rather than} asking, ask {how|why|what|whether} ..., {from|not} how ...`,
    "targets-revealed": `@control-plane, @down-totally, {depend*|need*|require*|command*} ..., without it, alone, on {its|their} own, blip*, hiccup*`,
    "plane-word": `@control-plane, node*, region*, data plane, datapath, serving, {it|them|us|locally}, local, worker*, machine*`,
    "everything-down": `@down-totally, total*, full outage*, complete outage*, everything ... down, whole ... {down|gone|dark|fail*}, {down|fail*|collapse*} {completely|entirely|fully|totally}`,
  },
  criteria: {
    "stated-purpose": claims("near: is-said + stays-up"),
    revealed: claims(
      "near: control-plane + everything-down + in-fact",
      "any near: 'convert*, turn* ... into, amplif*' + control-plane + everything-down",
    ),
    divergence: claims("part-ways + the-moment", "near: 'gap, divergence, diverge' + the-moment"),
    reframed: claims("any near: reframe + targets-revealed"),
    "structural-fix": claims("near: static-stability + plane-word"),
  },
};
