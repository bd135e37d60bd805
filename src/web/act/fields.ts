/** The fields of a form, read from a tool's JSON Schema: the form can offer exactly what the tool accepts. */

interface Common {
  /** The path in the input, such as `breaker.window`. */
  path: string;
  /** What the schema says about it. */
  description: string;
  required: boolean;
  /** True where the word `none` takes the mechanism away. */
  mayBeNone: boolean;
}

export type Field = Common &
  (
    | { kind: "choice"; options: string[] }
    | { kind: "switch" }
    | { kind: "number"; minimum: number; maximum: number }
    /** A duration, a share, a time of day or another short text; examples are offered as suggestions. */
    | {
        kind: "text";
        measure: Measure;
        examples: string[];
        maximumLength: number;
      }
    /** A text for people. */
    | { kind: "words"; examples: string[]; maximumLength: number }
    | { kind: "group"; fields: Field[] }
    /** Rows of one form; the field of a row has its number in its path, as in `causes.0`. */
    | { kind: "list"; maximumRows: number; row: (index: number) => Field }
  );

type Measure = "duration" | "share" | "time" | "any";

export type ChoiceField = Extract<Field, { kind: "choice" }>;
export type ListField = Extract<Field, { kind: "list" }>;

/** The part of JSON Schema that the registry's tools use. */
interface Schema {
  type?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  items?: Schema;
  maxItems?: number;
  examples?: unknown[];
}

/** Texts that may be longer than this are for people, and get more than one line. */
const longestShortText = 200;

export function fieldsOf(inputSchema: object): Field[] {
  return fieldsUnder(inputSchema as Schema, "");
}

function fieldsUnder({ properties = {}, required = [] }: Schema, prefix: string): Field[] {
  return Object.entries(properties).map(([name, schema]) =>
    fieldOf(schema, `${prefix}${name}`, required.includes(name)),
  );
}

function fieldOf(schema: Schema, path: string, required: boolean): Field {
  const branches = schema.anyOf ?? [schema];
  const isNone = (branch: Schema) => branch.const === "none";
  const main = branches.find((branch) => !isNone(branch)) ?? schema;
  const common: Common = {
    path,
    description: main.description ?? schema.description ?? "",
    required,
    mayBeNone: branches.some(isNone),
  };
  if (main.enum) return { ...common, kind: "choice", options: main.enum.map(String) };
  switch (main.type) {
    case "boolean":
      return { ...common, kind: "switch" };
    case "integer":
    case "number":
      return { ...common, kind: "number", ...limitsOf(main) };
    case "object":
      return { ...common, kind: "group", fields: fieldsUnder(main, `${path}.`) };
    case "array":
      return { ...common, kind: "list", ...rowsOf(main, path) };
    default:
      return { ...common, ...textOf(main) };
  }
}

function limitsOf({ minimum = 0, maximum = Number.MAX_SAFE_INTEGER }: Schema) {
  return { minimum, maximum };
}

/** A schema that says no most has one all the same, so that a page stays one that can be drawn. */
function rowsOf({ items = {}, maxItems: maximumRows = 100 }: Schema, path: string) {
  return { maximumRows, row: (index: number) => fieldOf(items, `${path}.${index}`, true) };
}

function textOf({ maxLength: maximumLength = 4000, examples: all = [] }: Schema) {
  const examples = all.map(String);
  const measure = measureOf(examples);
  const isProse = measure === "any" && maximumLength > longestShortText;
  if (isProse) return { kind: "words" as const, examples, maximumLength };
  return { kind: "text" as const, measure, examples, maximumLength };
}

/** Durations, shares and times are strings in the schema; their examples tell which is which. */
function measureOf(examples: readonly string[]): Measure {
  if (examples.length === 0) return "any";
  if (examples.every((example) => /^\d\d:\d\d$/.test(example))) return "time";
  if (examples.every((example) => /^\d+(\.\d+)? ?%$/.test(example))) return "share";
  return examples.every((example) => /^\d+(\.\d+)? ?(us|ms|s|min|h|d)$/.test(example))
    ? "duration"
    : "any";
}
