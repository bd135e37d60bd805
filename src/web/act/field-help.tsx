import { Button } from "../ui/button.js";
import { suggestionsOf } from "./field-control.js";
import type { Field } from "./fields.js";
import { sentence } from "./sentence.js";

/** What the field with the focus is for, and values that are often meant; the keyboard has them in the field itself. */
export function FieldHelp({
  field,
  label,
  value,
  onTake,
}: {
  field: Field;
  label: string;
  value: string;
  onTake: (value: string) => void;
}) {
  const suggestions = suggestionsOf(field);
  // The list names what the terminal writes as a star.
  const description = field.description.replace(/,? or \* for all of them/, ", or all of them");
  const isSaid = description.toLowerCase() === label.toLowerCase();
  if (suggestions.length === 0 && (isSaid || description === "")) return null;
  return (
    <div className="act-help">
      {!isSaid && (
        <span>
          {label}: {sentence(description)}
        </span>
      )}
      {suggestions.map((suggestion) => (
        <Button
          key={suggestion}
          size="small"
          tabIndex={-1}
          aria-label={`${label}: ${suggestion}`}
          aria-pressed={value === suggestion}
          onClick={() => onTake(suggestion)}
        >
          {suggestion}
        </Button>
      ))}
    </div>
  );
}
