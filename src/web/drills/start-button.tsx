import { useId } from "react";
import { Button } from "../ui/button.js";
import type { Start } from "./use-start.js";

/** Starts a drill at once; while it is being set up the button keeps its place and says so. */
export function StartButton({
  drill,
  title,
  start,
  large = false,
  quiet = false,
}: {
  drill: string;
  title: string;
  start: Start;
  large?: boolean;
  quiet?: boolean;
}) {
  const problemId = useId();
  const isStarting = start.starting === drill;
  const problem = start.failed?.drill === drill ? start.failed.text : null;
  return (
    <div className="start">
      <Button
        kind={quiet ? "plain" : "primary"}
        size={large ? "large" : "normal"}
        aria-disabled={start.starting !== null}
        aria-describedby={problem ? problemId : undefined}
        aria-label={isStarting ? `Setting up ${title}` : `Start ${title}`}
        onClick={() => start.start(drill)}
      >
        {isStarting ? "Setting up …" : "Start"}
      </Button>
      <p className="start-problem" id={problemId} role="status">
        {problem}
      </p>
    </div>
  );
}
