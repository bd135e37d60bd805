import { problem } from "../drill/problem.js";
import { suggest } from "../drill/suggest.js";
import type { PlayerAction } from "../players/index.js";
import type { Json, JsonObject, ToolDescription } from "../session/index.js";

/** The part of a tool's input schema that says how a written value is to be read. */
interface FieldSchema {
  type?: string;
  enum?: Json[];
  anyOf?: FieldSchema[];
}

/**
 * Reads an action as people write it: a tool's name and its input, either as JSON or as words. A word `key=value` sets
 * that key; any other word sets the next key of the schema that has no value yet.
 *
 *     roll_back {"service":"checkout"}     roll_back checkout     query_metrics p99 of=payment window="5 min"
 *
 * Throws a problem for a tool that does not exist and for words that cannot be read; the desk checks the rest.
 */
export function parseAction(text: string, tools: readonly ToolDescription[]): PlayerAction {
  const [, name = "", rest = ""] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(text) ?? [];
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) {
    const names = tools.map((candidate) => candidate.name);
    throw problem("action-unknown", { tool: name, suggestion: suggest(name, names) });
  }
  return { tool: name, input: rest.startsWith("{") ? parseJson(rest) : parseWords(rest, tool) };
}

function parseJson(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    const remedy = 'write for example {"service":"checkout"}';
    throw problem("value-invalid", { value: "the input", expected: "JSON", remedy });
  }
}

function parseWords(text: string, { inputSchema }: ToolDescription): JsonObject {
  const fields = (inputSchema.properties ?? {}) as Record<string, FieldSchema>;
  const input: Record<string, Json> = {};
  for (const word of wordsOf(text)) {
    const [, key, value] = /^([A-Za-z]+)=(.*)$/s.exec(word) ?? [];
    if (key !== undefined && value !== undefined) {
      input[key] = readValue(value, fields[key] ?? {});
      continue;
    }
    const next = Object.keys(fields).find((field) => !Object.hasOwn(input, field));
    if (next === undefined) {
      const remedy = "put texts of several words into double quotes";
      throw problem("value-invalid", { value: `"${word}"`, expected: "wanted here", remedy });
    }
    input[next] = readValue(word, fields[next]!);
  }
  return input;
}

/** The words of a line; double quotes hold words together, also after `key=`. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:[^\s"]+|"[^"]*")+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"/g, "$1"));
}

function readValue(text: string, field: FieldSchema): Json {
  const types = [field, ...(field.anyOf ?? [])].map(({ type }) => type);
  if (types.includes("integer") && /^-?\d+$/.test(text)) return Number(text);
  if (types.includes("boolean")) {
    if (["true", "on", "yes"].includes(text)) return true;
    if (["false", "off", "no"].includes(text)) return false;
  }
  if (types.includes("object") && text.startsWith("{")) return parseJson(text);
  if (types.includes("array") && text.startsWith("[")) return parseJson(text);
  return text;
}
