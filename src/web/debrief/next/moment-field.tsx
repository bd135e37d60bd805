import { useId } from "react";
import { formatClock } from "../../ui/format.js";
import { useDebrief } from "../debrief-context.js";
import "./moment-field.css";

/** Chooses a moment of the run: a slider, with the time of day beside it. */
export function MomentField({
  label,
  atUs,
  onChange,
}: {
  label: string;
  atUs: number;
  onChange: (atUs: number) => void;
}) {
  const id = useId();
  const { drill } = useDebrief();
  const clock = formatClock(drill, atUs);
  return (
    <div className="moment-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={drill.opensUs}
        max={drill.endsUs - drill.intervalUs}
        step={1_000_000}
        value={atUs}
        aria-valuetext={clock}
        onChange={({ target }) => onChange(Number(target.value))}
      />
      <output htmlFor={id}>{clock}</output>
    </div>
  );
}
