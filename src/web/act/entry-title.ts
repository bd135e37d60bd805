import type { EntryView } from "../../server/api/documents.js";
import { nameTitle } from "../ui/format.js";
import { actTitle } from "./act-title.js";
import { clockWords, inputWords } from "./input-words.js";

/** What was done, and on what: "Restart Checkout", "Set a feature flag: payment-pending, on". */
export function entryTitle(entry: EntryView): string {
  const { tool, title, input } = entry;
  const clock = clockWords(entry);
  if (clock !== null) return clock;
  if (typeof input.service === "string" && tool !== "search_logs" && tool !== "list_traces") {
    const words = actTitle(tool, title, input.service);
    return typeof input.replicas === "number" ? `${words} to ${input.replicas}` : words;
  }
  if (tool === "set_call_policy" || tool === "block_calls") {
    const { call, ...rest } = input;
    const what = inputWords({ ...entry, input: rest, changed: null });
    return `${actTitle(tool, title, String(call))}${what ? `, ${what}` : ""}`;
  }
  if (tool === "acknowledge_page") return `Acknowledge ${String(input.alert)}`;
  if (tool === "read_runbook") return `Read runbook ${nameTitle(String(input.runbook))}`;
  const words = inputWords(entry);
  return words === null ? title : `${title}: ${words}`;
}
