import { all, claims, type Item, inOrder } from "../rules/rule.js";

const trigger = claims(
  "clause: database + slow",
  "'{db|database} ... slowdown', '{slow|brief|short|temporary|momentary} ... {db|database|dbs}'",
);
const timeoutsFire = claims(
  "'@two-seconds ... @timeout-fires, @timeout-fires ... @two-seconds'",
  "two-seconds + timeout-fires + ten-seconds",
  "'{timeout|timeouts|deadline} ... {fire*|trip*|hit*|trigger*|expire*|kick*}'",
);
const retriesMultiply = claims("retry + multiplies", "near: retry > load-multiplied");
const capExhausted = claims(
  "clause: connections + exhausted",
  "sentence: hundred-connections + exhausted",
);
const fleetWide = claims(
  "clause: fleet + fail",
  "near: fleet-failing",
  "'{everybody|everyone|everywhere} ... {wait*|fail*|timeout*|timing out|time out|stuck|error*|dead|dark}'",
);

/** Three praised changes that together take everything down. */
export const parts3: Item = {
  name: "parts-and-whole/3",
  exercise: [
    "Three praised changes in a quarter: clients retry 3x on 5xx/timeout; the API cut the downstream timeout from 10 s to 2 s; the DB team capped connections at 100.",
    "Explain why each change was locally optimal. Write the timeline of the outage. Propose fixes.",
    "Clients retry three times on 5xx or timeout. API cut the downstream timeout 10 s -> 2 s. DB capped connections at 100.",
  ],
  concepts: {
    "hides-errors": `{hid*|hide*|mask*|invisible|smooth*|absorb*|cover* up|paper* over|swallow*|ride out|get past|gets past|got past|heal*|shield*}, {success|availability|reliability} ... {up|ris*|rose|improv*|better|higher|increase*|lift*|went}, {lift|lifts|raise|raises|improve|improves|increase|increases|boost*} ... {success*|availability|reliability|rate}, {second|next|third} {go|try|attempt|time|shot} ... {work*|succeed*|usually|often|fine|through}, does the trick, {fewer|less|lower} ... {error*|failure*|complaint*|pages|reviews|tickets}, error {graph|rate|page*|count} ... {flat|down|low*|zero|fell|drop*}, transient*, sporadic*, occasional*, odd {glitch|error|failure|blip}, glitch*, {one off|random|rare|single|temporary|intermittent|lone} {error*|failure*|5xx|503|blip*|request*|hiccup*}, usually gone, now and then, flaky, {turn*|made|make*} ... green, {red|failed} ... {green|success*|ok}`,
    "frees-workers": `{free*|releas*|{give|gives|gave|get|gets|got} ... {back|freedom}}, back {quickly|sooner|faster|earlier}, {hold*|held|occup*|tie*|park*|block*|keep*} ... {worker*|thread*|resource*|connection*|slot*|ten|10|ages}, {worker*|thread*|resource*} ... {hold*|held|hang*|stuck|block*|park*|tied|wait*|occup*|free*|back|quick*|starv*}, fail fast, {dead|stuck|hopeless|hung|slow} {call*|request*}, not ... {wait*|hang*} ... {long|ages|forever|ever}, why ... {wait|hang|let}, starv*, {answer|reply|response} ... not coming, {stop*|avoid*} ... {hang*|wait*|pile*|piling}, {faster|quick*|snappy|sooner} ..., p99, latency`,
    "two-seconds": `2 s, 2 sec*, 2 second*, two seconds, two second, 2 sec, shorter {timeout|limit|patience}, short timeout, at two, api {timeout|gives up|call|calls}, timeout, timeouts`,
    "ten-seconds": `10 s, 10 sec*, 10 second*, ten seconds, ten second, at 10, ten, old {limit|timeout|one}, former, before, previously, earlier, used to`,
    "timeout-fires": `{fire*|trip*|hit|hits|kick* in|trigger*|expire*|cut off|reach*|exceed*|die|dies|died|give up|gives up|gave up|abort*|kill*|run into|runs into|ran into|fail*|breach*|end*|past|hang up|hangs up|dropped|cancel*|pop*|time out|times out|timed out}, give* up`,
    "load-multiplied": `{four|4|three|3} times, {4x|3x|x4|x3}, tripl*, quadrupl*, multipl*, {three|3} {more|additional|extra|further} {tries|attempts|calls|times}`,
    connections: `connection*, conn, conns, cap, pool, session*, slot*, seat*, hundred, limit, db pool`,
    "hundred-connections": `100 {connection*|slots|sessions|conns|places|seats|db|of}, hundred {connection*|slots|sessions|conns|places|seats}, {cap|pool|limit} ... {100|hundred}, 100 100, the cap, connection {cap|pool|limit}`,
    fleet: `fleet*, {every|each|all|whole|entire|most} ... {service*|fleet|system*|company|platform|everything|app*|site}, everything, nobody anywhere, nobody ... {company|gets}, {nobody|no one|no service|none} ... {answer*|work*|response*}, everywhere, all over, services, company wide, system wide, the lot, estate, landscape, one ... after {the other|another}`,
    "fleet-failing": `fleet wide ... {timeout*|fail*|outage|down}, {total|full|complete|general} {outage|failure|standstill|blackout}, everything ... {down|fail*|timing|timeout*|stuck|waits|waiting}`,
    "one-layer": `{only|just} ... {outermost|edge|outer|topmost|entry|{top|one|single|first|front|client} {layer|level|hop|place|tier|side|edge|service}}, {one|single|1} {layer|level|hop|place|tier}, {retry|retries|repeat} ... {only|just} ... {edge|client|layer|top|outermost|one}, nowhere below, {blind|naked|unconditional|mindless|automatic|dumb|immediate} {retry|retries|tries|repeats|retrying}, only {retry|repeat} when, retry only {when|if}, {remove|drop|stop|take|ban|kill|strip|end|delete|no} {the|all|any|those}? {retry|retries} ... {layer|layers|inner|below|everywhere|unless|deeper|inside}, outermost, {not|never|no} retry ... {unless|every layer|all layers|inside|inner|below}`,
  },
  criteria: {
    "optimal-retries": claims("near: retry + hides-errors"),
    "optimal-timeout": claims(
      "near: timeout / 'two seconds' / '2 s' / ten-seconds + frees-workers",
    ),
    "optimal-cap": claims("near: connections + protects", "database + protects"),
    trigger,
    "timeouts-fire": timeoutsFire,
    "retries-multiply": retriesMultiply,
    "cap-exhausted": capExhausted,
    "fleet-wide": fleetWide,
    order: all(inOrder(trigger, timeoutsFire, retriesMultiply, capExhausted, fleetWide), fleetWide),
    "fix-budget": claims("retry-limit"),
    "fix-backoff": claims("near: backoff + jitter", "near: '@retry' + jitter"),
    "no-naked-retries": claims("one-layer"),
  },
};
