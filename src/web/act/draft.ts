/** What has been typed into a form so far, and the input that it makes. */
import type { Field, ListField } from "./fields.js";

/**
 * By a field's path, what was typed or chosen; nothing for fields that were left alone. A list's own entry is the
 * number of its rows, whose fields are at `LIST.0` and so on.
 */
export type Draft = Readonly<Record<string, string>>;

/** A group's own entry in a draft: it is set, and its fields say how. */
export const groupIsSet = "set";

export type Json = string | number | boolean | Json[] | { [key: string]: Json };

export interface Reading {
  input: Record<string, Json>;
  /** By a field's path, what is wrong and what to write instead. */
  errors: Record<string, string>;
}

/** Reads a draft into the tool's input. Fields left empty are left out, unless they have to be filled. */
export function readDraft(fields: readonly Field[], draft: Draft): Reading {
  const input: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const result = readField(field, draft);
    Object.assign(errors, result.errors);
    if (result.value !== undefined) input[lastName(field.path)] = result.value;
  }
  return { input, errors };
}

interface FieldReading {
  value?: Json;
  errors?: Record<string, string>;
}

function readField(field: Field, draft: Draft): FieldReading {
  if (field.kind === "list") return readList(field, draft);
  const written = (draft[field.path] ?? "").trim();
  const wrong = (remedy: string) => ({ errors: { [field.path]: remedy } });
  if (written === "") return field.required ? wrong(missing(field)) : {};
  if (field.mayBeNone && written.toLowerCase() === "none") return { value: "none" };
  switch (field.kind) {
    case "choice":
      return field.options.includes(written)
        ? { value: written }
        : wrong("Choose one of the list.");
    case "switch":
      return { value: written === "true" };
    case "number":
      return readNumber(field, written, wrong);
    case "group": {
      const { input, errors } = readDraft(field.fields, draft);
      return { value: input, errors };
    }
    case "words":
      return written.length <= field.maximumLength
        ? { value: written }
        : wrong(`Shorten it by ${written.length - field.maximumLength} characters.`);
    case "text":
      return readText(field, written, wrong);
  }
}

/** Rows in which nothing is written do not count. */
function readList(field: ListField, draft: Draft): FieldReading {
  const rows = rowsIn(draft, field.path);
  const isGroup = field.row(0).kind === "group";
  const filled = rows.flatMap((row, index) => (isEmptyRow(row, isGroup) ? [] : [index]));
  if (filled.length > field.maximumRows) {
    const over = filled.length - field.maximumRows;
    return { errors: { [field.path]: `Take out ${over === 1 ? "one row" : `${over} rows`}.` } };
  }
  const readings = filled.map((index) => readField(field.row(index), draft));
  return {
    value: readings.flatMap(({ value }) => (value === undefined ? [] : [value])),
    errors: Object.assign({}, ...readings.map(({ errors }) => errors)),
  };
}

/** The rows of a list, each as a draft by what comes after the row's own path. */
export function rowsIn(draft: Draft, path: string): Draft[] {
  return Array.from({ length: Number(draft[path] ?? 0) }, (_, index) => {
    const own = `${path}.${index}`;
    const entries = Object.entries(draft).filter(
      ([key]) => key === own || key.startsWith(`${own}.`),
    );
    return Object.fromEntries(entries.map(([key, value]) => [key.slice(own.length), value]));
  });
}

/** The draft with these rows in place of those that the list had. */
export function withRows(draft: Draft, path: string, rows: readonly Draft[]): Draft {
  const others = Object.entries(draft).filter(([key]) => !key.startsWith(`${path}.`));
  const own = rows.flatMap((row, index) =>
    Object.entries(row).map(([rest, value]) => [`${path}.${index}${rest}`, value]),
  );
  return Object.fromEntries([...others, [path, String(rows.length)], ...own]);
}

/** A row before anything is written in it. */
export function emptyRow({ row }: ListField): Draft {
  return row(0).kind === "group" ? { "": groupIsSet } : {};
}

/** That a group is set is no writing in it. */
function isEmptyRow(row: Draft, isGroup: boolean): boolean {
  return Object.entries(row).every(
    ([rest, value]) => value.trim() === "" || (isGroup && rest === ""),
  );
}

function missing(field: Field): string {
  if (field.kind === "choice" || field.kind === "switch") return "Choose one.";
  const isProse = field.kind === "words" || (field.kind === "text" && field.measure === "any");
  return isProse ? "Write something first." : `Write for example ${exampleOf(field)}.`;
}

function readNumber(
  { minimum, maximum, mayBeNone }: Extract<Field, { kind: "number" }>,
  written: string,
  wrong: (remedy: string) => FieldReading,
): FieldReading {
  const value = Number(written);
  if (/^-?\d+$/.test(written) && value >= minimum && value <= maximum) return { value };
  const range = `a whole number from ${minimum} to ${maximum.toLocaleString("en")}`;
  return wrong(`Write ${range}${mayBeNone ? ", or none" : ""}.`);
}

function readText(
  { measure, examples, maximumLength, mayBeNone }: Extract<Field, { kind: "text" }>,
  written: string,
  wrong: (remedy: string) => FieldReading,
): FieldReading {
  const orNone = mayBeNone ? ", or none" : "";
  if (measure === "share") {
    const number = /^(\d{1,3}(?:\.\d{1,9})?) ?%?$/.exec(written)?.[1];
    if (number !== undefined && Number(number) <= 100) return { value: `${number} %` };
    return wrong(`Write a share from 0 % to 100 %, such as ${examples[0]}${orNone}.`);
  }
  if (measure === "duration") {
    if (/^\d{1,15}(?:\.\d{1,9})? ?(us|ms|s|min|h|d)$/.test(written)) return { value: written };
    const unit = /^\d+(\.\d+)?$/.test(written) ? `Add a unit: ${written} ms or ${written} s` : null;
    return wrong(`${unit ?? `Write a duration with its unit, such as ${examples[0]}`}${orNone}.`);
  }
  if (measure === "time") {
    if (/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(written)) return { value: written };
    return wrong(`Write a time of day, such as ${examples[0]}.`);
  }
  return written.length <= maximumLength
    ? { value: written }
    : wrong(`Shorten it by ${written.length - maximumLength} characters.`);
}

function exampleOf(field: Field): string {
  if (field.kind === "number") return String(field.minimum);
  return field.kind === "text" ? (field.examples[0] ?? "a word") : "a value";
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** A draft that makes this input, for forms that begin filled in. */
export function draftOf(input: Readonly<Record<string, unknown>>, prefix = ""): Draft {
  const draft: Record<string, string> = {};
  for (const [name, value] of Object.entries(input)) {
    const path = `${prefix}${name}`;
    if (typeof value === "object" && value !== null) {
      draft[path] = Array.isArray(value) ? String(value.length) : groupIsSet;
      Object.assign(draft, draftOf(value as Record<string, unknown>, `${path}.`));
    } else draft[path] = String(value);
  }
  return draft;
}
