import { claims, type Item } from "../rules/rule.js";

/** The answer to a customer in an incident. */
export const triageReply: Item = {
  name: "api-incident-triage/reply",
  exercise: [
    "API timeouts for createOrder. For 3 hours createOrder times out or returns 500 across regions; we rolled back our last deploy and still see it; we want RCA and mitigation at once.",
    "Capture request ids, time window, regions, payload samples; check the status page and the incident channel; if several regions are hit, escalate to platform_engineering and set expectations.",
    "If two or more enterprise customers report API errors, post a preliminary status within 15 minutes.",
  ],
  concepts: {
    "own-incident": `incident*, outage*, {problem|issue|fault|trouble|failure*|disruption|degradation|errors} ... {our|us|known|aware|production|ongoing|confirmed|platform|side|end|live|active}, {our|known|ongoing|production|confirmed|platform|widespread|active|current*} ... {problem|issue|fault|trouble|failure*|disruption|degradation|fail*|broken|side|end}, {broken|failing|fails|down|degraded} ... {our|us|currently|right now|at the moment|side|end}, {on|at} our {side|end}, it is not you, it is us`,
    "we-know": `{confirm*|aware|acknowledg*|know|sorry|apolog*|we are|yes|we have|is|there is|treat*|declared|see|seeing|experienc*|recogni*|right|currently|admit|understand|identified|investigating|it is|are|working|known}`,
    "request-id": `request id*, requestid*, req id*, req ids, correlation id*, x request id, {id|ids|identifier*} ... {request*|call*|failed|failing|response|those|header*}, {request*|call*|trace|failed|failing|response|transaction|correlation} ... {id|ids|identifier*}, trace id*, identifiers`,
    "status-place": `status page, statuspage, {uptime|health|service health|incident|availability} {page|site|dashboard|board}, status {site|portal|website|board|dashboard}, public {notice|status|page|update}, notice ... {public|posted|page}, status _ com, status`,
    "status-use": `{page|site|statuspage|public*|notice*|follow*|post*|publish*|see|watch*|find|subscribe*|check*|update*|goes up|appear*|visible|everyone|link|put|status}`,
    "to-platform": `plat eng, plat, platform {engineer*|team*|group|folks|people|colleague*|side|department|specialist*|eng|org|on call}, platform, infrastructure {team|engineer*}`,
    "handed-over": `{escalat*|hand*|pass*|rais*|forward*|inform*|involv*|engag*|page*|with|on it|have it|working|has it|desk|brought|assign*|transfer*|rout*|sent|loop*|alert*|pull*|moved|notified|been told|investigat*|take*|taken|on the case|contacted|called|went|goes|go}`,
    "unsafe-promise": `{fixed|back|resolved|working|solved|repaired|up|restored|done|over|normal} ... {within|in|by|before|until} ... {#duration|#clock|the hour|tonight|today|tomorrow|noon|end of|hour*}, {promis*|guarantee*|my word|for sure|certain*|definite*|rest assured|swear|commit} ... {fixed|#duration|cause|rca|credit*|refund|report|root|back|restor*|resol*|hour*|minute*|by|never|working}, {credit*|refund*|compensat*|discount|rebate|free month} ..., {root cause|rca|analysis|full report|postmortem|cause} ... {within|in|by|before|until|today|tomorrow|tonight|end of|this} ... {#duration|#clock|today|tomorrow|tonight|#date|day|hour*|week|end of}, {#duration|#clock|today|tomorrow} ... {promis*|guarantee*|my word}, {will|be} ... never ... again, {root cause|cause} {is|was} ...`,
    "as-estimate": `{estimat*|eta|may|might|could|hope*|expect*|no promise|not promise|can not promise|roughly|approx*|likely|change*|aim*|target*|currently think|not guarantee*} ...`,
    "your-deploy": `{your} ... {deploy*|release*|code|change*|rollout|build|client|integration|side|end|version|update|bug|application|app|config*|system|implementation}, you {deployed|released|changed|shipped|pushed|rolled|broke}`,
    "is-to-blame": `{caus*|fault*|because|point* to|broke*|break*|problem|issue|bug|responsib*|must be|check|due|since|reason|trigger*|source|introduc*|look*|blame*|origin*|come* from|came from|wrong|left behind|smell*|roll it back|roll back|sending bad|bad requests|fix|coincid*|start*|stems|suspect*|likely|probab*} ...`,
  },
  criteria: {
    "acknowledge-incident": claims("own-incident + we-know"),
    "collect-request-ids": claims("ask: ~request-id"),
    "status-page": claims(
      "any: status-place + status-use",
      "any: 'status page, statuspage, {uptime|service health} {page|site}'",
    ),
    "escalate-platform": claims("any: to-platform + handed-over"),
    "promise-unsafe": claims("unsafe-promise + !as-estimate"),
    "blames-customer": claims("near: your-deploy + is-to-blame"),
  },
};
