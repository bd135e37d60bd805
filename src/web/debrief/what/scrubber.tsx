import { useEffect, useRef, useState } from "react";
import type { Mark } from "../../map/marks.js";
import { Button, IconButton } from "../../ui/button.js";
import { formatClock } from "../../ui/format.js";
import { Icon } from "../../ui/icons.js";
import { useDebrief } from "../debrief-context.js";
import "./scrubber.css";

const speeds = [10, 30, 60] as const;
const stepMilliseconds = 200;

/** Moves through the run: by the slider and its keys, from one thing that happened to the next, or by playing it. */
export function Scrubber({
  atUs,
  fromUs,
  marks,
  onMove,
}: {
  atUs: number;
  fromUs: number;
  marks: readonly Mark[];
  onMove: (atUs: number) => void;
}) {
  const { drill } = useDebrief();
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(30);
  const latest = useRef({ atUs, onMove });
  latest.current = { atUs, onMove };
  const exact = useRef(atUs);

  useEffect(() => {
    if (!playing) return;
    exact.current = latest.current.atUs;
    const timer = setInterval(() => {
      exact.current += speed * stepMilliseconds * 1000;
      latest.current.onMove(Math.min(drill.endsUs, exact.current));
      if (exact.current >= drill.endsUs) setPlaying(false);
    }, stepMilliseconds);
    return () => clearInterval(timer);
  }, [playing, speed, drill.endsUs]);

  const moments = marks.filter(({ kind }) => kind !== "resolved").map((mark) => mark.atUs);
  // The address knows whole seconds, so that a moment within the same second is the present one.
  const before = moments.findLast((moment) => moment < atUs - 1_000_000);
  const after = moments.find((moment) => moment > atUs + 1_000_000);
  const clock = formatClock(drill, atUs);
  return (
    <div className="scrubber">
      <Button
        kind="primary"
        className="scrubber-play"
        onClick={() => {
          if (!playing && atUs >= drill.endsUs) onMove(fromUs);
          setPlaying(!playing);
        }}
      >
        <Icon name={playing ? "pause" : "play"} size={14} />
        {playing ? "Pause" : "Play"}
      </Button>
      <IconButton
        label="To what happened before"
        aria-disabled={before === undefined}
        onClick={() => before !== undefined && onMove(before)}
      >
        <Icon name="left" />
      </IconButton>
      <IconButton
        label="To what happened next"
        aria-disabled={after === undefined}
        onClick={() => after !== undefined && onMove(after)}
      >
        <Icon name="right" />
      </IconButton>
      <output className="scrubber-clock">{clock}</output>
      <input
        type="range"
        aria-label="Moment of the run"
        aria-valuetext={clock}
        min={fromUs}
        max={drill.endsUs}
        step={drill.intervalUs}
        value={atUs}
        onChange={({ target }) => {
          setPlaying(false);
          onMove(Number(target.value));
        }}
      />
      <label className="scrubber-speed">
        <span className="visually-hidden">Speed</span>
        <select
          className="input"
          value={speed}
          onChange={({ target }) => setSpeed(Number(target.value))}
        >
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one}x
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
