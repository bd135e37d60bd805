/**
 * A YAML file that knows its lines, so that every problem can name file, line and key.
 */
import {
  type Document,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from "yaml";
import type { z } from "zod";
import { explainIssue, placeIssues } from "./issues.js";
import { firstOf, Problem, type ProblemCode, type ProblemValues, problem } from "./problem.js";

const largestFileBytes = 1_048_576;
/** More aliases than this resolved from one anchor are an attack, not a convenience. */
const mostAliases = 100;
/** Maps and lists inside each other; honest files need about twenty. */
const deepestNesting = 100;
const mostProblems = 10;

export type Path = readonly PropertyKey[];

/** These would collide with what every JavaScript object inherits. */
const reservedNames = new Set(["__proto__", "constructor", "prototype"]);

export class YamlFile {
  /** The content as plain data. */
  readonly value: unknown;
  private readonly noted: { offset: number; problem: Problem }[] = [];

  private constructor(
    private readonly name: string,
    private readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {
    this.value = this.plainValue();
  }

  /** Reads YAML text. Throws a Problem for what is too large, malformed or has keys twice. */
  static read(text: string, name: string): YamlFile {
    const bytes = Buffer.byteLength(text);
    if (bytes > largestFileBytes) {
      throw problem("file-too-large", { bytes, limit: largestFileBytes }, { where: name });
    }
    const lines = new LineCounter();
    let document: Document.Parsed;
    try {
      document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      throw nestedTooDeeply(name);
    }
    // The parser reports its own exhausted stack, over and over, like any other error.
    if (document.errors.some(({ message }) => /call stack/i.test(message))) {
      throw nestedTooDeeply(name);
    }
    const errors = [...document.errors, ...document.warnings].slice(0, mostProblems);
    if (errors.length > 0)
      throw firstOf(errors.map((error) => parserProblem(error, text, name, lines)));
    const file = new YamlFile(name, document, lines);
    file.refuseOddities();
    return file;
  }

  /** The content in the schema's terms. Throws a Problem that lists everything that does not fit. */
  check<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
    if (this.value === null || this.value === undefined) {
      const values = {
        value: "an empty file",
        expected: "a map of keys",
        remedy: "write its keys",
      };
      throw problem("value-invalid", values, { where: this.name });
    }
    const result = schema.safeParse(this.value, { error: explainIssue });
    if (result.success) return result.data;
    for (const { path, key, finding } of placeIssues(result.error.issues)) {
      this.note(finding.code, finding.values, path, key);
    }
    this.throwProblems();
    throw new Error("a failed parse had no issue");
  }

  /** Notes a problem at a path; `throwProblems` throws what was noted. `key` points at the key itself. */
  note<Code extends ProblemCode>(
    code: Code,
    values: ProblemValues<Code>,
    path: Path,
    key = false,
  ): void {
    const offset = this.offsetOf(path, key);
    const found = problem(code, values, { where: this.placeAt(offset, path) });
    this.noted.push({ offset, problem: found });
  }

  /** What was noted so far, in the order of the file. */
  get problems(): Problem[] {
    const ordered = this.noted.toSorted((one, other) => one.offset - other.offset);
    return ordered.map((entry) => entry.problem);
  }

  /** Throws the first of the problems noted so far, if there are any. */
  throwProblems(): void {
    if (this.noted.length > 0) throw firstOf(this.problems.slice(0, mostProblems));
  }

  /** For example `system.yaml:12 services.payment.operations.charge[0].work`. */
  place(path: Path, key = false): string {
    return this.placeAt(this.offsetOf(path, key), path);
  }

  private placeAt(offset: number, path: Path): string {
    const line = this.lines.linePos(offset).line;
    const words = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`));
    return `${this.name}:${line} ${words.join("").replace(/^\./, "")}`.trimEnd();
  }

  /** Where the value (or its key) begins; for a path that does not exist, its nearest existing parent. */
  private offsetOf(path: Path, key: boolean): number {
    let node: unknown = this.document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, part] of path.entries()) {
      if (key && depth === path.length - 1 && isMap(node)) {
        const pair = node.items.find(
          (item) => isScalar(item.key) && String(item.key.value) === part,
        );
        return startOf(pair?.key) ?? offset;
      }
      const parent = node as { get?: (key: unknown, keepScalar: boolean) => unknown };
      node = typeof parent?.get === "function" ? parent.get(part, true) : undefined;
      const start = startOf(node);
      if (start === undefined) return offset;
      offset = start;
    }
    return offset;
  }

  private plainValue(): unknown {
    try {
      const value: unknown = this.document.toJS({ maxAliasCount: mostAliases });
      if (depthOf(value, new Map()) > deepestNesting) throw nestedTooDeeply(this.name);
      return value;
    } catch (thrown) {
      if (thrown instanceof Problem) throw thrown;
      if (thrown instanceof RangeError) throw nestedTooDeeply(this.name);
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      if (/excessive alias/i.test(reason)) {
        throw problem("yaml-aliases", {}, { where: this.name, cause: thrown });
      }
      throw problem("yaml-malformed", { reason }, { where: this.name, cause: thrown });
    }
  }

  private refuseOddities(): void {
    visit(this.document, {
      Pair: (_, pair) => {
        if (!isScalar(pair.key) || !reservedNames.has(String(pair.key.value))) return;
        const key = String(pair.key.value);
        const offset = startOf(pair.key) ?? 0;
        const where = this.placeAt(offset, []);
        this.noted.push({ offset, problem: problem("key-reserved", { key }, { where }) });
      },
    });
    this.throwProblems();
  }
}

function parserProblem(error: YAMLError, text: string, name: string, lines: LineCounter): Problem {
  const [offset] = error.pos;
  const where = `${name}:${lines.linePos(offset).line}`;
  if (error.code === "DUPLICATE_KEY") {
    const key = /^[^:\s]*/.exec(text.slice(offset, offset + 200))![0];
    return problem("yaml-duplicate-key", { key }, { where });
  }
  if (error.code === "MULTIPLE_DOCS") {
    return problem("yaml-malformed", { reason: "the file holds several documents" }, { where });
  }
  return problem("yaml-malformed", { reason: error.message }, { where });
}

function nestedTooDeeply(name: string): Problem {
  return problem("yaml-malformed", { reason: "it is nested too deeply" }, { where: name });
}

/** Infinity for what contains itself, which an alias inside its own anchor makes possible. */
function depthOf(value: unknown, known: Map<object, number>): number {
  if (value === null || typeof value !== "object") return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, Number.POSITIVE_INFINITY);
  let deepest = 0;
  for (const part of Object.values(value)) deepest = Math.max(deepest, depthOf(part, known));
  known.set(value, deepest + 1);
  return deepest + 1;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
