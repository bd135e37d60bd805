import { claims, type Item } from "../rules/rule.js";

/** The internal note beside the reply. */
export const triageNote: Item = {
  name: "api-incident-triage/note",
  exercise: [
    "If two or more enterprise customers report API errors, post a preliminary status within 15 minutes.",
    "Capture request ids, time window, regions, payload samples; check the status page; if several regions are hit, escalate to platform_engineering and set expectations.",
  ],
  concepts: {
    "note-status": `status page, statuspage, public status, {uptime|service health} {page|site}, status {site|portal|entry|notice|update|post|board}, public {notice|status|update|entry|post|page}, preliminary {status|notice|update}, {notice|status|update} ... {posted|published|page|went up|public}, {post*|publish*|put} ... {status|notice}`,
    "note-platform": `platform*, plat eng, plat, infrastructure team`,
    "note-handed": `{escalat*|hand*|pass*|rais*|forward*|inform*|involv*|engag*|page*|with|has it|sits|moved|queue|assign*|transfer*|rout*|sent|loop*|alert*|notified|told|given|owned|owns|pinged|to|on it|investigating|took|taken|since}`,
    "note-ids": `request id*, requestid*, req id*, req ids, {id|ids|identifier*} ... {of|for|from|received|request*|call*|window|asked|sent|came|given|got|provided}, {sent|received|got|gave|asked|came|provided|has|have|request*|call*|need*|want*|missing|waiting} ... {ids|id|identifier*}, correlation id*, {ids|identifiers} {are|were|is|in|attached|below|here|came|arrived|on}`,
    "note-payload": `payload*, {sample|example} ... {body|request|payload|data|he|they|attached|sent|is|wrong}, {body|sample|example*|attachment|json|snippet|attached}`,
    "is-wrong": `{wrong|useless|unusable|invalid|broken|not valid|not ... {match*|use*|help*|valid|createorder|right|correct|fit|relevant|work|parse|belong*|readable|the failing}|no {good|use}|can not ... {use*|work*|read|parse}|different|other endpoint|another|mismatch*|malformed|corrupt*|truncated|incorrect|incomplete|test tenant|getorder|bad|irrelevant|for the wrong|again|off|garbage|empty|not usable|of no|outdated|old|stale|unrelated|faulty}`,
  },
  criteria: {
    "status-page": claims("note-status"),
    "platform-escalation": claims("note-platform + note-handed"),
    "request-ids": claims("any: note-ids"),
    "payload-wrong": claims("near: note-payload + is-wrong"),
  },
};
