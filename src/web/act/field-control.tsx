import { useId } from "react";
import { Field } from "../ui/field.js";
import { VisuallyHidden } from "../ui/visually-hidden.js";
import type { ControlProps } from "./control-props.js";
import { groupIsSet } from "./draft.js";
import type { Field as ToolField } from "./fields.js";
import { fieldName, optionName, optionNote, rowNumber } from "./names.js";
import { RowsControl } from "./rows-control.js";

/** Longer texts of a document are given more lines. */
const longestRowText = 600;

/** Up to so many options stand side by side; more go into a list. */
const mostRadios = 5;

/** One field of a tool's form, as the schema says. */
export function FieldControl(properties: ControlProps) {
  const { field } = properties;
  switch (field.kind) {
    case "choice":
      return isList(field) ? (
        <ListControl {...properties} />
      ) : (
        <Radios {...properties} options={field.options} />
      );
    case "switch":
      return <Radios {...properties} options={["true", "false"]} />;
    case "group":
      return <GroupControl {...properties} />;
    case "list":
      return (
        <RowsControl
          {...properties}
          list={field}
          render={(inner) => (
            <FieldControl key={inner.path} {...properties} field={inner} isDocument />
          )}
        />
      );
    case "words":
      return <WordsControl {...properties} />;
    default:
      return <TextControl {...properties} />;
  }
}

/** The label of a field; in a row, those who only hear it are told in which. */
function Label({ tool, path }: { tool: string; path: string }) {
  const row = rowNumber(path);
  return (
    <>
      {fieldName(tool, path)}
      {row !== null && <VisuallyHidden> of row {row}</VisuallyHidden>}
    </>
  );
}

/** What names a part may have few options in one drill and many in the next, and stays a list. */
function isList({ path, options }: { path: string; options: readonly string[] }): boolean {
  return options.length > mostRadios || !["severity", "state", "mode", "fallback"].includes(path);
}

function ListControl({ tool, field, draft, error, drill, onChange, onHelp }: ControlProps) {
  if (field.kind !== "choice") return null;
  return (
    <Field label={<Label tool={tool} path={field.path} />} error={error(field.path)}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          name={field.path}
          value={draft[field.path] ?? ""}
          onChange={({ target }) => onChange(field.path, target.value)}
          onFocus={() => onHelp(field)}
        >
          <option value="">{field.required ? "Choose …" : "Any"}</option>
          {field.options.map((option) => (
            <option key={option} value={option}>
              {optionName(field.path, option, drill)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function Radios({
  tool,
  field,
  draft,
  error,
  drill,
  options,
  onChange,
  onHelp,
}: ControlProps & { options: readonly string[] }) {
  const problem = error(field.path);
  const shown = field.required || options.includes("") ? options : ["", ...options];
  const word = (option: string) => {
    if (option === "") return "As now";
    if (field.kind === "switch") return option === "true" ? "On" : "Off";
    if (option === groupIsSet) return "On";
    if (field.kind === "group" && option === "none") return "None";
    return optionName(field.path, option, drill);
  };
  const isNoted = shown.some((option) => optionNote(field.path, option) !== null);
  return (
    <fieldset
      className={isNoted ? "choices choices-noted" : "choices"}
      onFocus={() => onHelp(field)}
    >
      <legend>{fieldName(tool, field.path)}</legend>
      <div className="choices-row">
        {shown.map((option) => (
          <label key={option}>
            <input
              type="radio"
              name={field.path}
              value={option}
              checked={(draft[field.path] ?? "") === option}
              onChange={() => onChange(field.path, option)}
            />
            <span>
              {word(option)}
              {isNoted && <small>{optionNote(field.path, option)}</small>}
            </span>
          </label>
        ))}
      </div>
      {problem && <p className="field-error">{problem}</p>}
    </fieldset>
  );
}

/** A mechanism with fields of its own, such as a breaker: left as it is, switched on, or taken away. */
function GroupControl(properties: ControlProps) {
  const { field, draft } = properties;
  if (field.kind !== "group") return null;
  const options = ["", groupIsSet, ...(field.mayBeNone ? ["none"] : [])];
  return (
    <div className="form-group">
      <Radios {...properties} options={options} />
      {draft[field.path] === groupIsSet && (
        <div className="form-fields">
          {field.fields.map((inner) => (
            <FieldControl key={inner.path} {...properties} field={inner} />
          ))}
        </div>
      )}
    </div>
  );
}

function TextControl({ tool, field, draft, now, error, onChange, onHelp }: ControlProps) {
  const listId = useId();
  if (field.kind !== "text" && field.kind !== "number") return null;
  const suggestions = suggestionsOf(field);
  const present = now(field.path);
  const standard = /(\S+(?: %| s| ms| min)?) unless said/.exec(field.description)?.[1];
  const isWide = field.kind === "text" && field.measure === "any";
  return (
    <div className={isWide ? "words-control" : "text-control"}>
      <Field label={<Label tool={tool} path={field.path} />} error={error(field.path)}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            name={field.path}
            inputMode={field.kind === "number" && !field.mayBeNone ? "numeric" : "text"}
            autoComplete="off"
            spellCheck={isWide}
            list={suggestions.length > 0 ? listId : undefined}
            value={draft[field.path] ?? ""}
            placeholder={present !== "" ? present : (standard ?? "")}
            onChange={({ target }) => onChange(field.path, target.value)}
            onFocus={() => onHelp(field)}
          />
        )}
      </Field>
      <datalist id={listId}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </div>
  );
}

/** Values that can be taken over as they are; whole sentences are for people to write. */
export function suggestionsOf(field: ToolField): string[] {
  if (field.kind === "number") return field.mayBeNone ? ["none"] : [];
  if (field.kind !== "text" || field.measure === "any") return [];
  return field.mayBeNone ? [...field.examples, "none"] : field.examples;
}

function WordsControl({
  tool,
  field,
  draft,
  error,
  isDocument = false,
  onChange,
  onHelp,
}: ControlProps) {
  if (field.kind !== "words") return null;
  return (
    <div className="words-control">
      <Field label={<Label tool={tool} path={field.path} />} error={error(field.path)}>
        {(ids) => (
          <textarea
            {...ids}
            className="input"
            name={field.path}
            rows={isDocument && field.maximumLength > longestRowText ? 4 : 2}
            value={draft[field.path] ?? ""}
            onChange={({ target }) => onChange(field.path, target.value)}
            onFocus={() => onHelp(field)}
            onKeyDown={(event) => {
              if (isDocument || event.key !== "Enter" || event.shiftKey) return;
              if (event.nativeEvent.isComposing) return;
              event.preventDefault();
              event.currentTarget.form?.requestSubmit();
            }}
          />
        )}
      </Field>
    </div>
  );
}
