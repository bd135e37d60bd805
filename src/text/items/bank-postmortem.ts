import { checked, claims, claimsUnless, type Item, leads, times } from "../rules/rule.js";

/** What happened, why, and what will be different. */
export const bankPostmortem: Item = {
  name: "bank-api-cascade/postmortem",
  exercise: [
    "Write the postmortem: timeline, impact, causes, action items with owners and dates, blameless.",
  ],
  concepts: {
    "no-breaker": `{no|without|missing|lack*|absent|absence|never had|not have} ... {breaker*|circuit*|fuse*|cb}, {nothing|never|nobody} ... {tripped|trips|trip|cut* off|stopped calling}, breaker ... {missing|absent|lack*}, breaker would have, nothing ... {tripped|cut|stopped|disconnected|opened}, {kept|keep|continued} calling ... bank`,
    "bad-timeouts": `{absence|lack} of ... ... {timeout*|deadline*}, {no|without|missing|lack*|absent|absence|infinite|unlimited|unbounded|endless|misalign*|inverted|wrong|long|default|inconsistent|mismatch*|bad} ... {timeout*|deadline*|time limit*|limit|give up|gave up|wait*}, {timeout*|deadline*} ... {missing|absent|misalign*|infinite|none|longer than|too long|wrong|inverted|mismatch*|lack*|zero|inconsistent|upside down|wrong way}, {limit|limits|timeout*} ... wrong way, {wait*|waited} ... {forever|for ever|without {any|a}? {limit|end}|infinite*|indefinite*|endless*|unlimited|any limit}`,
    "bad-retries": `@retry ... {with no|without a|without any|without|had no|have no|has no} {cap|limit|ceiling|budget|bound*|backoff}, {unbudgeted|unlimited|unbounded|uncapped|naked|uncontrolled|unchecked|excessive|aggressive|stacked|blind|immediate|endless|unthrottled} ... @retry, @retry ... {without|unlimited|unbounded|uncapped|unbudgeted|multipl*|amplif*|three layers|storm*|every layer|layers|uncoordinated|times|turned|flood*|on top|made it worse|load|not limited|at each|unchecked|compounded|pile*}, {multipl*|amplif*|storm*|flood*} ... @retry, {every|each|three|all} {layer|layers|hop|service} ... @retry, no ... {retry|retries} {budget|limit|cap}, retry storm`,
    "as-cause": `{broke|broken|wrong|weak*|cause*|because|why|let|lets|led|spread|root|contribut*|reason*|factor*|allowed|meant|made|turned|so|was|were|had|did|since|due|what|result*|went|kept|which|therefore|waited|became|enabled|missing|there|tripped|multiplied}`,
    told: `{happen*|outage*|fail*|down|slow*|cause*|bank|timeline|impact|recover*|incident|service*|retr*|timeout*|breaker*|thread*|process*|system*|learn*|lesson*}`,
    "action-word": `{add|adds|introduc*|implement*|set|define*|build*|roll out|create*|write|enforce*|review*|install*|put|ship*|deploy*|budget*|policy|breaker*|bulkhead*|test*|game day*|gameday|chaos|timeout*|deadline*|limit*|cap|ceiling|compartment*|alert*|runbook*|retr*|propagat*|pool*|drill*|every|slow|mesh}`,
    "impact-figure": `#duration, #percent, #number {million|k|m|thousand|hundred|of|or|so|failed|lost|page|missed|api|bad|dropped|unhappy}? {user*|customer*|request*|order*|checkout*|euro*|dollar*|million*|people|minutes|hours|sales|shopper*|page load*}, #number {k|m|million} {usd|eur|euro*|dollar*|gmv|revenue}, money #number, #number money`,
    "impact-word": `impact*, hurt*, {user*|customer*|revenue|people|shopper*|sale*} ..., outage, down, downtime, dark, {fail*|failed} {request*|order*|call*|page*|payment*|checkout*}, {request*|order*|call*|page*} ... {fail*|lost|dropped|not placed}, lost, lose, lasted, duration, unavailab*, affected, blank, nothing served, cost, gmv, failing`,
    "budget-action": `{retry|retries|repeat*|@retry} ... {budget*|quota|cap|capped|limit*|ceiling|allowance|max*}, {budget*|quota|ceiling|cap|limit*|allowance|max*} ... {retry|retries|repeat*|retrying}, token bucket`,
    "timeout-action": `{timeout|deadline|time limit|time} {polic*|propagat*|standard*|rule*|budget*|header|tier*|matrix|audit|alignment|convention|limit*}, {propagat*|pass*|hand*|carry|forward*|inherit*} ... {deadline*|timeout*|time limit*|remaining|limit}, {deadline*|timeout*|time limit*} ... {propagat*|handed|passed|every|all|each|align*|polic*|shorter|tier*|hop*|default*|standard*|mandatory|on|for|of|review*|per}, {set|add|define|every|each|all|enforce|introduce|align*|mandatory|outbound} ... {timeout*|deadline*|time limit*}, inner shorter`,
    "chaos-action": `chaos*, game day*, gameday*, {slow*|break|delay*|kill|degrade|make} ... {on purpose|deliberate*|in staging|and watch}, slow down ... {dependency|bank|partner}, make ... {dependency|bank|partner} slow, {inject*|simulat*|rehears*|practi*|experiment*} ... {slow*|latency|delay*|fault*|failure*|outage*}, {fault|failure|latency} {injection|drill*|test*|exercise*|inject*}, {drill|drills|exercise|exercises|fire drill} ... {slow*|dependency|bank|outage*|month*|quarter*}, {monthly|quarterly|regular} ... {drill*|exercise*|game*|rehears*|experiment*}, resilience test*, load test ... slow`,
    "bulkhead-action": `@bulkhead, compartment*, {separate|own|dedicated|isolated} {pool*|thread*|threadpool*}, isolat* ...`,
    "more-machines": `{more|bigger|larger|additional|extra|double|triple|quadruple|stronger|faster|scale|scaling|upgrade|beefier|twice|increase|powerful|new|buy|add|autoscal*} ... {server*|machine*|instance*|capacity|pod*|node*|replica*|hardware|cpu|ram|cluster|memory|box*|host*|fleet*|headroom|metal}, twice as many, {hardware|capacity} ... {is|helps|answer|more}, scale {up|out}, scale ... {payment|order|everything|service*|up|out}, server* ... {weak|small|slow}`,
  },
  criteria: {
    timeline: times(2, "~'#clock'"),
    impact: checked("impact", "impact-figure + impact-word"),
    "cause-breaker": claims("near: no-breaker + as-cause"),
    "cause-timeouts": claims("near: bad-timeouts + as-cause"),
    "cause-retries": claims("wide: bad-retries + as-cause"),
    blameless: claimsUnless(["blame"], "told + blameless", "told + as-cause"),
    "actions-owned": claims(
      "line: action-word + owner + '#date'",
      "action-word + owner + '#date'",
      "near: action-word + '#name' + '#date'",
    ),
    "prevention-budget": claims("budget-action"),
    "prevention-timeout-policy": claims("timeout-action"),
    "prevention-chaos": claims("chaos-action"),
    "prevention-bulkheads": claims("bulkhead-action"),
    "more-servers": leads(
      claims("more-machines"),
      claims(
        "budget-action",
        "timeout-action",
        "chaos-action",
        "bulkhead-action",
        "breaker",
        "'canary'",
      ),
    ),
  },
};
