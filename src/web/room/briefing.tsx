import { useState } from "react";
import { useRun } from "../live/use-live.js";
import { Button } from "../ui/button.js";
import { readSetting, writeSetting } from "../ui/settings.js";

/** The last run whose briefing was read, so that a reload does not bring it back. */
const setting = "briefing-read";

/** What whoever enters is told; the clock goes on meanwhile, as it does on the day. */
export function Briefing({ session }: { session: string }) {
  const briefing = useRun((run) => run.drill.briefing);
  const [isOpen, setOpen] = useState(() => readSetting(setting) !== session);
  if (!isOpen) return null;
  const close = () => {
    writeSetting(setting, session);
    setOpen(false);
    document.getElementById("panel")?.focus();
  };
  return (
    <aside className="banner briefing" aria-label="Briefing">
      {/* On a phone it would take the whole screen, so there it is one line until it is asked for. */}
      <details open={matchMedia("(min-width: 700px)").matches}>
        <summary>Briefing</summary>
        <p>{briefing.trim().replaceAll(/\s+/g, " ")}</p>
      </details>
      <Button size="small" onClick={close}>
        Got it
      </Button>
    </aside>
  );
}
