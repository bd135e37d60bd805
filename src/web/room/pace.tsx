import { type KeyboardEvent, useState } from "react";
import { ActRefused } from "../live/act-queue.js";
import type { LiveSession } from "../live/live-session.js";
import { useLiveSession, useRun } from "../live/use-live.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icons.js";
import { ChoiceMenu } from "../ui/menu.js";
import { useSwitch } from "../ui/settings.js";
import "./header.css";

const speeds = [
  { id: "0.5x", label: "0.5x", note: "extra time: twice the time" },
  { id: "0.67x", label: "0.67x", note: "extra time: half as much again" },
  { id: "1x", label: "1x", note: "as in life" },
  { id: "2x", label: "2x", note: "" },
  { id: "5x", label: "5x", note: "" },
  { id: "10x", label: "10x", note: "" },
];

/** Pauses the run, or lets it go on as before. Both are acts, and the debrief lists them. */
export function togglePause(live: LiveSession): Promise<unknown> {
  const { run } = live.state();
  if (!run || run.clock.paused === "frozen" || run.clock.ended) return Promise.resolve();
  const speed = run.clock.paused === null ? "paused" : run.clock.resumeSpeed;
  return live.act("set_speed", { speed });
}

export function Pace() {
  const live = useLiveSession();
  const { paused, speed, resumeSpeed } = useRun((run) => run.clock);
  const canSet = useRun((run) => run.tools.some(({ name }) => name === "set_speed"));
  const [single] = useSwitch("single-keys", true);
  const [problem, setProblem] = useState<string | null>(null);
  if (!canSet) return null;
  const chosen = paused ? resumeSpeed : nameOf(speed);
  const tell = (done: Promise<unknown>) => {
    setProblem(null);
    done.catch((thrown) => setProblem(thrown instanceof ActRefused ? thrown.message : "failed"));
  };
  return (
    <>
      <Button
        className="pace-pause"
        disabled={paused === "frozen"}
        title={paused === "frozen" ? "The clock stands in this phase" : "Pause or go on (Space)"}
        onClick={() => tell(togglePause(live))}
      >
        <Icon name={paused ? "play" : "pause"} size={14} />
        {paused ? "Go on" : "Pause"}
      </Button>
      <ChoiceMenu
        trigger={
          <Button
            className="pace-speed"
            aria-label={`Speed ${chosen}`}
            aria-keyshortcuts="Enter"
            title="Change the speed (Enter)"
            // The space bar pauses everywhere; the focus stays here after every change of the speed.
            {...(single && spaceBar(() => tell(togglePause(live))))}
          >
            {chosen} <Icon name="chevron" size={12} />
          </Button>
        }
        title="Speed; the debrief lists changes"
        choices={speeds}
        chosen={chosen}
        onChoose={(id) => tell(live.act("set_speed", { speed: id }))}
      />
      {problem && (
        <span className="pace-problem" role="status">
          {problem}
        </span>
      )}
    </>
  );
}

/** Takes the space bar from a button, whose press begins with the key going down and ends with it coming up. */
function spaceBar(act: () => void) {
  const take = (event: KeyboardEvent, does: () => void) => {
    if (event.key !== " ") return;
    event.preventDefault();
    does();
  };
  return {
    onKeyDown: (event: KeyboardEvent) => take(event, () => event.repeat || act()),
    onKeyUp: (event: KeyboardEvent) => take(event, () => {}),
  };
}

function nameOf(speed: number): string {
  const found = speeds.find(({ id }) => Math.abs(Number.parseFloat(id) - speed) < 0.01);
  return found?.id ?? `${speed}x`;
}
