/** Words that people say for what the tools are called. */

/** By tool, words that lead to it although its title does not contain them. */
export const toolSynonyms: Readonly<Record<string, string>> = {
  list_alerts: "alarms pages firing",
  query_metrics: "graph chart measure numbers latency error rate",
  search_logs: "grep lines messages errors",
  list_traces: "spans requests waterfall slow",
  get_trace: "span waterfall",
  show_topology: "map graph dependencies services overview",
  list_deploys: "releases changes versions what changed history",
  read_runbook: "wiki playbook instructions documentation",
  acknowledge_page: "ack take alert alarm pager",
  declare_incident: "open severity sev",
  assign_role: "commander ic scribe lead delegate",
  post_status: "statuspage customers public update announce tell",
  send_message: "chat write say tell reply",
  escalate: "page call wake phone",
  set_call_policy: "configuration setting resilience",
  block_calls: "firewall cut isolate deny reject drop stop",
  set_flag: "feature toggle switch",
  shed_load: "maintenance refuse rate limit throttle drop users",
  restart_service: "reboot bounce kill",
  scale_service: "replicas capacity instances pods more threads",
  shift_traffic: "failover standby site region move drain",
  roll_back: "rollback revert undo release deploy previous version",
  take_hint: "help clue stuck",
  next_phase: "continue proceed",
  finish: "end done stop leave quit",
  set_speed: "pause resume faster slower time",
};

/** Fields of a call's policy by their names in the palette, with words that lead to them. */
export const policyMechanisms: readonly { field: string; title: string; words: string }[] = [
  { field: "timeout", title: "Timeout", words: "deadline wait limit" },
  { field: "retries", title: "Retries", words: "retry again attempts" },
  { field: "retryBudget", title: "Retry budget", words: "retries storm limit" },
  { field: "backoff", title: "Backoff", words: "retry delay jitter" },
  { field: "breaker", title: "Circuit breaker", words: "open trip" },
  { field: "bulkhead", title: "Bulkhead", words: "concurrency limit pool isolation" },
  { field: "fallback", title: "Fallback", words: "degrade default pending answer" },
];
