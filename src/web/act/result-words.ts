/** What an act that was taken has done, in one line. */

/** The tool's own answer, out of what the seat got to see. */
export function resultOf(observation: unknown): Record<string, unknown> {
  const outer = record(observation);
  return "result" in outer ? record(outer.result) : outer;
}

export function resultInWords(tool: string, observation: unknown): string {
  const result = resultOf(observation);
  if (result.changed === false) {
    return result.to === null
      ? "Nothing changed: there is no older release."
      : "Nothing changed: it was so already.";
  }
  switch (tool) {
    case "roll_back":
      return `Goes back from ${result.from} to ${result.to}, replica by replica.`;
    case "restart_service":
      return `Stopped; it starts within ${result.startsWithin}.`;
    case "set_call_policy": {
      const calls = Array.isArray(result.calls) ? result.calls.length : 0;
      return calls > 1 ? `Changed on ${calls} calls.` : "Changed.";
    }
    case "acknowledge_page":
      return result.acknowledgedAt
        ? `Acknowledged at ${result.acknowledgedAt}.`
        : "It is not firing.";
    case "escalate":
      return `${result.paged} is paged.`;
    case "post_status":
      return "It is on the status page.";
    case "declare_incident":
      return "The incident is open.";
    case "take_hint":
      return typeof result.hint === "string" ? result.hint : "There are no more hints.";
    default:
      return "Done.";
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
