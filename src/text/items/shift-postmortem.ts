import { checked, claims, claimsUnless, type Item } from "../rules/rule.js";

/** The write-up after the shift. */
export const shiftPostmortem: Item = {
  name: "on-call-shift/postmortem",
  exercise: [
    "Write a blameless postmortem: impact, trigger, detection, mitigation, contributing factors, action items.",
  ],
  concepts: {
    "impact-figures": `#percent, #duration, #number {bad|wrong|affected|support|or|so|k|thousand}? {user*|customer*|answer*|conversation*|request*|people|ticket*|chat*|session*}, one in {five|5|ten|#number}, {one|every|1} ... {in|of} {five|5}, {#clock} ... #clock, fifth of`,
    "impact-about": `impact*, {wrong|bad|incorrect|fail*|sli|slo|affected|degrad*|down|at #percent|agent|user*|answer*|conversation*|customer*|outage|quality|error*|lost|healthy|lasted|duration|broken|suffer*|hit|fell|drop*} ...`,
    "bad-release": `v2*, v2 regressed, {release|version|build|deploy*|rollout} ... {v2*|regress*|broke*|bad|introduc*|caus*|trigger*|at #clock}, {bad|regressed|new|latest|faulty|broken} {release|version|build|deploy*}, regressed {release|version|build}`,
    "began-it": `{trigger*|caus*|broke*|introduc*|regress*|came|come|start*|began|begin*|live|with|release*|deploy*|after|put|brought|fault|wrong|shipped|bug|problem|trace*|source|origin*|root|rolled out|went|point*|responsible|is|was|rolled}`,
    "found-by": `{alert*|page*|paged|burn*|alarm*|monitor*|pager*|notif*|ticket*|customer report*|slo|woke|dashboard*|support} ...`,
    "found-word": `{detect*|page*|paged|alert*|fire*|fired|knew|know|learn*|woke|notic*|found|told|saw|went off|caught|spotted|discover*|flag*|aware|trigger*|rang|reported|received|got|signal*|raised|came|heard|was}`,
    "restored-word": `{restor*|recover*|back|healthy|fix*|100 percent|again|good|normal|resolved|brought|stable|right|ended|green|solved|returned|mitigat*|resolution|worked|up|fine|stopped|over|cured}`,
    "canary-gap": `{no|without|missing|lack*|absent|absence|nothing|straight|skipped|direct*|had no|{did|do|does} not have|nobody|never had} ... {canary*|eval*|compar*|gradual*|staged|step|to everyone|to everybody|to all|to 100|100 percent|all users}, {canary*|eval case|eval set|test set} ... {missing|absent|absence|lack*|none}, what we lacked ..., {all|everyone|everybody|100 percent} at once, gap ...`,
    "add-case": `{add*|put|includ*|introduc*|creat*|extend*|writ*|new|action*|todo|to do|will|into|in|becom*|turn*|must|should|append*|going|make|build*|goes|owner|due|cover*} ... {case*|question*|regression*|eval*|check*|test*} ..., {case|question|check|test} ... {into|to|in} ... {set|suite|evals|eval|ci}`,
    "to-set": `{eval*|regression*|suite|test set|case*|set|ci|permanent*|for good}`,
    told: `{impact*|release*|v2*|v1*|roll*|alert*|canar*|sli|answer*|users|refund*|page*|process*|pipeline*|trigger*|detect*|incident}`,
    "person-fault": `@blame, {should have|shouldnt|should not have|ought} ..., #name ... {push*|skip*|forgot*|broke*|deploy*|fail*|careless*|ignored|should|release*|ship*|mistake|without|caused|merged|did not}, #name ... {careless*|fault|mistake}, carelessness, {engineer|developer|author|on call|person|colleague} ... {at fault|fault|careless*|should have|mistake|error|forgot*}`,
  },
  criteria: {
    impact: checked("impact", "impact-figures + impact-about"),
    "trigger-release": claims("bad-release + began-it"),
    detection: claims("found-by + found-word"),
    mitigation: claims("near: rollback + restored-word"),
    "gap-no-canary": claims("canary-gap"),
    "action-regression-case": claims("add-case + to-set"),
    blameless: claimsUnless(
      ["person-fault"],
      "told + blameless",
      "near: told + blameless",
      "near: no-fault + told",
    ),
  },
};
