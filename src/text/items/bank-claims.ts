import { claims, type Item, type Rule } from "../rules/rule.js";

/** In these sentences nothing is said to have been done. */
const notDone = `!hypothetical`;

/** "We restarted Payment", "Payment was restarted", "14:20 restarted Payment". */
function done(deed: string, ...objects: string[]): Rule {
  return claims(...objects.map((object) => `clause: ${deed} + ${object} + ${notDone}`));
}

/** "Order failed first": the service is the first thing said to be first. */
function first(service: string): Rule {
  return claims(
    `'@${service} ... @went-wrong first' + ${notDone}`,
    `'first ... @${service} ... @went-wrong' + ${notDone}`,
  );
}

/** What may be said about the run that its journal and its measurements can confirm or refute. */
export const bankClaims: Item = {
  name: "bank-api-cascade/claims",
  exercise: [],
  concepts: {
    hypothetical: `if, had {we|i|they|somebody}, would, could, should, might, may, will, shall, must, let us, {going|plan*|want*|about|need*|propos*|suggest*|offer*|consider*|decid*|ask*|like} to, propos*, suggest*, offer*, consider*, plan*, instead of, rather than, before {we|i} {restart*|turn*|open*|set|shed*|shift*}, {by|of|for} {restarting|opening|shedding|shifting|turning}, whether, once, when {it|payment|we|i|somebody}, next time, last time, due, yesterday, week, month`,
    "went-wrong": `{failed|broke|slowed|alerted|paged|fired|stopped|went} {down|over|slow|red|wrong}?, {was|were} the`,
    "did-restart": `restarted, rebooted, bounced, recycled, power cycled, {did|made|ran} a {restart|reboot}`,
    "did-flag": `{turned|switched|set|flipped|enabled|put} {on|off}? {the|a}? {feature|payment pending|pending}? {flag|switch|toggle} ..., {flag|switch|toggle} ... {was|is|has been|got} {turned|switched|set|flipped|enabled|put} ..., {turned|switched|flipped|enabled|activated} {on|off}? the? payment pending ..., payment pending ... {was|is|has been|got} {turned|switched|set|flipped|enabled|activated} ...`,
    "did-break": `{opened|set|put|configured|added|installed|enabled|gave} ... breaker, breaker ... {was|has been|got|is} {opened|set|put|configured|added|installed|enabled|in place|in force}`,
    "did-budget": `{set|put|added|gave|introduced|enabled|configured|capped|limited|cut|switched off|turned off|disabled|stopped} ... {retry|retries}, {retry|retries} ... {was|were|has been|have been|are|got} {set|capped|limited|cut|disabled|stopped|switched off|turned off|budgeted}`,
    "did-timeout": `{set|put|added|gave|introduced|lowered|shortened|configured} ... timeout, timeout ... {was|has been|got|is} {set|added|lowered|shortened|configured} ...`,
    "did-shed": `shed, {dropped|rejected|turned away|refused|throttled} ... {load|traffic|percent|requests|shoppers|customers} ... {edge|door|front|gateway}, {load|traffic} ... {was|were|has been} {shed|throttled}`,
    "did-shift": `{shifted|moved|routed|rerouted|diverted|failed over|sent} ... {standby|second site|other site}, {traffic|users|shoppers} ... {was|were|has been|have been} {shifted|moved|routed|rerouted|diverted|sent} ... {standby|second site|other site}`,
    "did-scale": `{scaled|doubled|tripled} {up|out}? ..., added ... {replicas|servers|instances|pods|machines}, {replicas|servers|instances|pods|machines} ... {was|were|have been} added`,
    "did-roll-back": `rolled back ..., rolled ... back, {took|taken} back the {deploy|release}, {did|made} a {rollback|roll back}`,
    "did-call": `{called|paged|phoned|rang|contacted|escalated to|informed|told|reached} ..., {was|were|has been} {called|paged|phoned|contacted|informed}`,
    "the-bank": `{bank|banks|provider} ...`,
    "did-block": `{blocked|cut|stopped|firewalled} ... {bank|calls to it|outbound}, {calls|bank} ... {was|were|has been|have been} {blocked|cut|firewalled}`,
    "our-doing": `{we|i|mateo|priya|keiko|ruth|#clock|then|#name|was|were|has been|have been|got}`,
  },
  criteria: {
    "restarted-payment": done("did-restart", "payment"),
    "restarted-order": done("did-restart", "order"),
    "restarted-cart": done("did-restart", "cart"),
    "set-flag": claims(`clause: did-flag + ${notDone}`),
    "set-breaker": claims(`clause: did-break + our-doing + ${notDone}`),
    "limited-retries": claims(`clause: did-budget + our-doing + ${notDone}`),
    "set-timeout": claims(`clause: did-timeout + our-doing + ${notDone}`),
    "shed-load": claims(`clause: did-shed + our-doing + ${notDone}`),
    "shifted-traffic": claims(`clause: did-shift + ${notDone}`),
    scaled: claims(`clause: did-scale + our-doing + ${notDone}`),
    "rolled-back": claims(`clause: did-roll-back + our-doing + ${notDone}`),
    "called-bank": claims(`clause: did-call + the-bank + our-doing + ${notDone}`),
    "blocked-bank": claims(`clause: did-block + our-doing + ${notDone}`),
    "order-first": first("order"),
    "cart-first": first("cart"),
    "frontend-first": first("frontend"),
  },
};
