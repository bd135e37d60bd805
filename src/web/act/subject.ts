/** What a form is about: the field that names it and what it names at the moment. */
import type { Draft } from "./draft.js";
import type { ChoiceField, Field } from "./fields.js";

const subjectNames = [
  "call",
  "service",
  "flag",
  "route",
  "alert",
  "role",
  "person",
  "channel",
  "runbook",
];

/** The field that names what the tool is used on; null for tools that are about everything. */
export function subjectField(fields: readonly Field[]): ChoiceField | null {
  for (const name of subjectNames) {
    const field = fields.find(({ path }) => path === name);
    if (field?.kind === "choice") return field;
  }
  return null;
}

export function subjectOf(fields: readonly Field[], draft: Draft): string | null {
  const field = subjectField(fields);
  return (field && draft[field.path]) || null;
}
