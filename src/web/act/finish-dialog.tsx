import { useRef } from "react";
import { useRun } from "../live/use-live.js";
import { Button } from "../ui/button.js";
import { Dialog } from "../ui/dialog.js";
import { formatClock } from "../ui/format.js";
import { useAct } from "./use-act.js";

/** Ending a run cannot be taken back, so it says what it means first. */
export function FinishDialog({ onClose }: { onClose: () => void }) {
  const stay = useRef<HTMLButtonElement>(null);
  const drill = useRun((run) => run.drill);
  const firing = useRun((run) => run.room.firing);
  const { pending, refused, act } = useAct();
  return (
    <Dialog
      open
      onClose={onClose}
      title="Finish this run?"
      description={`You leave the room now. The system goes on as you left it until ${formatClock(drill, drill.endsUs)}, which counts too; then comes the debrief. You cannot come back to this run, but you can try any of its moments again.`}
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
          aria-disabled={pending}
          onClick={async () => {
            if (await act("finish")) onClose();
          }}
        >
          {pending ? "Finishing …" : "Finish"}
        </Button>
      </div>
    </Dialog>
  );
}
