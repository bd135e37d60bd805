import { clockText, type Drill } from "../../drill/drill.js";
import { changedBy, type Entry, type Observation } from "../../session/index.js";

/** An input as people write it: `service=checkout on=true`. */
export function inputText(input: Readonly<Record<string, unknown>>): string {
  return Object.entries(input)
    .map(([key, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return `${key}=${/\s/.test(text) ? JSON.stringify(text) : text}`;
    })
    .join(" ");
}

/** One line about an action: when, what, and whether it changed anything. */
export function actionLine(drill: Drill, entry: Entry, observation?: Observation): string {
  const { atUs, tool, input } = entry;
  const changed = changedBy(entry);
  const words = inputText(input);
  const shown = words.length > 70 ? `${words.slice(0, 69)}…` : words;
  const remarks = [
    changed !== null && (changed ? "changed" : "changed nothing"),
    observation?.inbox.length && `${observation.inbox.length} new in the inbox`,
  ].filter(Boolean);
  const remark = remarks.length > 0 ? `  (${remarks.join(", ")})` : "";
  return `${String(entry.entry).padStart(3)}  ${clockText(drill, atUs)}  ${`${tool} ${shown}`.trim()}${remark}`;
}
