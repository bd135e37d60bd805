import * as z from "zod";
import { type Drill, itemsOf, type OfferedTool } from "../drill/drill.js";
import { type Problem, problem } from "../drill/problem.js";
import { suggest } from "../drill/suggest.js";
import { itemNames } from "../text/catalogue.js";
import type { ClockMode } from "./header.js";
import { canonical, type Json, type JsonObject } from "./journal/index.js";
import { alwaysOffered, registry, wallClockTools } from "./tools/registry.js";
import type { Offer, Tool, ToolGroup } from "./tools/tool.js";
import { type Vocabulary, vocabularyOf } from "./vocabulary.js";

/** A tool as players see it. */
export interface ToolDescription {
  name: string;
  title: string;
  description: string;
  group: ToolGroup;
  /** Simulated seconds that using it takes when the clock is stepped. */
  costSeconds: number;
  /** JSON Schema of the input; it lists every legal name. */
  inputSchema: JsonObject;
}

/** A tool of one drill: its input knows the drill's names, and its cost is the drill's. */
export interface DeskTool {
  tool: Tool;
  costUs: number;
  input: z.ZodType;
}

/** A tool and an input that it accepts; `input` is as given, `parsed` as the handler takes it. */
export interface Checked {
  desk: DeskTool;
  input: JsonObject;
  parsed: unknown;
}

/** An input is a few names and some words. */
const maximumInputLength = 64 * 1024;

/** The tools that one drill offers. */
export class Desk {
  readonly vocabulary: Vocabulary;
  private readonly tools = new Map<string, DeskTool>();

  /** Throws a problem when the drill names a tool or an item that does not exist, or a tool that it has no use for. */
  constructor(
    readonly drill: Drill,
    private readonly mode: ClockMode,
  ) {
    this.vocabulary = vocabularyOf(drill);
    for (const name of itemsOf(drill)) {
      if (itemNames.includes(name)) continue;
      const values = { kind: "item", name, suggestion: suggest(name, itemNames) };
      throw problem("name-unknown", values, { where: drill.id });
    }
    const offered = new Map(drill.tools.map((offer) => [offer.name, offer]));
    for (const name of [...alwaysOffered, ...wallClockTools]) {
      if (!offered.has(name)) offered.set(name, { name, limits: {}, costUs: null });
    }
    // On a stepped clock there is no speed to set, even if the drill's file names the tool.
    if (mode === "stepped") for (const name of wallClockTools) offered.delete(name);
    for (const name of offered.keys()) {
      if (!registry.some((tool) => tool.name === name)) throw this.unknown(name, "drill");
    }
    for (const tool of registry) {
      const offer = offered.get(tool.name);
      if (offer) this.tools.set(tool.name, this.prepare(tool, offer));
    }
  }

  /** All tools, in the registry's order. */
  describe(): ToolDescription[] {
    return [...this.tools.values()].map(({ tool, costUs, input }) => ({
      name: tool.name,
      title: tool.title,
      description: tool.description,
      group: tool.group,
      costSeconds: costUs / 1_000_000,
      inputSchema: z.toJSONSchema(input, { io: "input" }) as unknown as JsonObject,
    }));
  }

  /** The tool and its input, checked in full: what this returns cannot fail. Or the problem with it. */
  check(tool: string, input: unknown): Checked | Problem {
    const desk = this.tools.get(tool);
    if (!desk) return this.unknown(tool, null);
    const where = `tool ${tool}`;
    let text: string;
    try {
      text = canonical(input);
    } catch (error) {
      const expected = `plain JSON (${(error as Error).message})`;
      return invalid("the input", expected, "hand over an object of plain JSON values", where);
    }
    if (text.length > maximumInputLength) {
      return problem(
        "file-too-large",
        { bytes: text.length, limit: maximumInputLength },
        { where },
      );
    }
    const parsed = desk.input.safeParse(input);
    if (!parsed.success) return inputProblem(parsed.error, input, where);
    // A copy, since a caller may go on changing its object after the journal has it.
    return { desk, input: JSON.parse(text) as JsonObject, parsed: parsed.data };
  }

  private prepare(tool: Tool, offered: OfferedTool): DeskTool {
    const offer: Offer = {
      drill: this.drill,
      vocabulary: this.vocabulary,
      mode: this.mode,
      allowed: (kind, all) => offered.limits[kind] ?? [...all],
    };
    const input = tool.input(offer);
    if (input === null) {
      throw problem(
        "value-invalid",
        {
          value: `"${tool.name}"`,
          expected: "of use in this drill",
          remedy: "take it out of the tools or give the drill something to use it on",
        },
        { where: `${this.drill.id} tools` },
      );
    }
    return { tool, costUs: offered.costUs ?? tool.costUs, input };
  }

  private unknown(tool: string, place: "drill" | null): Problem {
    const known = place === "drill" ? registry.map(({ name }) => name) : this.tools.keys();
    return problem(
      "action-unknown",
      { tool, suggestion: suggest(tool, known) },
      { where: place === "drill" ? `${this.drill.id} tools` : null },
    );
  }
}

function inputProblem(error: z.ZodError, input: unknown, where: string): Problem {
  const issue = innermost(error.issues[0]!);
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return problem(
      "key-unknown",
      { key: issue.keys[0]!, suggestion: "leave it out" },
      { where: [where, ...path].join(" ") },
    );
  }
  let value = input as Json | undefined;
  for (const key of path) value = (value as Record<string, Json> | undefined)?.[key];
  const place = [where, path.join(".")].join(" ").trim();
  if (value === undefined) {
    return path.length === 0
      ? invalid("the input", "an object", "hand over a JSON object", place)
      : problem("key-missing", { key: path.at(-1)! }, { where: place });
  }
  if (issue.code === "invalid_value") {
    const known = issue.values.map(String);
    return problem(
      "name-unknown",
      {
        kind: path.at(-1) ?? "value",
        name: String(value),
        suggestion: suggest(String(value), known),
      },
      { where: place },
    );
  }
  return invalid(
    path.length === 0 ? "the input" : JSON.stringify(value),
    issue.message,
    "see the tool's schema",
    place,
  );
}

/** Of "this or none", what is wrong with this says more than that neither fits. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  const first = issue.code === "invalid_union" ? issue.errors[0]?.[0] : undefined;
  return first ? innermost({ ...first, path: [...issue.path, ...first.path] }) : issue;
}

function invalid(value: string, expected: string, remedy: string, where: string): Problem {
  return problem("value-invalid", { value, expected, remedy }, { where });
}
