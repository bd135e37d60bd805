import { atLeast, claims, type Item, times } from "../rules/rule.js";

/** Two "independent" replicas that share two things. */
export const parts7: Item = {
  name: "parts-and-whole/7",
  exercise: [
    'Two "independent" replicas behind a load balancer, both calling one auth service and reading one config server.',
    "Name three emergent behaviours the diagram cannot show and at least two correlated couplings. Annotate every arrow: timeout, retry policy, what the caller does when the callee is slow.",
  ],
  concepts: {
    "fail-together": `{both|two|twins|all|replicas} ... {down|dark|dying|die|fail*|gone|out|same|simultaneous*|together|at once|broken|break*|crash*|fall*}, {fail*|die|dying|drop*|go|going|fall*} ... {together|simultaneous*|same time|at once|same second|same minute|same moment|in step|in lockstep}, common {mode|cause} ..., correlated {failure*|outage*}, simultaneous {failure*|outage*|crash*|death}, shared fate, joint failure`,
    "survivor-overload": `{survivor|remaining|second|other|last|surviving|left|healthy} ... {overload*|collaps*|topple*|toppling|buckl*|double*|doubled|twice|falls over|fall over|fall*|inherit*|drown*|crush*|too}, {overload*|collaps*|topple*|buckl*} ... {survivor|remaining|other|second|last|failover|replica}, failover {overload|storm|cascade}, overload of ... {after|once|when|other|survivor|remaining|one|b|a}, {everything|all|traffic|whole load} ... {to|on|onto} the {other|second|remaining|survivor}, {double|doubled|twice the} {work|traffic|load}, domino*, cascad*`,
    "auth-storm": `{retry|retries|login|reconnect|log in|sign in|token} {storm*|stampede*|rush|flood|herd|surge|wave}, {rush|storm|stampede|flood|herd|surge|hammer*} ... {on|against|at|to|of|the} ... {auth|login|config|service|server}, wave of ..., {flood*|swamp*|overrun*|hammer*|overwhelm*|storm*|rush*} ... {auth|login|config*}, thundering herd, retry amplification, everyone {signs|logs} in again, amplif*, tokens expire`,
    flapping: `flap*, {health check*} ..., oscillat*, ping pong, in step, back and forth`,
    "other-emergent": `split brain, both ... {load*|read*|get*|pick*|receiv*|swallow*|tak*} ... {broken|bad|wrong|poison*|faulty}, metastab*, congestion collapse, {pool|thread} exhaustion, {slow} ... {blocks|block|exhaust*|drags|drag|stalls|ties} ... {both|all|replica*|threads}, {poison*|bad|broken|wrong|same} {bad|broken|wrong}? {value|setting|config|push*|rollout|change} ... {both|reach*|each|everywhere|same|at once|all|once}, {config} ... {both|breaks|break|kills|hits|reach*} ..., drift, {version|config} skew, sync* ... cach*, retry loop, feedback loop, deadlock, gridlock, cold cache`,
    "ties-both": `@both, {reach*|serve*|kill*|hit*|break*|take*|bring*} ... {both|two|all}, {go|goes|fail|fails|fall|fall|down} together, single point, common cause, one string, spof, {outage|failure} of ... both, independent, the two of them, dependenc*, correlat*, shared`,
    "retry-policy": `@retry, try, tries, {no|never|without|zero|0} {retry|retries|repeat*}, try once more, {once|twice} more, again`,
    "callee-slow": `@slow-callee, {if|when} ... {slow*|drag*|late}`,
  },
  criteria: {
    "three-emergent": atLeast(
      3,
      claims("fail-together"),
      claims("survivor-overload"),
      claims("auth-storm"),
      claims("flapping"),
      claims("other-emergent"),
    ),
    "coupling-auth": claims("auth + ties-both"),
    "coupling-config": claims("config-server + ties-both"),
    "arrows-timeout": times(
      2,
      "~'@arrow-end ... @arrow-end ... {timeout|timeouts}? ... #duration', '#duration ... on? ... @arrow-end @arrow-end'",
      "~'@arrow-end ... @arrow-end ... {no|without} {timeout|timeouts|limit|deadline}'",
    ),
    "arrows-retry": times(2, "~'@arrow-end ... @arrow-end ... ... ... @retry-policy'"),
    "arrows-slow-callee": times(2, "callee-slow"),
  },
};
