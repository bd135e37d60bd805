import { nameTitle } from "../ui/format.js";
import { everything } from "./names.js";

/** What the form is headed: the part first, as on the map, then what is done with it. */
export function actTitle(tool: string, title: string, subject: string | null): string {
  if (subject === null) return title;
  const name = subject === everything ? "Everything" : nameTitle(subject);
  switch (tool) {
    case "set_call_policy":
      return `${subject === everything ? "All calls" : name}: call policy`;
    case "block_calls":
      return `${name}: block calls`;
    case "restart_service":
      return `Restart ${name}`;
    case "scale_service":
      return `Scale ${name}`;
    case "roll_back":
      return `Roll back ${name}`;
    case "set_flag":
      return `Flag ${subject}`;
    default:
      return title;
  }
}

/** The word on the button: what will happen, not "OK". */
export function applyWord(tool: string): string {
  return applyWords[tool] ?? "Apply";
}

const applyWords: Readonly<Record<string, string>> = {
  restart_service: "Restart",
  roll_back: "Roll back",
  scale_service: "Scale",
  acknowledge_page: "Acknowledge",
  declare_incident: "Declare",
  assign_role: "Assign",
  post_status: "Post",
  send_message: "Send",
  escalate: "Page",
  take_hint: "Take the hint",
  next_phase: "Begin",
  finish: "Finish",
  list_alerts: "List",
  wait: "Wait",
};
