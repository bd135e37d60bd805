import { claims, type Item } from "../rules/rule.js";

/** Two services that disagree, and two teams that do not talk. */
export const parts9: Item = {
  name: "parts-and-whole/9",
  exercise: [
    "Payments to ledger drops messages: the two disagree on retry / idempotency semantics; two teams in different orgs.",
    "The two services disagree on retry and idempotency semantics. The two teams sit in different orgs.",
    "Draw the socio-technical map, say why no single team's fix lasts, and propose changes.",
  ],
  concepts: {
    "sees-differently": `disagree*, {not|never} {agree|agreed}, mismatch*, differ*, {assum*|believ*|think*|thought|treat*|expect*|suppos*|consider*|interpret*|regard*|understand*|takes|count on|counts on|rel*}, semantic*, conflict*, contradict*, {other|own} {idea|view|meaning|opinion|notion}, inconsisten*, incompatib*, {ignore*|discard*|drops|drop|bins|bin|throw*|reject*|eats|eaten|swallow*} ..., {two|their} {meanings|views|ideas|understandings}`,
    "second-copy": `@retry, twice, duplicat*, repeat*, cop*, idempot*, exactly once, at least once, at most once, {second|same} {message|one|time|copy|debit|posting|event}, dedup*, dup, dupes, again, semantics, {once|twice}`,
    "teams-apart": `{meet|talk|speak|meets|talks} {never|rarely|seldom|hardly}, {maintained|owned|looked after|cared for|defined} by {no one|nobody|neither}, {no|not|never|hardly|rarely|seldom|barely|only|little|poor|weak|bad|without|nobody|none|lack*} ... {talk*|speak*|spoke|meet*|met|channel|slack|communicat*|contact|shared|common|joint|jira|name|sync|conversation|together|catalogue|catalog|responsib*|exchange}, {different|separate|two|distinct} ... {org*|vp*|director*|manager*|department*|building*|part*|branch*|unit*|division*|time|silo*|reporting|boss*|team*|side*|wall|worlds}, {silo*|no man land|no mans land|conway*}, {split|divided|unclear|diffuse|fuzzy|missing|vague} {ownership|owner|responsibility|accountability}, {org chart}, belong* to nobody, nobody name, nobody owns, report* to different, far apart, hardly ever talk`,
    interface: `interface*, queue*, topic*, contract*, api, integration*, pipe*, seam*, event*, link*, boundar*, message*, resend*, gap*, between them, schema, in the middle, hand over, handover, semantics, meaning, question, repeat*, protocol, format, spec*, join*`,
    "one-side": `{alone|solo|themselves|itself}, {only|just} {one|its|their|payments|ledger}, {one|either|each|single|neither|any one} {crew|side|team|squad|group|service|party|end|of them|half|alone}, single team*, by itself, unilateral*, on its own, half of, one team only, {payments|payment|ledger} {alone|changes|can|only}, only {made|done|fixed} by one, both ends must`,
    "does-not-last": `{undo*|undone|again|break*|broken|guess*|drift*|last*|reopen*|open*|next {release|deploy|sprint|version}|half|expire*|temporary|regress*|revert*|come* back|return*|double booking|wall|other {side|half|end}|incomplete|not enough|{not|never|can not} ... {fix|solve|enough|control|last|work|hold|see|sufficient}|same time|shift*|moves the problem|patch*|throw away more}`,
    "agreed-thing": `contract*, agreement*, spec*, @idempotency, schema*, protocol, {message|event|interface|api} {format|definition|spec|agreement}, {one|common|joint|shared|written} {page|document|agreement|definition|rule*|standard|spec|contract|semantics}, pact, consumer driven`,
    "both-adopt": `both, common, shared, agree*, adopt*, jointly, joint, each, the two, two {sides|teams|services|ends}, either {side|end}, same {way|thing|answer|result|meaning}, honour*, mutual*, introduc*, define*, sign*, use, with, together, all`,
    "changes-owner": `{one|single|named|common|joint|shared|clear|accountable|dedicated|new|same|small|explicit|defined} ... {owner*|backlog|rota|on call|pm|roof|channel|responsib*}, {joint|common|shared|dedicated|mixed|cross functional|new} {team|squad|crew|group}, inverse conway, {weekly|fortnightly|biweekly|monthly|regular|daily|quarterly|standing|joint} ... {sync*|meeting*|call*|min*|catch up|review*|stand up|standup|session*|planning|chat|exchange|guild}, {merge*|combine*|unite*|put|move*|bring*|reorg*|restructur*} ... {team*|squad*|people|group*|one|together|crew|same|org*|roof|department}, {give|assign|name|appoint|make|nominate} ... {owner*|responsib*|accountab*|ownership|steward}, {one|same} {team|squad|crew|group} ... {own*|both|responsib*}, {shared|common|joint|collective} {ownership|on call|channel|slack|backlog|planning|roadmap|responsibility}, {owned|own|owns} by? ... {one|single|together|joint*|both}, {embed*|rotat*|exchange|swap} ... {engineer*|people|member*}, liaison`,
  },
  criteria: {
    technical: claims("near: sees-differently + second-copy"),
    org: claims("near: teams-apart + interface"),
    "no-single-team": claims("near: one-side + does-not-last"),
    "fix-contract": claims(
      "near: agreed-thing + both-adopt",
      "'idempotency {key|keys}, idempotency key'",
    ),
    "fix-ownership": claims("changes-owner"),
  },
};
