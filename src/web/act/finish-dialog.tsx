import { useEffect, useRef, useState } from "react";
import { useLive, useRun } from "../live/use-live.js";
import { Link } from "../router.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { formatClock } from "../ui/format.js";
import { endingWords } from "./ending-words.js";
import { useAct } from "./use-act.js";

/**
 * Ending a run cannot be taken back, so it says what it means first. Once it is over, by this or by the clock, it tells
 * what is being done until the debrief is there.
 */
export function FinishDialog({ isAsked, onClose }: { isAsked: boolean; onClose: () => void }) {
  const stay = useRef<HTMLButtonElement>(null);
  const drill = useRun((run) => run.drill);
  const firing = useRun((run) => run.room.firing);
  const ended = useRun((run) => run.clock.ended);
  const connection = useLive((state) => state.connection);
  const { pending, refused, act } = useAct();
  const [isFinished, setFinished] = useState(false);
  const isOver = pending || isFinished || ended || connection === "scoring";
  const end = formatClock(drill, drill.endsUs);

  if (isOver) {
    return (
      <Dialog
        open
        onClose={null}
        title={pending ? "Finishing the run" : "The run is over"}
        description="It cannot be taken back any more."
      >
        <Ending end={end} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open={isAsked}
      onClose={onClose}
      title="Finish this run?"
      description={`You leave the room now. The system goes on as you left it until ${end}, which counts too; then comes the debrief. You cannot come back to this run, but you can try any of its moments again.`}
      initialFocus={stay}
    >
      {firing.length > 0 && (
        <p className="act-caution">
          {firing.length === 1 ? "An alert is" : `${firing.length} alerts are`} still firing:{" "}
          {firing.map(({ alert }) => alert).join(", ")}.
        </p>
      )}
      {refused && (
        <p className="field-error" role="alert">
          {refused.message} {refused.remedy}
        </p>
      )}
      <div className="act-buttons">
        <Button ref={stay} onClick={onClose}>
          Stay
        </Button>
        <Button
          kind="primary"
          onClick={async () => {
            if (await act("finish")) setFinished(true);
          }}
        >
          Finish
        </Button>
      </div>
    </Dialog>
  );
}

/** What is being done, in words, and how far it is. */
function Ending({ end }: { end: string }) {
  const progress = useLive((state) => state.progress);
  const connection = useLive((state) => state.connection);
  const text = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useEffect(() => text.current?.focus(), []);
  const { step, words } = endingWords(progress?.stage ?? null, end);
  return (
    <div className="ending" ref={text} tabIndex={-1}>
      <p role="status">
        <strong>Step {step} of 2.</strong> {words}
      </p>
      <progress max={1} value={progress?.share ?? 0} aria-label={words} />
      {connection === "reconnecting" && <p>The connection is lost; it is being made again.</p>}
      <p className="ending-note">
        It takes up to a minute. You need not wait: the debrief will stand in{" "}
        <Link href="/">your list of runs</Link>.
      </p>
    </div>
  );
}
