import type { ReactNode } from "react";
import { Icon } from "./icons.js";
import "./states.css";

/** Nothing is here yet: says what will be, and how to get it. */
export function Empty({
  title,
  text,
  action,
}: {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="state">
      <p className="state-title">{title}</p>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}

/** Something is on its way. A share, where it is known, says how far it is. */
export function Loading({ what, share }: { what: string; share?: number | null }) {
  return <Doing stage={`Loading ${what}`} {...(share !== undefined && { share })} />;
}

/** Long work, in the words of whoever does it: "Setting up the system". */
export function Doing({ stage, share }: { stage: string; share?: number | null }) {
  return (
    <div className="state" role="status">
      <p className="state-title">{stage} …</p>
      {share !== undefined && share !== null && (
        <progress max={1} value={share} aria-label={stage} />
      )}
    </div>
  );
}

/** Something went wrong: what, and what to do about it. */
export function ErrorState({
  title,
  text,
  action,
}: {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="state state-error" role="alert">
      <Icon name="warning" />
      <p className="state-title">{title}</p>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}
