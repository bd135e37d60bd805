import { useRef, useState } from "react";
import { useAct } from "../../act/use-act.js";
import { useRun } from "../../live/use-live.js";
import { Button } from "../../ui/button.js";
import { counted } from "../../ui/format.js";

/** A hint costs points, so it says how many before it is taken. */
export function HintButton({ onTaken }: { onTaken: () => void }) {
  const room = useRun((run) => run.room);
  const offered = useRun((run) => run.tools.some(({ name }) => name === "take_hint"));
  const [asked, setAsked] = useState(false);
  const { pending, refused, act } = useAct();
  const opener = useRef<HTMLButtonElement>(null);
  const { hintsLeft, nextHintCost } = room;
  if (!offered) return null;
  const back = () => {
    setAsked(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  if (hintsLeft === 0 || nextHintCost === null) {
    return <p className="hint">There are no more hints.</p>;
  }
  if (!asked) {
    return (
      <div className="hint">
        <Button size="small" kind="quiet" ref={opener} onClick={() => setAsked(true)}>
          Hint (−{counted(nextHintCost, "point")})
        </Button>
        <span>{counted(hintsLeft, "hint")} left</span>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape answers the question from either button
    <div
      className="hint hint-question"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        back();
      }}
    >
      <p role="alert">
        {refused
          ? `${refused.message} ${refused.remedy}`
          : `The next hint takes ${counted(nextHintCost, "point")} off your score.`}
      </p>
      <Button size="small" autoFocus onClick={back}>
        Think on
      </Button>
      <Button
        size="small"
        kind="primary"
        aria-disabled={pending}
        onClick={async () => {
          if (!(await act("take_hint"))) return;
          setAsked(false);
          onTaken();
        }}
      >
        {pending ? "Taking …" : "Take the hint"}
      </Button>
    </div>
  );
}
