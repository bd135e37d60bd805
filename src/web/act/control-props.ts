import type { DrillView } from "../../server/api/live.js";
import type { Draft } from "./draft.js";
import type { Field } from "./fields.js";

/** What a control of a tool's form is given. */
export interface ControlProps {
  tool: string;
  field: Field;
  draft: Draft;
  /** What is so now, shown inside of the empty field. */
  now: (path: string) => string;
  error: (path: string) => string | undefined;
  drill: Pick<DrillView, "people">;
  /** Whether the texts are parts of a document, in which Enter breaks the line instead of sending it. */
  isDocument?: boolean;
  onChange: (path: string, value: string) => void;
  /** The rows of a list are others, or in another order. */
  onRows: (path: string, rows: readonly Draft[]) => void;
  /** The field that has the focus, to be explained. */
  onHelp: (field: Field) => void;
}
