/** How names of the drill's files are written for people in forms. */
import type { DrillView } from "../../server/api/live.js";
import { nameTitle } from "../ui/format.js";

export const everything = "*";

export function personNameOf(id: string, { people }: Pick<DrillView, "people">): string {
  if (id === "me") return "Me";
  return people.find((person) => person.id === id)?.name ?? nameTitle(id);
}

/** The label of an option of a tool's field. */
export function optionName(
  field: string,
  option: string,
  drill: Pick<DrillView, "people">,
): string {
  if (option === everything) return field === "call" ? "All calls" : "All users";
  switch (field) {
    case "call":
      return nameTitle(option);
    case "route":
      return nameTitle(option);
    case "person": {
      const role = drill.people.find(({ id }) => id === option)?.role;
      return role ? `${personNameOf(option, drill)}, ${role}` : personNameOf(option, drill);
    }
    case "mode":
      return modes[option] ?? nameTitle(option);
    case "service":
    case "role":
    case "state":
      return nameTitle(option);
    case "fallback":
      return option === "none" ? "None" : `Answer "${option}"`;
    default:
      return option;
  }
}

/** What an option means, in a few words; null where its name says it. */
export function optionNote(field: string, option: string): string | null {
  return field === "severity" ? (severities[option] ?? null) : null;
}

/** By what customers feel, since that is what a level is chosen by. */
const severities: Record<string, string> = {
  "SEV-1": "nearly nobody gets what they came for",
  "SEV-2": "many customers fail",
  "SEV-3": "some notice, and there is a way round",
  "SEV-4": "hardly anybody notices",
  "SEV-5": "nobody notices yet",
};

const modes: Record<string, string> = {
  reject: "Reject: answer with an error at once",
  drop: "Drop: let calls go unanswered",
  none: "None: take the rule away",
};

const labels: Record<string, string> = {
  connectTimeout: "Connect timeout",
  retryBudget: "Retry budget",
  "breaker.failures": "Opens at",
  "breaker.window": "Counted over",
  "breaker.minimumCalls": "Calls at least",
  "breaker.open": "Stays open",
  "breaker.trials": "Trial calls",
  breaker: "Circuit breaker",
  on: "Switch",
  mode: "Rule",
  text: "Text",
  "timeline.at": "Time",
  "timeline.text": "What happened",
  causes: "Causes",
  actions: "Action items",
  "actions.text": "What will be different",
  "actions.owner": "Owner",
  "actions.due": "Due",
};

/** What a row of one text is called, where its list is called otherwise. */
const rowLabels: Record<string, string> = { causes: "Cause" };

/** In which row of a list a field is, counted from 1; null for one that is in none. */
export function rowNumber(path: string): number | null {
  const index = /\.(\d+)(?:\.|$)/.exec(path)?.[1];
  return index === undefined ? null : Number(index) + 1;
}

/** The label of a tool's field. */
export function fieldName(tool: string, path: string): string {
  if (tool === "escalate" && path === "text") return "Why";
  if (tool === "declare_incident" && path === "title") return "What users notice";
  if (tool === "shed_load" && path === "share") return "Share to refuse";
  if (tool === "shift_traffic" && path === "share") return "Share to send there";
  if (path === "route") return "Users";
  const list = path.replace(/\.\d+(?=\.|$)/, "");
  const isRow = list !== path && !list.includes(".");
  return (isRow && rowLabels[list]) || (labels[list] ?? nameTitle(list));
}
