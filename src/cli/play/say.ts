import type { ToolDescription } from "../../session/index.js";

interface FieldSchema {
  enum?: string[];
}

/**
 * The input of a message that is typed without quotes: `say support what do people see?` goes to a channel, and without
 * the name of one to the first. Null when it is written as key=value or JSON.
 */
export function messageTyped(
  rest: string,
  tools: readonly ToolDescription[],
): { channel: string; text: string } | null {
  const schema = tools.find(({ name }) => name === "send_message")?.inputSchema;
  const { channel } = (schema?.properties ?? {}) as Record<string, FieldSchema>;
  const channels = channel?.enum ?? [];
  const words = rest.trim();
  if (channels.length === 0 || words === "" || /^(\{|\w+=)/.test(words)) return null;
  const [, first = "", others = ""] = /^#?(\S+)\s*(.*)$/s.exec(words) ?? [];
  const named = channels.includes(first);
  const text = (named ? others : words).replace(/^"([^"]*)"$/, "$1").trim();
  return { channel: named ? first : channels[0]!, text };
}
