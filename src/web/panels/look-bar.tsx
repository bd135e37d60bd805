import type { KeyboardEvent, ReactNode } from "react";
import { useRun } from "../live/use-live.js";
import { Button } from "../ui/button.js";
import { formatClock } from "../ui/format.js";
import { Kbd } from "../ui/kbd.js";
import type { Look } from "./use-look.js";

/** What every panel that looks has on top: what it looks for, how old the answer is, and the button to look again. */
export function LookBar({
  look,
  word,
  form,
  children,
}: {
  look: Look<unknown>;
  word: string;
  /** The form whose search the button begins; without one it looks again as before. */
  form?: string;
  children?: ReactNode;
}) {
  const drill = useRun((run) => run.drill);
  return (
    <div className="look-bar">
      {children}
      <div className="look-end">
        <span className="look-age" role="status">
          {look.pending
            ? "Looking …"
            : look.atUs !== null && `As of ${formatClock(drill, look.atUs)}`}
        </span>
        <Button
          {...(form === undefined ? { onClick: look.again } : { type: "submit" as const, form })}
          aria-disabled={look.pending}
          aria-keyshortcuts="r"
        >
          {word} <Kbd keys="r" />
        </Button>
      </div>
    </div>
  );
}

/** `r` looks again while the focus is in the panel, where nothing is being typed. */
export function againByKey(again: () => void) {
  return (event: KeyboardEvent) => {
    const typing =
      event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
    if (event.key !== "r" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    again();
  };
}

/** Why the last look gave nothing. */
export function LookProblem({ look }: { look: Look<unknown> }) {
  if (!look.refused) return null;
  return (
    <p className="look-problem" role="alert">
      {look.refused.message} {look.refused.remedy}
    </p>
  );
}
