import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import type { DrillView, ToolView } from "../../server/api/live.js";
import type { ActInput } from "../live/act-queue.js";
import { Button } from "../ui/button.js";
import { Kbd } from "../ui/kbd.js";
import { actTitle, applyWord } from "./act-title.js";
import { type Draft, draftOf, readDraft, withRows } from "./draft.js";
import { FieldControl } from "./field-control.js";
import { FieldHelp } from "./field-help.js";
import { type Field, fieldsOf } from "./fields.js";
import { fieldName } from "./names.js";
import type { Plan } from "./plan.js";
import { sentence } from "./sentence.js";
import { subjectOf } from "./subject.js";
import "./act-form.css";

/** Fields of a call's policy that are asked for less often. */
const seldom = new Set(["connectTimeout", "backoff", "bulkhead", "fallback"]);

export interface ActFormViewProps {
  tool: ToolView;
  presets: ActInput;
  /** The field in which the cursor begins; else the first that is empty. */
  focus: string | null;
  drill: Pick<DrillView, "people">;
  /** What the act would do. */
  plan: (draft: Draft) => Plan;
  /** What a field is now, shown inside of it while it is empty. */
  now: (path: string, subject: string | null) => string;
  pending: boolean;
  refused: { message: string; remedy: string } | null;
  /** Something was changed, so that what was refused before does not count any more. */
  onChange: () => void;
  onSubmit: (input: ActInput) => void;
  /** Null where the form stands for good. */
  onClose: (() => void) | null;
  /** False where the form is not what somebody has just asked for. */
  autoFocus?: boolean;
  /** The word on the button, where it is not the tool's own. */
  word?: string;
}

/**
 * The form of one tool: what is so now, what will change and when, and a button that says what it does. What does harm
 * is asked twice, and what would change nothing says why.
 */
export function ActFormView(properties: ActFormViewProps) {
  const { tool, presets, focus, drill, pending, refused, onSubmit, onClose } = properties;
  const word = properties.word ?? applyWord(tool.name);
  const [fields] = useState(() => formFields(tool));
  const [draft, setDraft] = useState<Draft>(() => draftOf(presets));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [armed, setArmed] = useState(false);
  const [help, setHelp] = useState<Field | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const subject = subjectOf(fields, draft);
  const plan = properties.plan(draft);
  const hasMore = fields.some(({ path }) => seldom.has(path));
  const [more, setMore] = useState(() => focus !== null && seldom.has(focus));

  const takesFocus = properties.autoFocus !== false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cursor is put once, into the form as it begins
  useLayoutEffect(() => {
    if (!takesFocus) return;
    const control = (path: string) =>
      form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(path)}"]`);
    const empty = fields.find(({ path }) => (draft[path] ?? "") === "");
    const apply = form.current?.querySelector<HTMLElement>("button[type=submit]");
    const first = (focus && control(focus)) || (empty && control(empty.path));
    (first || apply)?.focus();
  }, [focus, takesFocus]);

  const change = (path: string, value: string) => {
    setDraft((before) => ({ ...before, [path]: value }));
    setErrors(({ [path]: _, ...others }) => others);
    setArmed(false);
    properties.onChange();
  };

  const changeRows = (path: string, rows: readonly Draft[]) => {
    setDraft((before) => withRows(before, path, rows));
    // What is wrong is told by a row's number, which may be another row's now.
    setErrors({});
    properties.onChange();
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending || plan.idle !== null) return;
    const reading = readDraft(fields, draft);
    setErrors(reading.errors);
    const [wrong] = Object.keys(reading.errors);
    if (wrong !== undefined) {
      if (seldom.has(wrong)) setMore(true);
      form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
      return;
    }
    if (plan.caution !== null && !armed) {
      setArmed(true);
      return;
    }
    setArmed(false);
    onSubmit(reading.input as ActInput);
  };

  const now = (path: string) => properties.now(path, subject);
  const shown = fields.filter(({ path }) => more || !seldom.has(path));
  const refusedField = refused && fieldNamed(fields, refused.message);

  return (
    <form
      ref={form}
      className="act-form"
      data-passing-focus=""
      aria-labelledby="act-title"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || (!armed && !onClose)) return;
        event.stopPropagation();
        if (armed) setArmed(false);
        else onClose?.();
      }}
    >
      <div className="act-head">
        <h2 id="act-title">{actTitle(tool.name, tool.title, subject)}</h2>
        {plan.now && <p className="act-now">Now: {sentence(plan.now)}</p>}
      </div>
      {shown.length > 0 && (
        <div className="form-fields">
          {shown.map((field) => (
            <FieldControl
              key={field.path}
              tool={tool.name}
              field={field}
              draft={draft}
              drill={drill}
              now={now}
              error={(path) =>
                errors[path] ?? (refusedField === path ? remedyOf(refused!) : undefined)
              }
              onChange={change}
              onRows={changeRows}
              onHelp={setHelp}
            />
          ))}
          {hasMore && !more && (
            <Button kind="quiet" size="small" className="act-more" onClick={() => setMore(true)}>
              More …
            </Button>
          )}
        </div>
      )}
      <div className="act-foot">
        <div className="act-words" aria-live="polite">
          {plan.effect && <p>{plan.effect}</p>}
          {help && (
            <FieldHelp
              field={help}
              label={fieldName(tool.name, help.path)}
              value={draft[help.path] ?? ""}
              onTake={(value) => {
                change(help.path, value);
                form.current
                  ?.querySelector<HTMLElement>(`[name="${CSS.escape(help.path)}"]`)
                  ?.focus();
              }}
            />
          )}
          {plan.idle && <p className="act-idle">{plan.idle}</p>}
          {armed && plan.caution && (
            <p className="act-caution" role="alert">
              {plan.caution} Press again to do it.
            </p>
          )}
          {refused && !refusedField && (
            <p className="field-error" role="alert">
              {remedyOf(refused)}
            </p>
          )}
        </div>
        <div className="act-buttons">
          {onClose && (
            <>
              <span className="act-keys" aria-hidden="true">
                <Kbd keys="Enter" /> {armed ? "do it" : "apply"} <Kbd keys="Esc" />{" "}
                {armed ? "back" : "close"}
              </span>
              <Button kind="quiet" onClick={onClose}>
                Close
              </Button>
            </>
          )}
          <Button
            type="submit"
            kind={armed ? "danger" : "primary"}
            aria-disabled={pending || plan.idle !== null}
          >
            {pending ? "Sending …" : armed ? `${word}, really` : word}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** `reason` is what the server writes when it pauses by itself. What is written in words is written first. */
function formFields({ name, inputSchema }: ToolView): Field[] {
  const fields = fieldsOf(inputSchema).filter(({ path }) => path !== "reason");
  if (name !== "declare_incident") return fields;
  return fields.sort((a, b) => Number(b.kind === "text") - Number(a.kind === "text"));
}

function fieldNamed(fields: readonly Field[], message: string): string | null {
  return fields.find(({ path }) => message.startsWith(`${path} `))?.path ?? null;
}

function remedyOf({ message, remedy }: { message: string; remedy: string }): string {
  if (message.includes("names nothing to set")) {
    return "Nothing would change: choose at least one setting.";
  }
  return `${sentence(message)} ${sentence(remedy)}`;
}
