import type { ReactNode } from "react";
import { Button } from "../ui/button.js";
import { ErrorState } from "../ui/states.js";
import { RequestFailed } from "./call.js";

/** A request that failed: what it was for, why, what to do, and the button to do it. */
export function ProblemState({
  what,
  error,
  onRetry,
  action,
}: {
  what: string;
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
}) {
  const text =
    error instanceof RequestFailed ? `${error.message} ${error.remedy}` : "Load the page again.";
  return (
    <ErrorState
      title={what}
      text={text}
      action={action ?? (onRetry && <Button onClick={onRetry}>Try again</Button>)}
    />
  );
}
