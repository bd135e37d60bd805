import type { ToolDescription, ToolGroup } from "../../session/index.js";
import { aligned, fold } from "../render/table.js";
import { aliases } from "./aliases.js";

const groupTitles: Record<ToolGroup, string> = {
  observe: "Look",
  operate: "Change the system",
  communicate: "Tell people",
  run: "The drill",
};

const ownHelp = [
  ["  help", "", "this page, or with a command what it takes"],
  ["  draft", "", "the postmortem with the timeline so far, to be filled in and sent"],
  ["  quit", "", "leave; the run can be resumed"],
];

const hints = [
  "Give input as words in order, as key=value or as JSON: scale checkout replicas=4, policy order->payment retries=0.",
  "After say, words need no quotes: say is it the database?, or with a channel first: say support what do people see?",
  "Only commands count as having looked: what the prompt shows is no evidence.",
];

/** All commands on one page, with their short names. */
export function helpPage(tools: readonly ToolDescription[]): string {
  const groups = Object.entries(groupTitles).flatMap(([group, title]) => {
    const rows = tools
      .filter((tool) => tool.group === group)
      .map(({ name, title: what }) => [`  ${name}`, aliasOf(name), what]);
    return rows.length === 0 ? [] : [[title], ...rows];
  });
  return `${aligned([...groups, ["This terminal"], ...ownHelp])}\n${hints.join("\n")}\n`;
}

/** What one tool takes. */
export function toolHelp(
  { name, description, inputSchema }: ToolDescription,
  columns: number,
): string {
  const fields = (inputSchema.properties ?? {}) as Record<string, FieldSchema>;
  const required = (inputSchema.required ?? []) as string[];
  const rows = Object.entries(fields).map(([key, field]) => {
    const words = [field.description, valuesOf(field)].filter(Boolean).join("; ");
    return [`  ${key}`, required.includes(key) ? "needed" : "", words];
  });
  return [name, ...fold(description, columns), aligned(rows)].join("\n");
}

interface FieldSchema {
  description?: string;
  enum?: string[];
  anyOf?: FieldSchema[];
  examples?: string[];
}

function valuesOf(field: FieldSchema): string {
  const parts = [field, ...(field.anyOf ?? [])];
  const choices = parts.flatMap(({ enum: names = [] }) => names);
  if (choices.length > 0) return `one of ${choices.join(", ")}`;
  const examples = parts.flatMap((part) => part.examples ?? []);
  return examples.length > 0 ? `for example ${examples.join(", ")}` : "";
}

function aliasOf(name: string): string {
  const names = Object.keys(aliases).filter((alias) => aliases[alias] === name);
  return names.join(", ");
}
