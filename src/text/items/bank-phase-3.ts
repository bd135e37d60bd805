import { claims, claimsUnless, type Item } from "../rules/rule.js";

const others = [
  "cut-bank",
  "order-anyway",
  "shed",
  "kill-retries",
  "set-timeouts",
  "elsewhere",
  "own-pool",
] as const;

/** Stop the bleeding now; the cause cannot be repaired at once. */
export const bankPhase3: Item = {
  name: "bank-api-cascade/phase-3",
  exercise: [
    "Stop the bleeding now; Payment cannot be fixed at once. What do you do, in which order, and how will you know that it worked?",
    "Just restart Payment: it takes 2 minutes; what happens to the 4,000 requests queued in Order? Does Order recover by itself?",
  ],
  concepts: {
    "cut-bank": `@breaker, {block*|cut*|drop*|stop*|disconnect*|sever*|firewall*|blackhole*|black hole*|null rout*|reject*|refuse*|iptables} ... {bank|outbound|egress|calls to it|network|provider|those calls}, {fail*} ... {fast|immediately|at once|quickly|instead of waiting} , deny egress, network policy`,
    "order-anyway": `fallback*, fall back, pending, queue* ... {order*|payment*|it|them|charge*|later}, {order*|payment*} ... {queue*|pending|later|anyway|async*|accept*|park*|store*|saved}, {take|accept|keep|save|store|record|confirm} ... {order*} ..., feature flag, {charge|pay|process|settle|collect|capture|bill} ... {later|afterwards|async*}, {pay|payment|charge} ... {later|to follow|follows|follow|by mail}, behind ... flag, pay later, {degraded|offline|store and forward|reduced} mode, {default|cached|canned|stub*} {answer|response}, async*, {answer*|respond*|repl*} ... without ... bank, graceful* degrad*, {flag} ... pending`,
    "set-timeouts": `{set|add|put|lower|shorten|reduce|give|giving|introduce|tighten|cut|use|apply|configure|enforce|short|aggressive|sane|need|with|impose|bring|drop|change|fix|align} ... {timeout*|deadline*|time limit*|time out*}, {timeout*|deadline*|time limit*} ... {of|to|at|on|between|for|down} ... {#duration|order|payment|bank|call*}, {give up|hang up|stop waiting|cut off|abort*|abandon*} ... {after|within} ... #duration, #duration ... {longest|at most|maximum|max|no longer}, {longest|at most|maximum|no longer than} ... #duration, {get|gets|has|needs|with} ... {timeout*|time limit*|deadline*}, {timeout*|deadline*} ... #duration`,
    elsewhere: `{shift*|mov*|rout*|rerout*|send*|redirect*|divert*|steer*|switch*|fail* over|failover|drain*|evacuat*|point*|direct*} ... {traffic|user*|site|region|standby|browsing|dc|data cent*|customers|secondary|people|other|dns|visitors|shoppers|page}, maintenance {page|mode|banner|sign|notice|screen}, standby*, {second|other|another|secondary|backup|passive|different} {site|region|dc|data center|datacenter|location|zone}, {rout*|mov*|shift*|sent|send|fail*} ... over to, us west, us east, eu west, sorry page, {close|disable|switch off|turn off|take down|hide|grey out|gray out|pull|shut} ... {checkout|feature*|payment*|buy*|page*|button|cart}, waiting room, static page, holding page`,
    "own-pool": `@bulkhead, {own|separate|dedicated|different|small} {pool|threads|compartment|queue|executor}, {isolat*|separat*|fence*|ring fence*|segregat*|partition*|confine*} ... {bank|call*|pool|thread*|those|payment*|it}, {50|fifty|limited|20|few} ... {thread*|worker*} ... {for|bank|only}, {cap|limit} ... {thread*|concurren*} ... bank`,
    "restarts-things": `restart*, reboot*, bounce*, recycle*, kill and {restart|start}, {turn|switch} ... off and on, redeploy*, power cycle`,
    "will-show": `@watching, {if|until|when|once|expect*|till} ... {drop*|fall*|below|under|zero|less|above|0}, {watch*|check*|look*|metric*|know|prove|proof|confirm*|verif*|success is|success means|working when|sign*|measure*|tell*}`,
    "which-metric": `{success {rate|share|ratio|percent*}|error {rate|ratio|percent*|count*}|p99*|p95*|latenc*|thread*|queue*|5xx|503*|504*|500s|throughput|goodput|utili*|metric*|active|busy|retry {rate|ratio|count}|response time*|checkout*|orders per|order rate|success*|errors|rate|saturation|depth|graph*|dashboard*|requests per}`,
  },
  criteria: {
    breaker: claims("cut-bank"),
    fallback: claims("order-anyway"),
    shed: claims(
      "shed",
      "'{let|admit|allow|accept} ... {half|only|fewer|less|percent|part|limited|some}', '{only|just} ... {half|percent} ... {user*|traffic|visitor*|request*|customer*}'",
    ),
    "kill-retries": claims(
      "kill-retries",
      "retry-limit",
      "'{tell|ask|make} ... {stop*|not} ... {twice|again|retry*}', '{no|without|zero|nobody|no one} more? {retry|retries|retrying|repeats|resends}', 'not retry', 'stop asking twice'",
    ),
    timeouts: claims("set-timeouts"),
    "traffic-shift": claims("elsewhere"),
    bulkhead: claims("own-pool"),
    "restart-only": claimsUnless(others, "restarts-things"),
    verify: claims("near: will-show + which-metric"),
  },
};
