import type { EntryView } from "../../server/api/documents.js";

/** What an act was done with: "payment-pending, on" or "order to payment, timeout 1 s, retries 0". */
export function inputWords({ tool, input, changed }: EntryView): string | null {
  // A document is read where it was written.
  if (tool === "write_postmortem") return null;
  const words = Object.entries(input).map(([key, value]) => {
    if (value === true) return key;
    if (value === false) return key === "on" ? "off" : `no ${key}`;
    if (typeof value === "string") {
      const isName = ["service", "call", "route", "flag", "alert", "channel", "of"].includes(key);
      if (isName || value.length > 40 || key === "text" || key === "metric")
        return nameWords(value);
      return `${key} ${value}`;
    }
    if (typeof value === "object" && value !== null) return key;
    return `${key} ${String(value)}`;
  });
  if (changed === false) words.push("nothing changed");
  return words.length > 0 ? words.join(", ") : null;
}

/** What became of the clock: "Paused", "Speed 2x"; null for what is no change of it. */
export function clockWords({ tool, input }: Pick<EntryView, "tool" | "input">): string | null {
  if (tool !== "set_speed") return null;
  if (input.speed !== "paused") return `Speed ${String(input.speed)}`;
  return input.reason === "unattended" ? "Paused, since nobody was here" : "Paused";
}

function nameWords(value: string): string {
  return value === "*" ? "all" : value.replace("->", " to ");
}
