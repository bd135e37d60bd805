import { claims, claimsUnless, type Item } from "../rules/rule.js";

/** The first minutes: who leads, who does what, who is hurt, what comes first. */
export const bankPhase1: Item = {
  name: "bank-api-cascade/phase-1",
  exercise: [
    "The status page says Major Outage. Every API call fails and users see a blank page. What do you do first?",
    "Set up communication and roles, name the blast radius, mitigation before root cause.",
    "14:00 Payment p99 100 ms -> 30,000 ms; 14:05 Order thread pool exhausted, 100 % 503; 14:07 Cart connection timeouts to Order, 100 % 504; 14:10 Frontend: every API call fails, blank page for every user; 14:12 you are here.",
  ],
  concepts: {
    "in-command": `{taking|assuming|took|assume|take} {command|over|charge|point|the lead|the wheel|the helm}, command is mine, {i|me|we} ... {incident commander|ic|command|lead|leading|wheel|charge|control|helm|coordinat*|point|driving|run this|running this|reins|conductor|commander|commanding|own this|lead this|hat}, {i|we} {take|have|got|am|run|drive|own|lead|coordinate|will} ... {this|incident|command|lead|it|bridge|call}, my {incident|call|command}, {@name-word|who|someone|somebody|you} {is|are|as|stays|remains} ... {incident commander|ic|in command|in charge|commander|lead}, ic {is|here|me|speaking}, {all|every|decision*} ... through me, {report*|decision*|question*} ... {to me}, {ic|commander} ... {me|mine|i}, commanding, commander {is|me}, {he|she|#name} {is|will} ... {running|leading|run|lead|in charge|commander|coordinating} ..., final say, who is ... {command|charge|ic|commander|leading}, confirm ... {command|commander|ic}, under my {lead|command}`,
    "name-word": `#name`,
    "gives-task": `{you|please|take*|handle*|own*|write*|keep*|look*|dig*|start*|open*|post*|talk*|pull*|get|check*|run*|drive*|cover*|is|are|as|on|be|do|does|will|can|could|should|would|need|your|responsible|watch*|update*|assign*|grab*|investigate*|join*|page*|call*|stay*|go|goes|to|with|document*|inform*|manage*|prepare*|lead*|own}`,
    somebody: `#name, you, somebody, someone, {comms|communications|ops|operations|scribe|deputy|tech|technical|support|platform|payments|database|network|sre} {lead|person|people|team|guy|folks|engineer|engineers|on call|manager|officer}, one of you, a scribe, scribe, comms, ops, volunteer, {payment|order|cart|frontend|bank} {team|people|folks|engineer|owner|on call}, vp, first responder, i need a`,
    cadence: `{every|each} ... {#duration|quarter of an hour|half hour|half an hour|minutes|quarter hour|ten|fifteen}, {update*|summary|status|sitrep|news|report*|check in|checkpoint|sync*|next {one|update|status|post|report}|recap} ... {every|each|in|at|on|by|within} ... {#duration|#clock|the hour|quarter}, {#duration|minute|hourly} ... {update*|cadence|interval*|rhythm|status|summary|sitrep|beat|report*|loop}, hourly, {update*|cadence} ... #duration, {cadence|rhythm|interval} ..., on the quarter hour*`,
    "talk-place": `{war room|channel*|bridge|slack|zoom|call|teams|chat|meet|hangout|conference|thread|room} ..., {all|every} ... comms ... {in|on|here}, incident channel, single channel, one channel, {in|on|to|join} the? {war room|bridge|channel|zoom|slack}`,
    "talk-use": `{talk*|meet*|speak*|use*|open*|join*|set* up|create*|move|keep*|stay*|post*|write|communicat*|coordinat*|start*|in|on|here|go|everyone|dial|hop|gather*|this is|is|only|say|spin}`,
    "who-hit": `{user*|customer*|people|shopper*|client*|visitor*|everyone|everybody|buyer*|frontend|front end|site|shop|store|service*|request*|traffic|product|platform|app|whole|api call*|checkout*}`,
    "how-widely": `{all|every|each|100 percent|everyone|everybody|whole|entire|nobody|no one|total|complete*|full|fully|global*|nothing|none|2000|across the board|seven services|major|any}`,
    "hit-how": `{down|affect*|error*|blank|fail*|outage|impact*|hit|broken|unavailab*|can not|cannot|see*|dead|dark|nothing|hurt*|unable|out|suffer*|lost|white|504|503|locked|unreachable|unusable|stuck}`,
    "hit-few": `{few|handful|some|only a|small|one region|minority|single} ... {user*|customer*|people|percent|region|shopper*}`,
    "stop-harm": `mitigat*, {stop|stopping|stem|end|ease|reduc*|limit*|contain*|halt|staunch|stanch} ... {bleeding|pain|harm|damage|impact|hurt*|fire|loss|losses|spread*|bleed|suffering}, {get|getting|bring|bringing|put} ... {user*|customer*|people|shop|site|service*|page|something|them|checkout|it|everyone|traffic} ... {back|going|again|working|up|running|loads|something|online|alive|load}, {service|site|shop|users|customers|checkout} {back|up|again|running}, restor*, stabili*, relief, tourniquet, put out, extinguish*, bleeding, workaround, {site|users|customers|shop} ... {shows something|back|up again|working}, users back, patch ... up, recovery, {users|customers} first`,
    "cause-word": `{cause*|why|diagnos*|root|rca|detective|analysis|analy*|debug*|investigat*|reason*|blame|postmortem|forensic*|understand*|culprit|whodunit|explanation|theor*|hypothes*|explain*|digging|dig|research|{what|how|who} {broke|went|happened|it began|it started|began|started|caused}}`,
    "cause-deferred": `{forget|ignore|park|leave|skip|postpone|defer|shelve|set aside|never mind} ... @cause-word, {not|never} ... {care|start|bother|worry|spend|chase|dig|look|hunt|ask|waste|lost|interested|time|discuss*|speculat*|debat*|investigat*} ... @cause-word, {not|never} ... {matter|interest*|important|relevant} ..., @cause-word ... {later|wait|waits|afterwards|after|once|then|tomorrow|second|secondary|when|next|park*|postpone*|defer*|not now}, {then|later|afterwards|after that|only then|second|next|once ... {stable|back|up|stopped|over|have it}} ... {@cause-word|chase|figure|find|look|learn}, before ... {@cause-word|asking|looking|hunting|finding|worrying|chasing|we ask|we look|we know}, {chase|find|figure|hunt|work} ... @cause-word ... {once|after|when|later}, {rather|instead|over|ahead|more important|more urgent|priority} ... {than|of|over}? ... @cause-word, {more urgent|more important|priority}`,
  },
  criteria: {
    "take-command": claims("any: in-command"),
    "assign-roles": claims(
      "any clause: name-word + gives-task + role",
      "any: somebody + gives-task + role",
      "any: '#addressee ... #verb, {mr|ms|mrs} ... please ... #verb, #name {writes|takes|keeps|handles|owns|runs|drives|covers|talks|updates|calls|does|looks|watches}'",
    ),
    "comms-cadence": claims("any: cadence", "any: talk-place + talk-use", "any: '#channel'"),
    "blast-radius": claimsUnless(
      ["hit-few"],
      "who-hit + how-widely + hit-how",
      "'everybody, everyone, all of them, every single one' + hit-how",
      "'{no|not a single|not one} {customer|user|shopper|visitor|request|page} {can|is able|gets|get|could|reaches|loads|sees|works}, {nobody|no one} {can|could} {load|reach|use|buy|open|see|do|check|shop|pay|order}, nothing {loads|works}'",
    ),
    "mitigate-first": claims(
      "near: stop-harm + cause-deferred",
      "'first ... @stop-harm' + cause-word",
      "near: '@stop-harm ... {first|before|now}' > cause-word",
    ),
  },
};
