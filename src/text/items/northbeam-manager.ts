import { atLeast, claims, either, type Item } from "../rules/rule.js";

/** What to settle with the product manager, and how to explain the fault to her. */
export const northbeamManager: Item = {
  name: "northbeam-aggregator/product-manager",
  exercise: [
    "Agree impact and guardrails with María and define safe enough to ship: cause aligned with the stack trace, deterministic repro, minimal reversible patch.",
    "Brief María: a business-friendly explanation, a confidence level with its reasons, safe customer wording that matches the rollout plan.",
    "Intermittent 500s in the burst, an unhandled TypeError in the aggregation hot loop, worker exit, container restart.",
  ],
  concepts: {
    "who-is-hit": `{how many|which|what|who|whose|list of|number of|share of|how much|how bad|what kind|how big|how wide*} ... {customer*|tenant*|account*|user*|client*|people|enterprise*|compan*|affected|feel*|report*|hit|impact*|see*|hurt*|complain*|org*}, who ... {feel*|affected|hit|hurt*|complain*|see*|suffer*|notice*|is}, since when, {when|how long} ... {start*|begin*|began|first|complain*|ago|already|going|been|see}, since what time, from when, {customer|business|user} impact, impact ... {customer*|number*|so far|business|like}, how long, first {complaint|report}, affected {customer*|tenant*|account*}, {scope|extent} of, for how long, blast radius`,
    "which-correctness": `{what|which|anything|is there} ... {must|has to|have to|can not|cannot|never|non negotiable|sacred|holy|untouch*|may not|must not|should not|shall|needs to|need to|exact*|guarantee*|invariant*|inviol*|critical|off limits|red line*|given up|give up|correct*|stay|stays|remain*|accura*|not change|hard rule*} ..., non negotiable*, nonnegotiable*, correctness ..., {red line*|hard rule*|hard constraint*|invariant*|guardrail*|ground rule*|sacred|holy|no go*} ..., {number*|total*|sum*|figure*|amount*} ... {exact*|sacred|holy|correct|untouch*|must|never|match|tie out|cent|penny|trust*|right}, {totals|numbers|figures} ... {allowed|may|change}, accuracy {rule*|requirement*|need*}`,
    "which-degradation": `{what|which|how|could|can|would|are|is|may|do|if|anything} ... {live without|degrad*|slower|stale|delay*|acceptable|tolera*|sacrific*|worse|hurt* ... least|drop|switch* off|turn* off|disable*|pause*|postpone*|queue*|give up|temporar*|fine if|ok if|okay if|compromis*|wait|late|partial|trade|do without|bearable|put up with|least bad|bend|accept*|short term|skip|off}, {acceptable|allowed|temporary|tolerable|short term} {degrad*|delay*|loss|workaround*|trade*|limit*|pain}, degrad* ... {acceptable|ok|okay|fine|allowed|possible}, {stale|slower|slow|delayed|late|partial} ... {ok|okay|fine|acceptable|bearable|alright}`,
    "update-times": `{update*|write*|ping*|report*|message*|post*|news|hear*|inform*|check in|call*|tell*|back|status|come back|get back|let you know|brief*|next|talk|sync|keep you} ... {every|each|at|in|on|by|half|quarter*|again|hourly|before|within} ... {#duration|#clock|quarter*|half|hour*|minutes|#digits}, {every|each} ... {#duration|quarter*|half hour|minutes} ..., {hourly|half hourly|quarter hours|quarter hour}, next {update|message|news|note|ping} ..., {cadence|rhythm} ... {#duration|every}, {#duration} {update*|cadence|rhythm|interval*}, {at|on} ... quarter {past|to|hour*}, ping you again #clock, {10|15|20|30} min {update*|cadence|interval*}`,
    "no-rhythm": `fixed rhythm, formal bar`,
    "ship-word": `{ship*|release*|deploy*|go* out|goes out|roll* out|rollout|push*|live|merge*|safe|bar|ready|launch*|production|prod|definition|done|out the door|go live|touch*}`,
    "cause-matches": `{trace*|stack|backtrace*|cause|line|story|explanation|hypothesis|theory} ... {match*|agree*|align*|fit*|same|confirm*|line* up|explain*|point*|consistent|blow* up|correspond*|tally|support*}, {match*|agree*|align*|fit*|same|consistent|confirm*|line* up} ... {trace*|stack*|backtrace*|line}`,
    "sure-repro": `repro*, {test*|case} ... {fail*|every|always|red|each|crash*|catch*|broken|before|proves|shows}, {crash*|fail*|break*|trigger*|happen*} ... {on demand|every time|each time|at will|every single time|reliably|deterministic*|always|whenever i|100 percent}, deterministic*, {reproduc*} ..., at will, on demand`,
    "small-undo": `{small*|minimal*|tiny|narrow|few lines|one line|surgical|short|contained|little|minimum|smallest|least} ..., {revers*|revert*|undo*|roll* back|rollback|back out|take back|taken back|switch* off|feature flag|backed out}`,
    "some-events": `{some|few|certain|now and then|occasional*|rare*|sometimes|once in a while|small number|handful|few of|one in|a customer|customer|odd|from time to time|every so often|mixed|part of} ..., events, event, records, record, rows, feed*, entries, data, value*, field*, input*, item*, message*, customer*`,
    "odd-values": `{lack|lacks|lacking|carry a|in its place|missing|empty|blank|null*|odd|strange|text|word*|letters|string*|quot*|wrong type|unexpected|malformed|incomplete|not a number|non numeric|without a {number|value|amount}|no {value|number|amount}|left out|absent|hole*|gap*|weird|unusual|mixed|garbage|invalid|bad|different format|wrong format|instead of a number|in place of a number|wrong shape|leaves} ...`,
    "adding-breaks": `{add*|sum*|total*|aggregat*|merg*|calculat*|count*|combin*|roll up|math|arithmetic|adding up|report*|step|job|program|code|process*|system|service|worker|machine} ... {crash*|chok*|jam|jams|stop*|fail*|error*|trip*|break*|stumbl*|die*|fall*|blow*|halt*|not know|can not|give* up|throw*|restart*|exit*|confus*|bail*|crash}, {crash*|chok*|trip*|break*|stop*|stumbl*|halt*|fall*|knock*|bring*|kill*|upset*|topple*} ... {add*|sum*|total*|aggregat*|merg*|calculat*|step|job|report*|program|code|process*|system|service|worker}`,
    "how-sure": `{confiden*|sure|certain*|likely|probab*|percent|odds|convinced|chance|bet|doubt|belief|estimate|positive|i would say|that this is it|my money}`,
    "level-word": `#percent, {three|four|nine|eight|4|9|8} {out of|in|of} {five|ten|5|10}, {high|medium|low|moderate|fairly|pretty|quite|very|not|about|around|roughly|reasonably|mostly|nearly|almost|strong*|80|90|70|60|nine out of ten|completely|highly|more|rather|good|i am|i am|we are|am|are}`,
    "grounds-word": `{because|since|as|reproduc*|trace*|test*|seen|saw|evidence|fit*|match*|confirm*|based|given|reason*|prove*|proof|so far|sample*|log*|verified|ground*|on demand|crash logs|same line}`,
    "customers-told": `{customer*|tenant*|client*|user*|them|status page|wording|message|text|statement|note|mail|email|communicat*|tell|say|announce*|inform*|notice|line for|draft|post} ...`,
    "staged-words": `{step by step|gradual*|staged|phased|stage*|small {part|share|group|portion|number|percentage|subset}|first to|few at a time|few {accounts|customers|tenants} first|{to|with} {a few|some} ... first|progressive*|in steps|wave*|canary|rolling out|roll out|rollout|rolled out|roll it out|limited|some customers first|carefully|monitor*|watch* closely|percent of|part of the traffic|increment*|bit by bit|one by one|slowly}`,
    "quiet-drop": `{drop*|skip*|throw* away|throw away|discard*|ignor*|swallow*|delet*|remov*|filter* out|leave out|omit*|silenc*|suppress*|toss*|catch} ... {event*|record*|row*|value*|error*|whatever|bad|data|them|entries|entry|fail*|it|those|exception*|one|ones|lines|items|broken}, {count*|treat*|coerc*|fill*|replac*|set*|convert*|assum*|default*|turn*|make|interpret*|use|put|substitut*} ... {0|zero|zeros|zeroes|nought|average|estimate*|last value|default}, try except, wrap ... {try|everything|loop}, {round*|approximat*|estimat*} ... {total*|number*|sum*|value*}, {except|exception} pass, catch all, {zero|0} {for|instead}`,
    "under-policy": `{policy|agreed|agree|logged|log|flag*|visible|warn*|count* them|rule|documented|transparen*|list*|marked|openly|if you} ...`,
    "promises-much": `{never|no|zero|not} ... {happen*|fail*|again|more|further|errors|issues|problems|crash*} ..., {guarantee*|promis*|definite*|certain* fixed|100 percent|for sure|my word|absolutely|i swear|rest assured|count on} ..., {fixed|done|solved|resolved|over|gone|working|ready|finished|back|up|live} ... {by|at|in|within|until|before|from} ... {#clock|#duration|noon|tonight|today|tomorrow|#digits|lunch|end of}, {it is|is|it is|now|everything|problem} {all|completely|fully|totally|definitely}? {solved|fixed|resolved|over|gone}, zero {failures|errors|issues}, no more {failures|errors|crashes|issues|problems}, {will|will not|would} ... {never|not} ... {happen|fail|crash|see|again}, completely {safe|fixed|solved}, total safety, nothing serious, bulletproof`,
    "with-grounds": `{if|unless|estimate*|aim*|hope*|expect*|target*|probab*|likely|depend*|may|might|could|update*|ping*|report|write|inform*|message|news|repro*|test} ...`,
    "we-skip": `{i|we|let|they|told|ops|just|would|will|could|easy|plan|patch|fix|wrap*|want|stopgap|can|should|simply|them|quick*|code|idea|propose|suggest} ...`,
  },
  criteria: {
    "ask-impact": claims("ask: ~who-is-hit"),
    "ask-correctness": claims("ask: ~which-correctness"),
    "ask-degradation": claims("ask: ~which-degradation"),
    "offer-cadence": claims("any: update-times"),
    "define-safe": either(
      ...[
        ["cause-matches", "sure-repro"],
        ["cause-matches", "small-undo"],
        ["sure-repro", "small-undo"],
      ].map(([left, right]) => claims(`any near: ship-word + ${left} + ${right}`)),
    ),
    "explain-cause": atLeast(1, claims("near: some-events + odd-values + adding-breaks")),
    confidence: claims("near: how-sure + level-word + grounds-word"),
    "customer-message": claims("wide: customers-told + staged-words"),
    "unsafe-proposal": claims("we-skip + quiet-drop + !under-policy"),
    overpromise: claims("promises-much + !with-grounds"),
  },
};
