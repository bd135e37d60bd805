import { useEffect, useRef } from "react";
import type { DrillView } from "../../../server/api/live.js";
import { personNameOf } from "../../act/names.js";
import { Button } from "../../ui/button.js";
import { useSwitch } from "../../ui/settings.js";
import type { Said } from "./conversation.js";

const canSpeak = typeof speechSynthesis !== "undefined";

/** Reads new messages aloud while it is on; the text is always there as well. */
export function ReadAloud({ said, drill }: { said: readonly Said[]; drill: DrillView }) {
  const [on, setOn] = useSwitch("read-aloud", false);
  const spoken = useRef(said.length);
  useEffect(() => {
    const fresh = said.slice(spoken.current).filter(({ from }) => from !== null);
    spoken.current = said.length;
    if (!on || !canSpeak) return;
    for (const { from, text } of fresh) {
      speechSynthesis.speak(new SpeechSynthesisUtterance(`${personNameOf(from!, drill)}: ${text}`));
    }
  }, [said, on, drill]);
  useEffect(() => () => void (canSpeak && speechSynthesis.cancel()), []);
  if (!canSpeak) return null;
  return (
    <div className="read-aloud">
      <Button
        size="small"
        kind="quiet"
        title="New messages are read as they come"
        aria-pressed={on}
        onClick={() => {
          if (on) speechSynthesis.cancel();
          setOn(!on);
        }}
      >
        {on ? "Stop reading" : "Read aloud"}
      </Button>
    </div>
  );
}
