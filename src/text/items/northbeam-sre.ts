import { atLeast, claims, claimsUnless, type Item } from "../rules/rule.js";

/** What to get from the SRE, what to suspect, and how to expose the fix. */
export const northbeamSre: Item = {
  name: "northbeam-aggregator/sre",
  exercise: [
    "Obtain stack traces and metric summaries from Rahul; state a hypothesis that points at the merge stage and mixed shapes.",
    "Agree a canary plan and rollback triggers with Rahul: TypeError count, request 500 rate, container restarts per minute and p95 latency.",
    "Intermittent 500s in the burst, an unhandled TypeError in the aggregation hot loop, worker exit, container restart.",
  ],
  concepts: {
    "mixed-values": `{missing|null*|none|str|string*|stringy|text|quot*|empty|odd|mixed|wrong type|absent|non numeric|nan|weird|strange|malformed|unexpected|optional|different shape*|shape*|dict|not a number|number as|without the|different form*} ...`,
    "merge-stage": `merg*, {partial|put|add*|sum*|combin*|fold*|reduc*|aggregat*|roll* up|total*|accumulat*} ..., sum`,
    "raises-error": `typeerror*, type error*, {crash*|throw*|blow*|raise*|fail*|die*|explod*|refus*|exception*|unhandled|kill*|choke*} ...`,
    "first-share": `{#percent|one|1|single|two|2|small|few|handful|1 percent|five|5} ... {pod*|traffic|tenant*|request*|instance*|replica*|container*|fleet|customer*|load|canary|node*|of}, canar*, #percent, one pod in, {small|first|tiny} {share|slice|exposure|group|step}`,
    "share-stated": `#percent, {one|1|single|two|2|a} {pod|tenant|instance|replica|container|node|worker|customer}, {one|1|two|2|five|5} {of|in|out} {of}? {fifty|50|twenty|20|#number|ten|forty|hundred}, {#number} pods`,
    "watch-time": `#duration, {one|a|full|next|whole|entire} {burst|hour|top of the hour|peak|cycle|quarter}, until ... {burst|hour|peak}, quarter of an hour`,
    "canary-word": `canar*, {start*|expose*|roll*|ship*|put|deploy*|send*|rout*|go|begin|release*|try|first|give|plan|run|let|only|patch|new} ...`,
    "restart-word": `{bump|raise|increase|up} ... {replica*|pod*|instance*|memory|limit*}, restart*, recycl*, reboot*, bounce*, scal*, {more|double|extra|additional|bigger|twice} ... {pod*|replica*|memory|cpu|instance*|capacity|node*}, autoscal*, cron, {kill*} ... pod*, hpa`,
    "restart-metric": `restart {count*|rate*|per|metric*|number*|graph*}, restarts`,
    "metric-typeerror": `typeerror*, type error*, exception {count|rate}, error count`,
    "metric-500": `500s, 500*, 5xx, 5 xx, {error|failure|failed} {rate|rates|ratio|percent|share|requests}, http error*, failed request*`,
    "metric-restarts": `restart*, crash loop*, crashloop*, pod {death*|kill*|exit*}, worker {exit*|death*}`,
    "metric-p95": `p95*, p99*, latenc*, response time*, tail, slow*`,
    "undo-word": `@rollback, out at once, {out|back} {if|when|as soon}, {back out|abort*|pull* it|pull it|stop*|halt*|kill*|revert*|undo|trigger*|goes straight back|bail*|off|abandon*|trip*|back}`,
    "trigger-number": `{if|when|on|above|over|more than|greater|exceed*|any|one|single|first|as soon as|reach*|hit*|at|threshold|beyond|past|cross*|with|than|from} ... {#digits|#percent|any|one|single|a typeerror|first|zero|two|three|five|double*|twice}, {any|single|one|first|even one|#digits} ... {typeerror*|type error*|restart*|500*|5xx|exception*}, {typeerror*|500*|5xx|restart*|p95|latenc*|error rate} ... {0|zero|#percent|#digits|any|twice|double*}`,
    "watch-or-trigger": `@watching, {watch*|monitor*|eye*|observ*|if|trigger*|roll* back|rollback|back it out|abort*|above|over|exceed*|revert*|stop*|keep|look*|track*|canary} ...`,
    "not-fix": `patch*, fix the code, code change, code fix, hypothes*, merge, typeerror, type error`,
  },
  criteria: {
    "ask-traces": claims("ask: ~traces"),
    "ask-metrics": claims("ask: ~metrics"),
    "ask-payloads": claims("ask: ~payloads"),
    hypothesis: claims("near: mixed-values + merge-stage + raises-error"),
    "canary-small": claims(
      "near: canary-word + first-share + share-stated + watch-time",
      "near: first-share + watch-time + canary-word",
    ),
    watch: atLeast(
      2,
      claims("near: watch-or-trigger + metric-typeerror"),
      claims("near: watch-or-trigger + metric-500"),
      claims("near: watch-or-trigger + metric-restarts"),
      claims("near: watch-or-trigger + metric-p95"),
    ),
    triggers: claims("near: undo-word + trigger-number"),
    "restart-only": claimsUnless(["not-fix", "canary"], "restart-word + !restart-metric"),
  },
};
