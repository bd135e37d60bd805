import { all, claims, type Item } from "../rules/rule.js";

/** Four short questions at the end of a shift. */
export const shiftSelfCheck: Item = {
  name: "on-call-shift/self-check",
  exercise: [
    "Why mitigate before the root cause? How does a regression case make the system safer? Why canary the fix? What does the exit code give you?",
  ],
  concepts: {
    "helps-at-once": `@rollback ... {help*|restor*|relie*|fix*|end*|stop*|give*|minute*|at once|immediate*|second*|fast|quick*}, {user*|customer*|people|service|pain|bleeding|answer*} ... {help*|restor*|relie*|better|right|at once|immediate*|within|back|again|minute*|stop*|end*|first|recover*|fine|good|now}, {help*|restor*|end*|stop*|relie*|stem*} ... {user*|customer*|people|service|pain|bleeding|harm|damage}, {back|old version|v1} ... {minute*|at once|immediate*|right answers|again|second*}`,
    "cause-takes-long": `{cause*|rca|root|analysis|analy*|why|debug*|diagnos*|investigat*|detective|search*|finding|figuring|understand*|working out|postmortem|digging} ... ... {hour*|day*|long*|later|after*|wait*|time|slow*|night|midnight|morning|tomorrow|forever|while|weeks|then|calm*|second|week|peace}, {then|later|afterwards|after that} ... {cause*|rca|why|analy*|investigat*|debug*|diagnos*|understand*}`,
    "case-word": `regression*, {case|cases|test|question|check|eval set|it}, 2`,
    "bad-fails": `{bad|v2*|broken|regressed|old|faulty|first|wrong|buggy|dud} ... {fail*|red|trip*|not pass|caught|breaks|flunk*}, {fail*|red|trip*|catch*|flunk*|reject*|flag*} ... {v2*|bad|broken|regress*|faulty|it|wrong|buggy|old}`,
    "good-passes": `{fix*|v3*|good|repaired|new|corrected|right|healthy|stable} ... {pass*|green|right|ok|through|succeed*|correct}, {pass*|green|let*} ... {v3*|fix*|good|repaired|corrected|through|stable|on|one}`,
    "caught-before": `{ci|pipeline|gate|build|automat*|check*|cd|merge} ... {catch*|stop*|find*|block*|before|reject*|fail*|prevent*|see*|refus*|caught|never|red}, {catch*|caught|stop*|stopped|block*|found|prevent*|never|not} ... {ci|pipeline|before|pre ship|gate|again|out|ship*|release|reach*|production|merge*|earl*|coming back|return*|second time|relaps*}, before it {ships|goes|is|reaches}, {nobody|can not|never|no one} ... {slip*|sneak*|get|come|pass} ... {ci|pipeline|again|through|past}`,
    "had-no-canary": `canary ... {none|there was not one|was not one|there was none}, {there was|had|have} no {canary|canar*|comparison}, {no|without|not|never|lack*|missing|absence|nothing|straight|skipped|had|directly|all at once} ... {canary|canar*|step|to everybody|to everyone|to all|to 100|everybody|everyone|all users|compar*|staged|gradual*|small|comparison|live traffic}, because ... no, {canary|step|comparison} ... {missing|absent|lack*|none|not|would have}`,
    "shipped-fault": `{ship*|shipped|through|reach*|got|fault*|out|live|everybody|everyone|production|release*|happen*|slip*|why|went|pass*|user*|bug}`,
    "scores-candidate": `{compar*|scor*|grad*|judg*|measur*|mark*|check*|test*|side by side|next to|against|hold*|weigh*|evaluat*|versus|vs|benchmark*|relative} ... {live|old|running|current|baseline|incumbent|stable|existing|before|production|other|same|already|v1|release}`,
    "stops-bad": `{bad|worse|dud|fault*|broken|regress*|wrong|fail*|it|one|not} ... {stop*|reject*|turn* away|throw*|thrown|never|not|caught|block*|out|before|promot*|kept|held|blocked|discard*|sent back|roll*}, {stop*|reject*|block*|throw*|catch*|keep*|hold*|turn*|filter*|never|only|discard*|prevent*|refus*|abort*} ... {bad|worse|dud|fault*|broken|promot*|user*|customer*|out|everyone|all|it|before|away}`,
    "before-users": `{before|never|not|only|until|without|without any|no} ... {user*|customer*|people|everyone|everybody|promot*|live|all|anybody|anyone|reach*|meet*}, few {user*|customer*}, early, small {share|group|part}`,
    "exit-word": `exit*, code, 0, 1, zero, nonzero, status, return {code|value}, verdict`,
    "machine-reads": `{script*|ci|machine*|pipeline|build|automat*|job|program*|computer|tool*|gate|robot|bot|jenkins|action*|no human|no person|without} ...`,
    "blocks-change": `{block*|stop*|refus*|fail*|prevent*|gate*|close*|merge*|reject*|deny|denies|halt*|abort*|hold*|break*|red|forbid*|decid*|act*|not ... through}`,
  },
  criteria: {
    "mitigate-first": claims("near: helps-at-once + cause-takes-long"),
    "regression-case": claims("near: case-word + bad-fails + good-passes + caught-before"),
    "why-canary": all(
      claims("near: had-no-canary + shipped-fault"),
      claims("near: scores-candidate + stops-bad"),
      claims("near: scores-candidate + before-users"),
    ),
    "exit-code": claims("near: exit-word + machine-reads + blocks-change"),
  },
};
