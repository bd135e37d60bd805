import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from "react";
import { Button, IconButton } from "../ui/button.js";
import { Icon } from "../ui/icons.js";
import type { ControlProps } from "./control-props.js";
import { emptyRow, rowsIn } from "./draft.js";
import type { Field, ListField } from "./fields.js";
import { fieldName } from "./names.js";
import "./rows-control.css";

/** A list as rows. Enter in a row adds one below it, and each row has a button that takes it out. */
export function RowsControl({
  tool,
  list,
  draft,
  error,
  onRows,
  render,
}: Pick<ControlProps, "tool" | "draft" | "error" | "onRows"> & {
  list: ListField;
  render: (field: Field) => ReactNode;
}) {
  const { path, maximumRows } = list;
  const name = fieldName(tool, path);
  const rows = rowsIn(draft, path);
  const isFull = rows.length >= maximumRows;
  const box = useRef<HTMLFieldSetElement>(null);
  /** The row that is to get the focus once it is there; beyond the last one, the button that adds. */
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    const row = box.current?.querySelector(`[data-row="${next.current}"]`);
    const control = (row ?? box.current)?.querySelector<HTMLElement>(
      row ? "input, textarea, select" : ".rows-add",
    );
    control?.focus();
    next.current = null;
  });

  const add = (at: number) => {
    if (isFull) return;
    next.current = at;
    onRows(path, rows.toSpliced(at, 0, emptyRow(list)));
  };
  const remove = (at: number) => {
    next.current = Math.min(at, rows.length - 2);
    onRows(path, rows.toSpliced(at, 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (!(event.target instanceof HTMLElement)) return;
    const row = event.target.closest<HTMLElement>("[data-row]");
    if (!row || !event.target.matches("input, textarea")) return;
    event.preventDefault();
    add(Number(row.dataset.row) + 1);
  };
  const problem = error(path);

  return (
    <fieldset className="rows" ref={box} onKeyDown={onKeyDown}>
      <legend>{name}</legend>
      {rows.map((_, index) => {
        const field = list.row(index);
        return (
          <div key={field.path} className="rows-row" data-row={index}>
            {field.kind === "group" ? field.fields.map(render) : render(field)}
            <IconButton
              className="rows-remove"
              label={`Remove row ${index + 1} of ${name}`}
              onClick={() => remove(index)}
            >
              <Icon name="close" />
            </IconButton>
          </div>
        );
      })}
      {problem && <p className="field-error">{problem}</p>}
      <Button
        size="small"
        className="rows-add"
        aria-disabled={isFull}
        title={isFull ? `There can be ${maximumRows} rows.` : undefined}
        onClick={() => add(rows.length)}
      >
        <Icon name="plus" /> Add to {name}
      </Button>
    </fieldset>
  );
}
