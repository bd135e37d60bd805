import type { ToolDescription } from "../../session/index.js";
import { aliases } from "./aliases.js";

/** The commands that are not tools. */
export const ownCommands = ["help", "draft", "quit"] as const;

interface FieldSchema {
  enum?: string[];
}

/** What could stand at the end of a line, and the word it would replace, as readline wants it. */
export function complete(line: string, tools: readonly ToolDescription[]): [string[], string] {
  const [, command = "", last = ""] = /^(?:(\S+)\s.*?)??(\S*)$/s.exec(line.trimStart()) ?? [];
  if (command === "") return [matching(commandNames(tools), last), last];
  if (command === "help") return [matching(commandNames(tools), last), last];
  const name = Object.hasOwn(aliases, command) ? aliases[command] : command;
  const schema = tools.find((tool) => tool.name === name)?.inputSchema;
  const fields = (schema?.properties ?? {}) as Record<string, FieldSchema>;
  const [, key, value] = /^([A-Za-z]+)=(.*)$/.exec(last) ?? [];
  if (key !== undefined && value !== undefined) {
    return [matching(fields[key]?.enum ?? [], value), value];
  }
  const values = Object.values(fields).flatMap((field) => field.enum ?? []);
  const keys = Object.keys(fields).map((field) => `${field}=`);
  return [matching([...new Set([...values, ...keys])], last), last];
}

function commandNames(tools: readonly ToolDescription[]): string[] {
  const names = tools.map(({ name }) => name);
  const short = Object.keys(aliases).filter((alias) => names.includes(aliases[alias]!));
  return [...names, ...short, ...ownCommands];
}

function matching(words: readonly string[], beginning: string): string[] {
  return words.filter((word) => word.startsWith(beginning));
}
